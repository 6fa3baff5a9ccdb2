"""Sending a file of referrals, or of a list, to the front door, a hundred at a time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from marshmallow import Schema

from deploy.program.file_rows import KEY, Row
from deploy.program.kept_door import KeptDoor, answers_of
from deploy.program.packs import packs
from deploy.program.rejects import Rejects, reason_of
from deploy.program.row_file import FileRefused, RowFile
from shared.config.limits import BULK_BODY_BYTES_MAX, BULK_REFERRALS_MAX


class Cargo(NamedTuple):
    """What a file holds. `address`: where it goes; `many`, `one`: what its list, and each entry, is called there."""

    address: str
    many: str
    one: str
    schema: type[Schema]


@dataclass
class Sent:
    """What has come of a file so far. `repeated`: taken in before. `stopped`: why the rest of it could not be read."""

    taken: int = 0
    repeated: int = 0
    rejected: int = 0
    stopped: str | None = None


def send_file(file: RowFile, cargo: Cargo, door: KeptDoor, rejects: Rejects, watch: Callable[[Sent], None]) -> Sent:
    """Send every row, keep those that are rejected with the reason, and return how many of each there were.

    Raises: DoorClosed when Onward stayed away; NoFrontDoor.
    """
    sent = Sent()
    before, after = f'{{"{cargo.many}":['.encode(), b"]}"
    readable = _readable(file, cargo, rejects, sent)
    for rows, body in packs(readable, BULK_REFERRALS_MAX, BULK_BODY_BYTES_MAX - len(before + after)):
        told = door.post(cargo.address, before + body + after)
        for row, answer in zip(rows, answers_of(told, len(rows)), strict=True):
            if answer["status"] == 202:
                sent.repeated += answer["repeated"]
                sent.taken += not answer["repeated"]
            else:
                _reject(row, reason_of(answer), rejects, sent)
        watch(sent)
    watch(sent)
    return sent


def _readable(file: RowFile, cargo: Cargo, rejects: Rejects, sent: Sent) -> Iterator[tuple[Row, bytes]]:
    """Yield the rows worth sending, each with its JSON."""
    try:
        for row in file.rows():
            if row.fault:
                _reject(row, row.fault, rejects, sent)
            else:
                yield row, json.dumps({KEY: row.key, cargo.one: row.told}, ensure_ascii=False).encode()
    except FileRefused as refused:
        sent.stopped = str(refused)


def _reject(row: Row, reason: str, rejects: Rejects, sent: Sent) -> None:
    rejects.add(row.original, f"line {row.line:,}: {reason}")
    sent.rejected += 1
