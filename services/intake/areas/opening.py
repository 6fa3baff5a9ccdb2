"""Opening a file of postcodes, plain or gzipped, told apart by its first bytes rather than by its name."""

import gzip
import hashlib
from io import BufferedReader
from pathlib import Path

from services.intake.areas.columns import PostcodeFileRefused

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of the file as it lies on disk: the same bytes are the same load, whatever the name.

    Raises: PostcodeFileRefused for a pipe, which could be read only once.
    """
    if not path.is_file():
        raise PostcodeFileRefused("This is not a file on disk, so a load of it that is stopped could not go on.")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def plain(raw: BufferedReader) -> BufferedReader | gzip.GzipFile:
    """Return the stream of the file's plain bytes, read through `raw`, so that `raw.tell()` shows the progress.

    Raises: PostcodeFileRefused for a zip archive, which is how the directory is published.
    """
    start = raw.read(4)
    raw.seek(0)
    if start == _ZIP:
        raise PostcodeFileRefused("This is a zip archive. Unpack it, and give the CSV file of its Data folder.")
    return gzip.GzipFile(fileobj=raw) if start.startswith(_GZIP) else raw
