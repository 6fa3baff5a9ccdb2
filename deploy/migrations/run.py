"""Bringing a store up to date. Any number of processes may do it at once: one works, the others find it done."""

from sqlalchemy import Connection, Engine, text

from deploy.migrations.revisions import head
from shared.event_store.engine import READING

_KNOWS_REVISIONS = {
    "sqlite": "select count(*) from sqlite_master where name = 'alembic_version'",
    "postgresql": "select count(*) from pg_class where oid = to_regclass('alembic_version')",
}
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('onward migrations ' || current_setting('search_path')))"
_MISSING_SCHEMA = """
select current_setting('search_path')
where not exists (select 1 from pg_namespace where nspname = current_setting('search_path'))
"""


class StoreIsNewer(Exception):
    """The store was brought up to date by a newer Onward: this one must not write to it."""


def migrate(engine: Engine, service: str) -> bool:
    """Bring a service's store to the newest revision and return whether there was anything to do.

    On PostgreSQL the schema is created where it is missing. Whatever fails leaves the store as it was.
    Raises: StoreIsNewer.
    """
    with engine.execution_options(**READING).connect() as connection:
        if is_up_to_date(connection, service):
            return False
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            _prepare(connection)
        if is_up_to_date(connection, service):
            return False
        _upgrade(connection, service)
    return True


def is_up_to_date(connection: Connection, service: str) -> bool:
    """Whether a store has the newest revision.

    Raises: StoreIsNewer.
    """
    found, newest = revision(connection), head(service)
    if found is not None and found > newest:
        raise StoreIsNewer(f"the store of {service} is at revision {found}; this Onward knows {newest}")
    return found == newest


def revision(connection: Connection) -> str | None:
    """Return the revision a store has; None for an empty one."""
    if not connection.exec_driver_sql(_KNOWS_REVISIONS[connection.dialect.name]).scalar():
        return None
    found: str | None = connection.exec_driver_sql("select version_num from alembic_version").scalar()
    return found


def _prepare(connection: Connection) -> None:
    connection.exec_driver_sql(_ONE_AT_A_TIME)
    schema = connection.exec_driver_sql(_MISSING_SCHEMA).scalar()
    if schema:
        connection.execute(text(f'create schema "{schema}"'))


def _upgrade(connection: Connection, service: str) -> None:
    from alembic import command

    from deploy.migrations.environment import environment

    command.upgrade(environment(connection, service), "head")
