"""Joint development: what firms know, how well they would go together, whom to meet."""
