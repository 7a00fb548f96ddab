"""The history of the schema; each step runs up and down on SQLite and on PostgreSQL.

A step is written from the differences that `tests/adapters/db/test_schema.py` shows between
the migrated database and `tables`, and never changes once it has been released. Steps
that alter a table do it by `op.batch_alter_table`: SQLite can only rebuild one.
"""
