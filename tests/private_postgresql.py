"""A PostgreSQL cluster of a test's own."""

import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil
import psycopg2

from tests.private_server import Server, as_user, folder_of, free_port, unprivileged

CONNECTIONS_MAX = 300  # a hub of two processes per service keeps up to ninety
CONNECT_SECONDS_MAX = 2


def postgresql_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, or None where there are none."""
    return folder_of("postgres", "usr/lib/postgresql/*/bin/postgres")


class PrivatePostgresql(Server):
    """A cluster that flushes every commit to disk, open to whoever asks at its port on this machine."""

    def __init__(self, folder: Path, programs: Path) -> None:
        super().__init__("PostgreSQL", folder, unprivileged("postgres"))
        self.port = free_port()
        self.url = self.url_at(self.port)
        self.data = folder / "data"
        self._programs = programs

    def url_at(self, port: int) -> str:
        """Return how it is reached at a port, its own or that of a line to it."""
        return f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"

    def prepare(self) -> None:
        """Make the cluster; called once, in a folder that belongs to who it runs as."""
        words = ("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale")
        command = [str(self._programs / "initdb"), *words, str(self.data)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **as_user(self._user))

    def start(self) -> None:
        """Start, recovering what a kill left, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "max_connections": CONNECTIONS_MAX,
            "fsync": "on",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self.started([self._programs / "postgres", "-D", self.data, *options])

    def answers(self) -> bool:
        """Whether it takes a connection now."""
        try:
            psycopg2.connect(self.url.replace("+psycopg2", ""), connect_timeout=CONNECT_SECONDS_MAX).close()
        except psycopg2.OperationalError:
            return False
        return True

    def dump(self, without: str) -> bytes:
        """Return everything in the database as SQL, except for one table."""
        command = [str(self._programs / "pg_dump"), f"--exclude-table={without}", self.url.replace("+psycopg2", "")]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def _ask_to_stop(self, family: Sequence[psutil.Process]) -> None:
        family[0].send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
