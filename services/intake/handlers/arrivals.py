"""Referrals taken in within one transaction: each sender's key once, each person met once, each place known."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from services.intake.areas.lookup import areas_of
from services.intake.domain.facts import facts_of
from services.intake.domain.identity import Hash, Identity, identity
from services.intake.domain.receiving import Submission, meet, receive
from services.intake.domain.recognition import Known, Recognition, recognised
from services.intake.handlers.whereabouts import last_known_areas
from services.intake.queries import SentBefore, people_known, sent_before
from shared.clock import london_date
from shared.event_store.transaction import Transaction
from shared.ids import NewId

Answer = dict[str, Any]

UNKNOWN_POSTCODE = "We do not know this postcode. Check it; for somebody with no fixed address write ZZ99 3VZ."


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

    def receive(self, sent: Submission) -> Answer:
        """Take one in, unless its key was used before or its postcode does not exist."""
        return self._answered(sent) or self._received(sent, self._recognised(sent))

    def receive_together(self, items: Sequence[Submission], checklist: str) -> list[Answer]:
        """Take in the items of one checklist, all of one person; an item that cannot be is the only one answered."""
        answered = [self._answered(sent) for sent in items]
        if refused := [answer for answer in answered if answer and answer["status"] != "received"]:
            return refused[:1]
        if repeated := [answer for answer in answered if answer]:
            return repeated
        first = self._recognised(items[0])
        person_id = first.person_id if first else self._new_id()
        sibling = Recognition(person_id, "same_checklist")
        met = [first, *[sibling] * (len(items) - 1)]
        return [self._received(sent, one, checklist, person_id) for sent, one in zip(items, met, strict=True)]

    def _answered(self, sent: Submission) -> Answer | None:
        """Return the answer to what need not be, or cannot be, taken in."""
        before = self._sent.get(sent.submission)
        if before:
            same = before.content == sent.content
            return _receipt(before.reference, repeated=True) if same else {"status": "conflict"}
        postcode = sent.referral.person.postcode
        if postcode and postcode not in self._areas:
            return {"status": "malformed", "errors": {"person.postcode": [UNKNOWN_POSTCODE]}}
        return None

    def _recognised(self, sent: Submission) -> Recognition | None:
        told = self._identities[sent.submission]
        return recognised(told, self._known.like(told))

    def _received(
        self, sent: Submission, recognition: Recognition | None, checklist: str | None = None, new: str | None = None
    ) -> Answer:
        """`new`: the id of somebody met for the first time, where it is given out already."""
        person_id = recognition.person_id if recognition else new or self._new_id()
        self._known.add(Known(person_id, *self._identities[sent.submission]))
        reference = self._new_reference()
        self._record(sent, reference, person_id, recognition, checklist)
        self._sent[sent.submission] = SentBefore(sent.content, reference)
        return _receipt(reference, repeated=False)

    def _record(
        self, sent: Submission, reference: str, person_id: str, recognition: Recognition | None, checklist: str | None
    ) -> None:
        postcode = sent.referral.person.postcode
        known = last_known_areas(self._work, person_id) if recognition and not postcode else ()
        areas = self._areas[postcode].codes() if postcode else known
        facts = facts_of(sent.referral, reference, person_id, areas, london_date(self._work.now))
        facts = msgspec.structs.replace(facts, checklist=checklist) if checklist else facts
        person = f"person-{person_id}"
        met = self._versions.get(person, 0)
        self._versions[person] = met + 1
        for stream, version, event in (
            (f"referral-{reference}", 0, receive(sent, facts)),
            (person, met, meet(facts, recognition, sent.referral)),
        ):
            self._work.append(stream, version, [event], "submit_referrals", by=self._by, person_id=person_id)


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


def _receipt(reference: str, *, repeated: bool) -> Answer:
    return {"status": "received", "reference": reference, "repeated": repeated}
