"""More than six hundred malformed referrals, each with the fields its answer must name: for this door and the HTTP one.

`MALFORMED` gives (name, referral, fields). `MUTATIONS` gives the same as changes to `fullest_referral()`, so that
several can be made at once.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from tests.unit.doors.referrals import Referral, fullest_referral
from tests.unit.doors.wrong_values import WRONG

REMOVED = object()
"""Stands for a field taken away."""


class Mutation(NamedTuple):
    """Changes by dotted path, and the fields an answer must then name: these and no others."""

    name: str
    changes: dict[str, Any]
    fields: frozenset[str]


class Malformed(NamedTuple):
    """One malformed referral and the dotted fields that must be named."""

    name: str
    referral: Referral
    fields: frozenset[str]


def _missing() -> Iterator[Mutation]:
    required = ("person.given_name", "person.family_name", "person.born_on", "referrer.channel")
    for path in ("person", "referrer", "sharing", "sharing.1.purpose", "sharing.0.lawful_basis", *required):
        yield Mutation(f"{path} is missing", {path: REMOVED}, frozenset({path}))
        yield Mutation(f"{path} is null", {path: None}, frozenset({path}))


def _unknown() -> Iterator[Mutation]:
    for place in ("", "person.", "safe_contact.", "referrer.", "sharing.0."):
        for name in ("nickname", "Given_Name", "given name", "_schema", "1", "ж", "__proto__", "$where"):
            yield Mutation(f"{place}{name} is unknown", {place + name: "Wilhelmina"}, frozenset({place + name}))


def _against_a_rule() -> Iterator[Mutation]:
    nowhere = {"person.postcode": REMOVED, "person.nhs_number": REMOVED}
    yield Mutation("neither postcode nor NHS number", nowhere, frozenset({"person.postcode"}))
    for kind, none in {"no need": REMOVED, "null for needs": None, "an empty list of needs": []}.items():
        asked = {"needs": none, "what_matters": REMOVED}
        yield Mutation(f"{kind} and nothing that matters", asked, frozenset({"needs"}))
    yield _changed("sharing.0.purpose", "research", "sharing", "nothing shared for direct support")
    twice = {"sharing.0.purpose": "direct_support", "sharing.1.purpose": "direct_support"}
    yield Mutation("one purpose twice", twice, frozenset({"sharing.1.purpose"}))
    undated = {"sharing.0.lawful_basis": "explicit_consent", "sharing.0.agreed_on": REMOVED}
    yield Mutation("consent without its day", undated, frozenset({"sharing.0.agreed_on"}))
    for channel in ("gp", "hospital", "social_care", "police", "housing", "community_group", "scheme"):
        taken = {"referrer.organisation": REMOVED, "referrer.ods_code": REMOVED, "referrer.channel": channel}
        yield Mutation(f"{channel} without organisation", taken, frozenset({"referrer.organisation"}))
    for channel in ("gp", "family", "outreach", "scheme"):
        taken = {"referrer.name": REMOVED, "referrer.channel": channel}
        yield Mutation(f"{channel} without a name", taken, frozenset({"referrer.name"}))
    outreach = {"referrer.channel": "outreach", "referrer.source": REMOVED}
    yield Mutation("outreach without its source", outreach, frozenset({"referrer.source"}))
    for urgency in ("soon", "urgent"):
        hasty = {"urgency": urgency, "urgency_reason": REMOVED}
        yield Mutation(f"{urgency} without a reason", hasty, frozenset({"urgency_reason"}))
    both = {"no_known_risks": True, "risks": "A dog that bites."}
    yield Mutation("risks, and none known", both, frozenset({"no_known_risks"}))
    yield from _unsafe_contact()


def _unsafe_contact() -> Iterator[Mutation]:
    silent = dict.fromkeys(["call", "text", "write", "leave_message"], False)
    for way in silent:
        contact = {"contacting_prohibited": True, **silent, way: True, "call": way in {"call", "leave_message"}}
        named = frozenset({"safe_contact.contacting_prohibited"})
        yield Mutation(f"contacting prohibited, but {way} is safe", {"safe_contact": contact}, named)
    yield Mutation("no way left to reach the person", {"safe_contact": silent}, frozenset({"safe_contact.notes"}))
    voicemail = {"call": False, "text": True, "leave_message": True}
    named = frozenset({"safe_contact.leave_message"})
    yield Mutation("a message may be left where calling is not safe", {"safe_contact": voicemail}, named)


def _wrong_values() -> Iterator[Mutation]:
    for path, kinds in WRONG.items():
        for kind, value in kinds.items():
            yield _changed(path, value, path, f"{path} is {kind}")


def _changed(path: str, value: Any, field: str, name: str) -> Mutation:
    return Mutation(name, {path: value}, frozenset({field}))


def mutated(*mutations: Mutation) -> Referral:
    """Return a whole referral with every change made."""
    referral = fullest_referral()
    for mutation in mutations:
        for path, value in mutation.changes.items():
            _set(referral, path, value)
    return referral


def _set(referral: Any, path: str, value: Any) -> None:
    *above, last = path.split(".")
    here = referral
    for step in above:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if isinstance(here, list):
        here[int(last)] = value
    elif value is REMOVED:
        here.pop(last, None)
    else:
        here[last] = value


MUTATIONS: tuple[Mutation, ...] = tuple(chain(_missing(), _unknown(), _against_a_rule(), _wrong_values()))

MALFORMED: tuple[Malformed, ...] = tuple(
    Malformed(mutation.name, mutated(mutation), mutation.fields) for mutation in MUTATIONS
)

NOT_REFERRALS: tuple[Any, ...] = (None, True, 0, 4.5, "", "referral", [], [{}], {})
"""JSON values that are no referral at all; all but the last have no fields to be wrong."""
