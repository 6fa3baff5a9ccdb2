"""The file of rejected rows: each as it stood, with every reason beside it, ready to be mended and sent again."""

import csv
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from deploy.program.file_rows import KEY, REASON
from deploy.program.row_file import FileRefused

_ENDINGS = (".gz", ".csv", ".jsonl", ".ndjson", ".json", ".txt")


class Rejects:
    """Collects rejected rows in a file beside the one they came from; it is made when there is a first one.

    Why nobody else may read it: it holds personal details.
    """

    def __init__(self, source: Path, columns: Sequence[str]) -> None:
        self.path = rejects_path(source, bool(columns))
        self.count = 0
        self._columns = [name for name in columns if name != REASON]
        self._file: TextIO | None = None

    def add(self, original: Mapping[Any, Any], reason: str) -> None:
        """Keep one row and why it was rejected."""
        if self._file is None:
            self._file = self._begin()
        self.count += 1
        kept = {name: value for name, value in original.items() if name != REASON}
        if self._columns:
            cells = [kept.get(name, "") for name in self._columns]
            self._table.writerow([reason, *cells, *kept.get(None, ())])
        else:
            self._file.write(json.dumps({REASON: reason, **kept}, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Write what is still in hand, and close."""
        if self._file:
            self._file.close()

    def _begin(self) -> TextIO:
        try:
            self.path.unlink(missing_ok=True)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as failure:
            raise FileRefused(
                f"A row was rejected, and {self.path} for it cannot be written. Copy the file to a folder of your own "
                "and send it from there: what was taken is not taken twice."
            ) from failure
        file = os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="")
        if self._columns:
            self._table = csv.writer(file)
            self._table.writerow([REASON, *self._columns])
        return file


def rejects_path(source: Path, is_table: bool) -> Path:
    """Return where the rejected rows of a file go: `referrals.csv.gz` gives `referrals.rejects.csv` beside it."""
    name = source.name
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return source.with_name(f"{name}.rejects{'.csv' if is_table else '.jsonl'}")


def reason_of(answer: Mapping[str, Any]) -> str:
    """Return why the front door rejected a row."""
    if "reason" in answer:
        return str(answer["detail"])
    if answer["status"] == 409:
        return f"{KEY}: This key came with other details before. Give another referral or person another key."
    return errors_in_words(answer["errors"])


def errors_in_words(errors: Mapping[str, Sequence[str]]) -> str:
    """Return every wrong field with what to do about it, in one line."""
    return " ".join(f"{field}: {' '.join(messages)}" for field, messages in sorted(errors.items()))
