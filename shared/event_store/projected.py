"""Which tables a service keeps from its own events alone, and could therefore build anew from them."""

from dataclasses import dataclass

from sqlalchemy import Column, Table


@dataclass(frozen=True)
class Projected:
    """The tables of one service's projections, in the order its queries read them.

    `counter`: a column that only tells that something has moved on. Rebuilt, it goes on from where it was, so that no
    process takes what it remembers for what is there now.
    """

    tables: tuple[Table, ...]
    counter: Column[int] | None = None

    @property
    def told(self) -> tuple[Table, ...]:
        """Return the tables that say the same after every replay: all but that of the counter."""
        return tuple(table for table in self.tables if self.counter is None or table is not self.counter.table)
