"""Servers of a test's own, which it may kill: they stop and are removed at the end, whatever happens."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.outside import absent
from tests.private_postgresql import PrivatePostgresql, postgresql_programs
from tests.private_rabbitmq import PrivateRabbitmq, rabbitmq_programs
from tests.private_server import unprivileged

Private = TypeVar("Private", PrivatePostgresql, PrivateRabbitmq)


@contextmanager
def private_postgresql() -> Iterator[PrivatePostgresql]:
    """Run a PostgreSQL; without its programs the test is skipped, or fails where CI=true."""
    programs = postgresql_programs()
    if programs is None:
        absent("PostgreSQL's programs are missing: initdb and postgres")
    assert programs
    with _folder("postgres") as folder:
        yield from _running(PrivatePostgresql(folder, programs))


@contextmanager
def private_rabbitmq() -> Iterator[PrivateRabbitmq]:
    """Run a RabbitMQ; without its programs the test is skipped, or fails where CI=true."""
    programs = rabbitmq_programs()
    if programs is None:
        absent("RabbitMQ's programs are missing: rabbitmq-server")
    assert programs
    with _folder(None) as folder:
        yield from _running(PrivateRabbitmq(folder, programs))


def _running(server: Private) -> Iterator[Private]:
    server.prepare()
    try:
        server.start()
        yield server
    finally:
        server.kill()


@contextmanager
def _folder(user: str | None) -> Iterator[Path]:
    """Give a folder that another user may own; one that pytest makes is closed to everybody else."""
    folder = Path(tempfile.mkdtemp(prefix="onward-"))
    try:
        if user and unprivileged(user):
            shutil.chown(folder, user)
        yield folder
    finally:
        shutil.rmtree(folder)
