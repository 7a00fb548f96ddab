"""Alembic's entrance: runs on the connection that `Schema` hands over."""

from alembic import context
from sqlmodel import SQLModel

from enishi.adapters.db import tables  # noqa: F401 - fills SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
