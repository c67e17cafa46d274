"""How Alembic runs the migrations here: on the connection it is given, inside the transaction that is already open."""

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Alembic takes SQLite's schema changes for untransactional, which they are only under the driver's own BEGIN.
    transactional_ddl=True,
    # SQLite can change a table only by copying it.
    render_as_batch=True,
)
context.run_migrations()
