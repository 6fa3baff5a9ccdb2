"""The embedded run: stores, services and front door in one green process."""

from dataclasses import replace
from typing import Any

import click
import eventlet

from deploy.program.containers import Containers, on_signals
from deploy.program.data_folder import DataFolder
from deploy.program.demo_area import DemoRefused, load_area, send_demo
from deploy.program.green_door import GreenDoor
from deploy.program.http_door import DoorClosed
from deploy.program.serve import service_class
from deploy.program.stores import migrated
from services.web.app import create_app
from shared.config.master_key import master_key
from shared.config.settings import Settings
from shared.logs import log
from shared.messaging.rpc.client import RpcClient
from shared.messaging.topology import SERVICES


class Embedded:
    """One Onward in this process. Needs a monkey-patched process and the folder's lock."""

    def __init__(self, settings: Settings, folder: DataFolder, listener: Any) -> None:
        port = listener.getsockname()[1]
        host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - where to look, not listen
        self._settings = replace(settings, url=f"http://{host}:{port}")
        self._folder = folder
        self._marker = folder.path / "demo.loaded"
        master = master_key(settings)
        self._client = RpcClient(self._settings, master)
        self._containers = Containers([service_class(service) for service in SERVICES], self._settings, master)
        self._door = GreenDoor(create_app(self._client.call, self._settings), listener)

    def run(self, demo: bool) -> int:
        """Run until told to stop, and return the exit code."""
        wanted = demo and not self._marker.exists()
        on_signals(self._containers.end)
        migrated(self._settings, SERVICES)
        if wanted:
            load_area(self._settings)
        self._containers.start()
        self._door.open()
        eventlet.spawn(self._welcome, wanted)
        self._containers.wait_for_end()
        self._door.close()
        self._client.close()
        code = self._containers.finish()
        click.echo("Onward has stopped. What it recorded is kept.")
        return code

    def _welcome(self, with_demo: bool) -> None:
        try:
            if with_demo:
                send_demo(self._settings.url)
                self._marker.touch()
        except (DemoRefused, DoorClosed, OSError) as failure:
            if self._containers.ended():
                return
            log.error("demo_not_loaded", exc_info=failure)
            click.echo(
                "The demo area could not be loaded whole; the next start, or `onward demo`, tries again.", err=True
            )
        click.echo(_WELCOME.format(url=self._settings.url, folder=self._folder.path))


_WELCOME = """
Onward runs at {url}

  look around      {url}/
  what it can do   {url}/api/docs
  its data         {folder}
  send a referral  the start page shows the command; many at once: onward referrals send FILE

Ctrl-C stops it. The next start goes on from here.
"""
