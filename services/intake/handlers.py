"""What intake does when it is asked: take referrals in, and take them back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from services.intake.areas.area import Area
from services.intake.areas.lookup import areas_of
from services.intake.domain.facts import facts_of
from services.intake.domain.identity import Digest, Hash, Identity, identity
from services.intake.domain.receiving import Submission, meet, receive, withdraw
from services.intake.domain.recognition import Known, recognised
from services.intake.queries import SentBefore, people_known, sent_before
from shared.clock import Clock, london_date
from shared.contracts.reference import new_reference
from shared.doors.malformed import Malformed
from shared.doors.referral import load_referral
from shared.event_store.races import decided
from shared.event_store.store import Store
from shared.event_store.transaction import Transaction
from shared.ids import NewId, RandomBelow

Answer = dict[str, Any]

_canonical = msgspec.json.Encoder(order="sorted").encode

UNKNOWN_POSTCODE = "We do not know this postcode. Check it; for somebody with no fixed address write ZZ99 3VZ."


@dataclass(frozen=True)
class Intake:
    """Intake's commands. Every answer is a dict with a `status`; see the front door for their words."""

    store: Store
    clock: Clock
    new_id: NewId
    random_below: RandomBelow
    hashed: Hash
    digest: Digest

    def submit_referrals(self, submissions: Sequence[dict[str, Any]], by: str) -> list[Answer]:
        """Take referrals in, all that are valid in one transaction, and answer each in its place.

        Shape: each submission is `{"key": …, "referral": {…}}`. Answers: `received` with the reference, `malformed`
        with the errors by field, or `conflict` when the key was used for another body.
        """
        today = london_date(self.clock())
        read = [read_submission(sent, by, today, self.digest) for sent in submissions]
        valid = [one for one in read if isinstance(one, Submission)]
        answers = iter(decided(self.store, lambda work: self._receive(work, valid, by)) if valid else ())
        return [next(answers) if isinstance(one, Submission) else one for one in read]

    def withdraw_referral(self, reference: str, reason: str, by: str) -> Answer:
        """Take a referral back; asked twice, it stays taken back."""
        return decided(self.store, lambda work: self._withdraw(work, reference, reason, by))

    def receipt(self, reference: str) -> Answer:
        """Return when a referral was received, and from whom in terms of roles."""
        history = self.store.read(f"referral-{reference}")
        if not history:
            return {"status": "not_found"}
        meta = history[0].meta
        return {"status": "found", "received_at": meta.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "by": meta.by}

    def locate(self, postcodes: Sequence[str]) -> Answer:
        """Return where postcodes are, those that are known: latitude, longitude, and the codes of their areas."""
        with self.store.reading() as connection:
            found = areas_of(connection, postcodes)
        return {"status": "found", "postcodes": {text: _place(area) for text, area in found.items()}}

    def _receive(self, work: Transaction, valid: Sequence[Submission], by: str) -> list[Answer]:
        arrivals = Arrivals(work, by, self.hashed, valid, lambda: new_reference(self.random_below), self.new_id)
        return [arrivals.receive(sent) for sent in valid]

    def _withdraw(self, work: Transaction, reference: str, reason: str, by: str) -> Answer:
        stream = f"referral-{reference}"
        history = work.histories([stream])[stream]
        if not history:
            return {"status": "not_found"}
        events = withdraw([recorded.event for recorded in history], reason)
        if events:
            work.append(stream, len(history), events, "withdraw_referral", by=by)
        return {"status": "withdrawn"}


def read_submission(sent: dict[str, Any], by: str, today: date, digest: Digest) -> Submission | dict[str, Any]:
    """Return a valid submission, or the answer that names everything wrong with it."""
    try:
        referral = load_referral(sent["referral"], today)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
    return Submission(
        submission=digest(f"{by}|{sent['key']}".encode()),
        content=digest(_canonical(sent["referral"])),
        referral=referral,
    )


def _place(area: Area) -> Answer:
    return {"latitude": area.lat, "longitude": area.long, "areas": [*area.codes()]}


def _received(reference: str, *, repeated: bool) -> Answer:
    return {"status": "received", "reference": reference, "repeated": repeated}


class Arrivals:
    """What a transaction needs to know to take these submissions in; those taken in are known to the next."""

    def __init__(
        self,
        work: Transaction,
        by: str,
        hashed: Hash,
        valid: Sequence[Submission],
        new_reference: Callable[[], str],
        new_id: NewId,
    ) -> None:
        self._work = work
        self._by = by
        self._new_reference = new_reference
        self._new_id = new_id
        self._sent = sent_before(work.connection, [sent.submission for sent in valid])
        self._areas = areas_of(work.connection, {sent.referral.person.postcode or "" for sent in valid} - {""})
        self._identities = {sent.submission: identity(sent.referral.person, hashed) for sent in valid}
        known = people_known(
            work.connection,
            [one.name_key for one in self._identities.values()],
            [one.nhs_key for one in self._identities.values()],
        )
        self._known = _Known(known)
        self._versions = work.versions({f"person-{one.person_id}" for one in known})

    def receive(self, sent: Submission) -> dict[str, Any]:
        """Take one in, unless its key was used before or its postcode does not exist."""
        before = self._sent.get(sent.submission)
        if before:
            same = before.content == sent.content
            return _received(before.reference, repeated=True) if same else {"status": "conflict"}
        postcode = sent.referral.person.postcode
        if postcode and postcode not in self._areas:
            return {"status": "malformed", "errors": {"person.postcode": [UNKNOWN_POSTCODE]}}
        reference = self._record(sent, self._areas[postcode].codes() if postcode else ())
        self._sent[sent.submission] = SentBefore(sent.content, reference)
        return _received(reference, repeated=False)

    def _record(self, sent: Submission, areas: tuple[str, ...]) -> str:
        told = self._identities[sent.submission]
        recognition = recognised(told, self._known.like(told))
        person_id = recognition.person_id if recognition else self._new_id()
        self._known.add(Known(person_id, *told))
        reference = self._new_reference()
        facts = facts_of(sent.referral, reference, person_id, areas, london_date(self._work.now))
        person = f"person-{person_id}"
        met = self._versions.get(person, 0)
        self._versions[person] = met + 1
        for stream, version, event in (
            (f"referral-{reference}", 0, receive(sent, facts)),
            (person, met, meet(facts, recognition, sent.referral)),
        ):
            self._work.append(stream, version, [event], "submit_referrals", by=self._by, person_id=person_id)
        return reference


class _Known:
    """The people known so far, found by either key."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._by_key: dict[int, set[Known]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        for key in (one.name_key, one.nhs_key):
            self._by_key.setdefault(key, set()).add(one)

    def like(self, told: Identity) -> set[Known]:
        return self._by_key.get(told.name_key, set()) | self._by_key.get(told.nhs_key, set())
