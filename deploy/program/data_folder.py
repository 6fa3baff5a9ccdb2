"""The folder of an embedded run: one run at a time may use it."""

import fcntl
import os
from pathlib import Path
from types import TracebackType


class FolderInUse(Exception):
    """Another Onward runs on this folder."""


class DataFolder:
    """Holds a folder for this process. The system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> "DataFolder":
        """Take the folder, making it when there is none; only its owner may look inside.

        Raises: FolderInUse; OSError when it can not be made or written in.
        """
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.open(self.path / "onward.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            os.close(self._file)
            raise FolderInUse(f"another Onward runs on {self.path}: stop it, or set ONWARD_DATA_DIR") from taken
        return self

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None) -> None:
        """Let go of the folder."""
        os.close(self._file)
