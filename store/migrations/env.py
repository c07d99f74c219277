"""Alembic's entry: takes the steps on the connection that it is given, inside the caller's transaction."""

from alembic import context

from store.slack_tables import every_table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=every_table,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
