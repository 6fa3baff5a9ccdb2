"""The ways of appending that are measured."""

from typing import NamedTuple

BATCHES = (1, 10, 100)
CONNECTIONS = (1, 8)


class Cell(NamedTuple):
    """One way of appending: on so many connections, so many events at once."""

    connections: int
    batch: int

    @property
    def words(self) -> str:
        """Return what it is called in the figures."""
        how = "single events" if self.batch == 1 else f"batches of {self.batch}"
        return f"{self.connections} connection{'s' if self.connections > 1 else ''}, {how}"


def cells() -> list[Cell]:
    """Return every way."""
    return [Cell(connections, batch) for connections in CONNECTIONS for batch in BATCHES]
