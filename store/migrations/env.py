"""Alembic's entry: takes the steps on the connection that it is given, inside the caller's transaction."""

from alembic import context

from store.tables import LedgerTable

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=LedgerTable.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
