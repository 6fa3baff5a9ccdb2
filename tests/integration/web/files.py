"""Files of referrals as a test needs them."""

import csv
import gzip
import io
import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.doors.flat import flat
from tests.unit.doors.referrals import fullest_referral


def referral(number: int, **changes: Any) -> dict[str, Any]:
    """Return a referral like no other number's."""
    whole: dict[str, Any] = fullest_referral()
    whole["what_matters"] = f'Wish number {number}, with an é, a "quote", a comma and a\nsecond line'
    return whole | changes


def as_csv(rows: Sequence[dict[str, Any]], delimiter: str = ",") -> bytes:
    """Return referrals, or ready-made rows of cells, as a table."""
    tables = [flat(row) for row in rows]
    columns = list(dict.fromkeys(name for table in tables for name in table))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(tables)
    return out.getvalue().encode()


def as_json_lines(rows: Sequence[Any]) -> bytes:
    """Return referrals as one JSON object on each line."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def saved(path: Path, content: bytes) -> Path:
    """Write a file, packed when its name says so."""
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def only_for_its_owner(path: Path) -> bool:
    """Whether nobody but the file's owner may read it."""
    return stat.S_IMODE(path.stat().st_mode) == 0o600
