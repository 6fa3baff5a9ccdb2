"""How long to wait before looking again."""


class Pauses:
    """Pauses in seconds that double from the shortest to the longest until `reset`."""

    def __init__(self, shortest: float, longest: float) -> None:
        self._shortest = shortest
        self._longest = longest
        self._next = shortest

    def next(self) -> float:
        """Return the pause to make now."""
        pause = self._next
        self._next = min(self._next * 2, self._longest)
        return pause

    def reset(self) -> None:
        """Begin again with the shortest pause: there was something to do."""
        self._next = self._shortest
