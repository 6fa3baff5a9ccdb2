"""A RabbitMQ node of a test's own. The Erlang port mapper is the machine's, shared with every other node."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import psutil
from kombu import Connection

from tests.private_server import Server, folder_of, free_port

CONNECT_SECONDS_MAX = 2


def rabbitmq_programs() -> Path | None:
    """Return the folder of RabbitMQ's programs, or None where there are none.

    Why not PATH first: what a package puts there hands over to its own user and forgets the environment.
    """
    return folder_of("rabbitmq-server", "usr/lib/rabbitmq/bin/rabbitmq-server", "opt/rabbitmq/sbin/rabbitmq-server")


class PrivateRabbitmq(Server):
    """A broker node without plugins, with the usual guest."""

    def __init__(self, folder: Path, programs: Path) -> None:
        super().__init__("RabbitMQ", folder)
        self.port = free_port()
        self.uri = self.uri_at(self.port)
        self.node = f"onward-{uuid4().hex[:12]}@localhost"
        self.data = folder / "mnesia"
        self._distribution_port = free_port()
        self._programs = programs

    def uri_at(self, port: int) -> str:
        """Return how it is reached at a port, its own or that of a line to it."""
        return f"amqp://guest:guest@127.0.0.1:{port}//"

    def prepare(self) -> None:
        """Write the node's configuration; called once."""
        (self.folder / "rabbitmq.conf").write_text("loopback_users.guest = true\n")
        (self.folder / "plugins").write_text("[].\n")

    def start(self) -> None:
        """Start, recovering what a kill left, and wait until it answers; takes five to ten seconds."""
        self.started([self._programs / "rabbitmq-server"], self.environment())

    def answers(self) -> bool:
        """Whether it takes a connection now."""
        try:
            with Connection(self.uri, connect_timeout=CONNECT_SECONDS_MAX) as connection:
                connection.connect()
        except OSError:
            return False
        return True

    def ask(self, *words: str) -> str:
        """Return what `rabbitmqctl` says; each call takes some two seconds."""
        command = [str(self._programs / "rabbitmqctl"), "--quiet", "--node", self.node, *words]
        environment = {**os.environ, **self.environment()}
        asked = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        return asked.stdout

    def environment(self) -> dict[str, str]:
        """Return what tells RabbitMQ's programs which node this is."""
        settings = {
            "NODENAME": self.node,
            "NODE_IP_ADDRESS": "127.0.0.1",
            "NODE_PORT": self.port,
            "DIST_PORT": self._distribution_port,
            "MNESIA_BASE": self.data,
            "LOG_BASE": self.folder / "log",
            "ENABLED_PLUGINS_FILE": self.folder / "plugins",
            "CONFIG_FILE": self.folder / "rabbitmq.conf",
            "CONF_ENV_FILE": os.devnull,
            "PID_FILE": self.folder / "pid",
        }
        one_process = {"RUNNING_UNDER_SYSTEMD": "true"}  # its script then becomes the server instead of watching it
        named = {f"RABBITMQ_{name}": str(value) for name, value in settings.items()}
        return {"HOME": str(self.folder), **one_process, **named}

    def _ask_to_stop(self, family: Sequence[psutil.Process]) -> None:
        for one in family:
            if one.name().startswith("beam"):
                one.terminate()
