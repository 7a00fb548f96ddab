"""Nouns in, nouns out: one repository a noun."""
