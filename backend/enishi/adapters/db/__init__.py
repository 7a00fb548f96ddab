"""The truth: SQLite by default, PostgreSQL with the same models."""

from enishi.adapters.db.database import SqlDatabase
from enishi.adapters.db.schema import Schema

__all__ = ["Schema", "SqlDatabase"]
