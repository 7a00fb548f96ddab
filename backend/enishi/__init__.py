"""縁 — an open knowledge network for the industrial clusters of Japan."""

__version__ = "0.1.0"
