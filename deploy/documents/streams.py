"""Which kind of stream each event is recorded in."""

from collections.abc import Mapping

import msgspec

from shared.contracts.event import Contract

NAMED: Mapping[str, tuple[str, ...]] = {
    "activity": ("matching.activity_listed", "matching.activity_relisted", "matching.activity_taken_off"),
    "listing": ("matching.scheme_imported",),
    "outreach": (
        "intake.outreach_listed",
        "intake.outreach_disclosed",
        "intake.outreach_tried",
        "intake.outreach_agreed",
        "intake.outreach_declined",
        "intake.outreach_ended",
    ),
    "person": ("intake.person_registered", "intake.person_recognised"),
    "protocol": ("triage.protocol_published",),
    "ranking": ("matching.ranking_published",),
    "scheme": (
        "matching.scheme_registered",
        "matching.specification_planned",
        "matching.specification_took_effect",
        "matching.scheme_approved",
        "matching.scheme_assured",
        "matching.review_fell_due",
        "matching.scheme_lapsed",
        "matching.scheme_paused",
        "matching.scheme_resumed",
        "matching.scheme_closed",
        "matching.places_set",
        "matching.place_reserved",
        "matching.place_released",
    ),
}
"""Streams that are not one referral's own, with the events recorded in them."""

OF_A_REFERRAL = {"intake": "referral", "triage": "assessment", "matching": "match", "cases": "case"}
"""The stream each service has for one referral; every event in it names the referral."""


class StreamNotNamed(Exception):
    """Nobody has said in which stream an event is recorded; the message says where to."""


def stream_of(contract: Contract) -> str:
    """Return the kind of stream an event is recorded in.

    Raises: StreamNotNamed.
    """
    for kind, names in NAMED.items():
        if contract.name in names:
            return kind
    fields = {field.name for field in msgspec.structs.fields(contract.event)}
    if not fields & {"reference", "facts"}:
        raise StreamNotNamed(f"{contract.name} names no referral: add it to NAMED in deploy/documents/streams.py")
    return OF_A_REFERRAL[contract.name.partition(".")[0]]
