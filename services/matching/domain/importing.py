"""What a public directory's new word on a scheme changes: only what the directory changed, not what the hub mended."""

from typing import NamedTuple

import msgspec

from services.matching.domain.changes import changed_fields
from shared.contracts.activities import SchemeImported
from shared.contracts.listing import Listing
from shared.contracts.scheme import Scheme

HUBS_OWN = frozenset({"id", "approved", "places"})
"""Fields that no directory decides."""


class DirectoryWord(NamedTuple):
    """What a directory says of a scheme: the draft made of its entry, and the entry."""

    draft: Scheme
    listing: Listing


def specification(in_force: Scheme | None, before: DirectoryWord | None, now: Scheme) -> Scheme:
    """Return the specification after an import.

    `before`: what the directory said last; None where it said nothing so far, and then a specification in force stays
    as the hub wrote it.
    """
    if in_force is None:
        return now
    if before is None:
        return in_force
    old, new = msgspec.structs.asdict(before.draft), msgspec.structs.asdict(now)
    moved = {name: new[name] for name in changed_fields(old, new) if name not in HUBS_OWN}
    return msgspec.structs.replace(in_force, **moved)


def imported(before: DirectoryWord | None, now: DirectoryWord) -> list[SchemeImported]:
    """Return what the directory says now; nothing when it says what it said."""
    changed = fields_moved(before, now)
    if before is not None and not changed:
        return []
    return [SchemeImported(scheme_id=now.draft.id, changed=changed, draft=now.draft, listing=now.listing)]


def fields_moved(before: DirectoryWord | None, now: DirectoryWord) -> tuple[str, ...]:
    """Return the fields the directory says otherwise than before, of the draft and of the entry, each name once."""
    if before is None:
        return ()
    moved = changed_fields(msgspec.structs.asdict(before.draft), msgspec.structs.asdict(now.draft))
    moved += changed_fields(msgspec.structs.asdict(before.listing), msgspec.structs.asdict(now.listing))
    return tuple(dict.fromkeys(moved))
