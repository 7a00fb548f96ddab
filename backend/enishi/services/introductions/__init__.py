"""Introductions (紹介): the coordinators' pipeline, and what the two firms see of it."""
