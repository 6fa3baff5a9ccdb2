"""Who hears whom: the one table the queues, the bindings and the embedded feeds are made from."""

LISTENS: dict[str, dict[str, tuple[str, ...]]] = {
    "triage": {"intake": ("referral",)},
    "matching": {"triage": ("assessment",), "intake": ("referral",), "cases": ("case",)},
    "cases": {"matching": ("match",), "intake": ("referral",)},
    "journeys": {
        "intake": ("referral",),
        "triage": ("assessment",),
        "matching": ("match",),
        "cases": ("case",),
    },
}
"""For each listening service: the services it hears, and the stream categories it hears of each."""

SERVICES = ("intake", "triage", "matching", "cases", "journeys")
"""Every service with a store, in the order a referral walks through them."""


def category(stream: str) -> str:
    """Return the kind of stream: what stands before the first hyphen."""
    return stream.partition("-")[0]


def listeners(source: str) -> dict[str, tuple[str, ...]]:
    """Return who hears this service, and which of its categories."""
    return {listener: heard[source] for listener, heard in LISTENS.items() if source in heard}


def published_categories(source: str) -> frozenset[str]:
    """Return the categories of this service that anybody hears; the others never leave their store."""
    return frozenset(category for heard in listeners(source).values() for category in heard)
