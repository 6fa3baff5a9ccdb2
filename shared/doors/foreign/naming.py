"""Ids for what others call by names and numbers of their own: the same record always gets the same id."""

import re
from hashlib import sha256
from uuid import UUID

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_SOURCE_CHARACTERS_MAX = 30
_ID_CHARACTERS_MAX = 80
_TOKEN_CHARACTERS = 8  # 32 bits beside a name: within one directory they tell any two apart


def slug(text: str, longest: int) -> str:
    """Return a text as small letters, digits and hyphens."""
    return _NOT_IN_IDS.sub("-", text.lower()).strip("-")[:longest].strip("-")


def id_of(source: str, foreign_id: str) -> str:
    """Return the id of a record that has one in its own directory; one that is a UUID is the same in every directory.

    Shape: `oruk-<uuid>`, or the directory and its id; what small letters and digits cannot say is told by a hash.
    """
    uuid = uuid_of(foreign_id)
    if uuid:
        return f"oruk-{uuid}"
    room = _ID_CHARACTERS_MAX - _SOURCE_CHARACTERS_MAX - _TOKEN_CHARACTERS - 2
    plain = slug(foreign_id, room)
    whole = plain if plain == foreign_id.lower() else f"{plain}-{_token(foreign_id)}".strip("-")
    return f"{slug(source, _SOURCE_CHARACTERS_MAX) or 'unnamed'}-{whole}"


def id_by_content(source: str, name: str, *place: object) -> str:
    """Return an id made of what a record is called and where it is, for a directory that gives no ids."""
    room = _ID_CHARACTERS_MAX - _SOURCE_CHARACTERS_MAX - _TOKEN_CHARACTERS - 6
    token = _token("\x1f".join(map(str, (name, *place))))
    return "-".join(filter(None, (slug(source, _SOURCE_CHARACTERS_MAX) or "unnamed", slug(name, room), token)))


def uuid_of(text: str) -> str | None:
    """Return a UUID in its one form; None when the text is none."""
    try:
        return str(UUID(text)) if len(text) >= 32 else None
    except ValueError:
        return None


def _token(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_TOKEN_CHARACTERS]
