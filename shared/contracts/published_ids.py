"""The UUIDs under which the directory is published as open data: made of our own ids, the same for ever."""

from uuid import UUID, uuid5

_ONWARD = UUID("6f6e7761-7264-5000-8000-6f70656e7265")
"""The namespace of every id Onward publishes. Never change it: others keep what they were given."""


def published_id(kind: str, *parts: object) -> str:
    """Return the UUID of one published thing. `kind`: what it is; `parts`: our ids that make it the only one."""
    return str(uuid5(_ONWARD, "\x1f".join((kind, *map(str, parts)))))
