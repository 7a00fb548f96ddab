"""Pages that are printed: everything on them stands in one file, and nothing is loaded."""
