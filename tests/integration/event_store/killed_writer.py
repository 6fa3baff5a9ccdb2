"""A process that writes as fast as it can and says what it has been told is safe; made to be killed.

Usage: python -m tests.integration.event_store.killed_writer URL NAME   (URL: a SQLite file, or with `?schema=`)
"""

import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import OperationalError

from shared.event_store.engine import postgresql_engine, sqlite_engine
from shared.event_store.store import Store
from tests.integration.event_store.happenings import Happened, store_on

EVENTS_EACH = 5


def engine_at(where: str) -> Engine:
    """Return the engine of a store that another process made."""
    if where.startswith("postgresql"):
        url = make_url(where)
        schema = str(url.query["schema"])
        return postgresql_engine(url.difference_update_query(["schema"]).render_as_string(hide_password=False), schema)
    return sqlite_engine(Path(where))


def where_is(engine: Engine) -> str:
    """Return what `engine_at` finds the same store by."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    with engine.connect() as connection:
        schema = connection.exec_driver_sql("select current_schema()").scalar_one()
    return engine.url.update_query_dict({"schema": schema}).render_as_string(hide_password=False)


def write(where: str, name: str) -> None:
    """Commit transactions of five events in two streams, half of them sealed, and name each once it is safe."""
    store = store_on(engine_at(where))
    for n in count():
        while not written(store, name, n):
            continue
        sys.stdout.write(f"{n}\n")
        sys.stdout.flush()


def written(store: Store, name: str, n: int) -> bool:
    """Commit one transaction; False when somebody else kept the store busy for too long, and nothing was written."""
    try:
        with store.transaction() as work:
            sealed = [Happened(n=n, words=name, name="Ann"), Happened(n=n, words=name, notes=("x" * 500,))]
            work.append(f"{name}-{n}", 0, sealed, "load", person_id=f"p{n % 7}")
            whole = f"{name}-all"
            work.append(whole, work.versions([whole])[whole], [Happened(n=n, words=name)] * 3, "load")
    except OperationalError as failure:
        if "database is locked" not in str(failure):
            raise
        return False
    return True


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
