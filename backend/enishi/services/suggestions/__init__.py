"""The weekly suggestions: made once a week, read under rights, answered with one tap."""
