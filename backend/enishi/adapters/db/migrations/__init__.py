"""The history of the schema; each step runs up and down on SQLite and on PostgreSQL."""
