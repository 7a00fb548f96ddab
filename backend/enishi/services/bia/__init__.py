"""BIA cases: keeping them, assessing them, and feeding them from the matching."""
