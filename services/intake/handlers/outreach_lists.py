"""Lists of people to be reached: put on a list, known again on the next one, and never after a no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from services.intake.domain.identity import Digest, Hash
from services.intake.domain.outreach import TO_REACH, marks_looked_up, marks_of
from services.intake.handlers.arrivals import Answer
from services.intake.handlers.outreach import outreach_stream
from services.intake.handlers.receiving import Receiving, canonical
from services.intake.queries.outreach import ListedBefore, counted, entries_sent_before, listed_before, worklist
from shared.clock import london_date
from shared.contracts.outreach import ListEntry, OutreachListed
from shared.doors.malformed import Malformed
from shared.doors.outreach import load_list_entry
from shared.event_store.races import decided
from shared.event_store.transaction import Transaction
from shared.ids import NewId


class ListSent(NamedTuple):
    """One valid entry with the keyed hashes of the sender's key and of the entry itself."""

    submission: str
    content: str
    entry: ListEntry


@dataclass(frozen=True)
class OutreachListing(Receiving):
    """Commands and questions about lists."""

    def list_outreach(self, entries: Sequence[Mapping[str, Any]], by: str) -> list[Answer]:
        """Put people on a list, all that can be in one transaction, and answer each in its place.

        Shape: each entry is `{"key": …, "contact": {…}}`. Answers: `listed` with the id, `repeated` where they are to
        be reached already; `refused` where they said no before; `malformed`; or `conflict`.
        """
        today = london_date(self.clock())
        read = [_read(sent, by, today, self.digest) for sent in entries]
        valid = [one for one in read if isinstance(one, ListSent)]
        answers = iter(decided(self.store, lambda work: self._list(work, valid, by)) if valid else ())
        return [next(answers) if isinstance(one, ListSent) else one for one in read]

    def outreach_list(self, state: str | None, source: str | None, page: int, per_page: int) -> Answer:
        """Return one page of who is on lists, without a word of who they are, and how many are in each state."""
        with self.store.reading() as connection:
            total, rows = worklist(connection, state, source, page, per_page)
            return {"status": "found", "total": total, "outreach": rows, "counts": counted(connection, source)}

    def _list(self, work: Transaction, valid: Sequence[ListSent], by: str) -> list[Answer]:
        listing = ListKeeping(work, by, self.hashed, valid, self.new_id)
        return [listing.put(sent) for sent in valid]


class ListKeeping:
    """What a transaction needs to know to list these entries; those listed are known to the next."""

    def __init__(self, work: Transaction, by: str, hashed: Hash, valid: Sequence[ListSent], new_id: NewId) -> None:
        self._work = work
        self._by = by
        self._hashed = hashed
        self._new_id = new_id
        self._sent = entries_sent_before(work.connection, [one.submission for one in valid])
        marks = {mark for one in valid for mark in marks_looked_up(one.entry.contact, hashed)}
        self._known = listed_before(work.connection, marks)

    def put(self, sent: ListSent) -> Answer:
        """List one, unless that was done before, or the person said no."""
        if sent.submission in self._sent:
            content, contact_id = self._sent[sent.submission]
            return _listed(contact_id, repeated=True) if content == sent.content else {"status": "conflict"}
        for before in self._marked(marks_looked_up(sent.entry.contact, self._hashed)):
            if before.for_good:
                return {"status": "refused", "reason": f"{before.state}_before"}
        for before in self._marked(marks_of(sent.entry.contact, self._hashed)):
            if before.is_open:
                return _listed(before.contact_id, repeated=True)
        return self._new(sent)

    def _new(self, sent: ListSent) -> Answer:
        contact_id, entry = self._new_id(), sent.entry
        marks = marks_of(entry.contact, self._hashed)
        listed = OutreachListed(
            contact_id=contact_id,
            lawful_basis=entry.lawful_basis,
            held_since=entry.held_since,
            hold_until=entry.hold_until,
            source=entry.source,
            marks=marks,
            submission=sent.submission,
            content=sent.content,
            contact=entry.contact,
        )
        stream = outreach_stream(contact_id)
        self._work.append(stream, 0, [listed], "list_outreach", by=self._by, person_id=contact_id)
        self._sent[sent.submission] = sent.content, contact_id
        for mark in marks:
            self._known.setdefault(mark, []).append(ListedBefore(contact_id, TO_REACH, for_good=False))
        return _listed(contact_id, repeated=False)

    def _marked(self, marks: Sequence[int]) -> list[ListedBefore]:
        return [before for mark in marks for before in self._known.get(mark, ())]


def _listed(contact_id: str, *, repeated: bool) -> Answer:
    return {"status": "listed", "id": contact_id, "repeated": repeated}


def _read(sent: Mapping[str, Any], by: str, today: date, digest: Digest) -> ListSent | Answer:
    """Return a valid entry, or the answer that names everything wrong with it.

    Why a space stands in its key: no sender's own key has one, so it can be no referral's.
    """
    try:
        entry = load_list_entry(sent["contact"], today)
    except Malformed as malformed:
        return {"status": "malformed", "errors": malformed.errors}
    return ListSent(digest(f"{by}|{sent['key']} outreach".encode()), digest(canonical(sent["contact"])), entry)
