"""Threads that compute beside the requests."""

from enishi.adapters.background.pool import ThreadPool

__all__ = ["ThreadPool"]
