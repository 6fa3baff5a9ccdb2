"""Tables built anew beside the live ones, and put in their place in one step, while everybody works on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Column, Connection, Constraint, Engine, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable

from shared.config.limits import IDLE_IN_TRANSACTION_SECONDS, REBUILD_LOCK_MILLISECONDS

_KEYS = (PrimaryKeyConstraint, UniqueConstraint)
_LOCK_TAKEN = {"55P03", "40P01"}
"""PostgreSQL: lock not available, deadlock detected."""
_ALONE = (
    "set local work_mem = '64MB'",
    "set local maintenance_work_mem = '256MB'",
    "set local idle_in_transaction_session_timeout = 0",
)
_IN_THE_WAY = (
    f"set local lock_timeout = '{REBUILD_LOCK_MILLISECONDS}ms'",
    f"set local idle_in_transaction_session_timeout = '{IDLE_IN_TRANSACTION_SECONDS}s'",
)
"""Why the second: a process that stops while it holds others up must not hold them up for long."""


class NotNow(Exception):
    """Somebody is in the way for the moment; nothing was changed."""


class Shadow:
    """Copies of some tables, empty at first, on a connection on which they hide the live ones.

    Nobody else sees them, and a process that dies leaves nothing behind: on PostgreSQL all is one transaction, on
    SQLite the copies are temporary. `scratch`: more tables that are only needed meanwhile.
    """

    def __init__(self, connection: Connection, tables: Sequence[Table], scratch: Sequence[Table] = ()) -> None:
        self.connection = connection
        self._tables = tables
        self._postgresql = connection.dialect.name == "postgresql"
        self._place = f"rebuilding_{uuid4().hex}" if self._postgresql else "temp"
        self._live = str(connection.exec_driver_sql("select current_schema()").scalar()) if self._postgresql else "main"
        if self._postgresql:
            for statement in (f'create schema "{self._place}"', *_ALONE):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f'set local search_path = "{self._place}", "{self._live}"')
        for table in (*tables, *scratch):
            connection.execute(CreateTable(_bare(table, self._place)))

    def live(self, table: str) -> str:
        """Return the name by which a live table is reached although its copy hides it."""
        return f'"{self._live}"."{table}"'

    def complete(self) -> None:
        """Add the keys and indexes. Why not at once: filling a table without them takes half the time."""
        for table in self._tables:
            copy = table.to_metadata(MetaData(), schema=self._place)
            if self._postgresql:
                for constraint in _constraints(copy):
                    self.connection.execute(AddConstraint(constraint))
                for index in sorted(copy.indexes, key=lambda index: str(index.name)):
                    self.connection.execute(CreateIndex(index))
                self.connection.exec_driver_sql(f"analyze {table.name}")
                continue
            for number, key in enumerate(one for one in _constraints(copy) if isinstance(one, _KEYS)):
                columns = ", ".join(f'"{column.name}"' for column in key.columns)
                self.connection.exec_driver_sql(
                    f'create unique index temp."{table.name}_{number}" on "{table.name}" ({columns})'
                )

    @contextmanager
    def held(self, gate: Sequence[Table], still: Table | None = None) -> Iterator[None]:
        """Keep everybody out of the gate's tables, in their order, then keep `still` from being written.

        What is done inside is kept when it ends well and undone otherwise.
        Raises: NotNow when somebody does not leave them in time; they were kept from nobody for longer than that.
        """
        if not self._postgresql:
            with self._immediately():
                yield
            return
        with self.connection.begin_nested():
            self._lock(gate, still)
            yield

    def replace(self) -> None:
        """Put the copies in the place of the live tables; only while these are held."""
        statements = [words for table in self._tables for words in self._replacing(table)]
        if self._postgresql:
            statements += [f'set local search_path = "{self._live}"', f'drop schema "{self._place}" cascade']
        for statement in statements:
            self.connection.exec_driver_sql(statement)

    def _replacing(self, table: Table) -> list[str]:
        live, name = self.live(table.name), table.name
        if self._postgresql:
            return [f"drop table {live}", f'alter table {name} set schema "{self._live}"']
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        filled = f"insert into {live} ({columns}) select {columns} from temp.{name}"
        return [f"delete from {live}", filled, f"drop table temp.{name}"]

    @contextmanager
    def _immediately(self) -> Iterator[None]:
        """Write to the live file: until now this connection has only read."""
        self.connection.commit()
        self.connection.execution_options(onward_reading=False)
        try:
            with _not_now(), self.connection.begin():
                yield
        finally:
            self.connection.execution_options(onward_reading=True)

    def _lock(self, gate: Sequence[Table], still: Table | None) -> None:
        with _not_now():
            for setting in _IN_THE_WAY:
                self.connection.exec_driver_sql(setting)
            names = ", ".join(self.live(table.name) for table in gate)
            self.connection.exec_driver_sql(f"lock table {names} in access exclusive mode")
            if still is not None:
                self.connection.exec_driver_sql(f"lock table {self.live(still.name)} in exclusive mode")


@contextmanager
def shadowed(engine: Engine, tables: Sequence[Table], scratch: Sequence[Table] = ()) -> Iterator[Shadow]:
    """Open a shadow of some tables of a store. What was put in place is kept when this ends well.

    Why the connection is thrown away: with SQLite it would go on hiding the live tables.
    """
    with engine.execution_options(onward_reading=True).connect() as connection:
        try:
            yield Shadow(connection, tables, scratch)
            connection.commit()
        finally:
            connection.invalidate()


@contextmanager
def _not_now() -> Iterator[None]:
    try:
        yield
    except OperationalError as failure:
        if getattr(failure.orig, "pgcode", None) in _LOCK_TAKEN or "database is locked" in str(failure.orig):
            raise NotNow("somebody is busy with the tables") from failure
        raise


def _constraints(table: Table) -> list[Constraint]:
    """Return what keeps a table's rows in order, its primary key first. `not null` goes with the columns."""
    others = sorted(table.constraints - {table.primary_key}, key=lambda constraint: str(constraint.name))
    return [table.primary_key, *others]


def _bare(table: Table, place: str) -> Table:
    columns = [Column(column.name, column.type, nullable=column.nullable) for column in table.c]
    return Table(table.name, MetaData(), *columns, schema=place)
