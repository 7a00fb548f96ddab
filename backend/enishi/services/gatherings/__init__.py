"""Gatherings: planned, seated, held, and remembered as contacts."""
