"""What an operator may set, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsRefused(Exception):
    """The environment does not describe an Onward that can run; the message names every wrong setting."""


@dataclass(frozen=True)
class Settings:
    """One run's settings. `database_url` and `amqp_uri` together mean the full mode; neither, the embedded one."""

    data_dir: Path
    database_url: str | None
    amqp_uri: str | None
    host: str
    port: int
    master_key: str | None
    master_key_file: Path | None
    namespace: str
    log_level: str
    url: str

    @property
    def embedded(self) -> bool:
        """Whether this run needs no server: SQLite files, and the stores are the feed."""
        return self.database_url is None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the `ONWARD_…` variables.

        Raises: SettingsRefused, naming every setting that is wrong and what to do.
        """
        given = os.environ if environment is None else environment
        faults = list(_faults(given))
        if faults:
            raise SettingsRefused("; ".join(faults))
        key_file = given.get("ONWARD_MASTER_KEY_FILE")
        return cls(
            data_dir=Path(given.get("ONWARD_DATA_DIR") or "onward-data").expanduser().resolve(),
            database_url=given.get("ONWARD_DATABASE_URL") or None,
            amqp_uri=given.get("ONWARD_AMQP_URI") or None,
            host=given.get("ONWARD_HOST") or "127.0.0.1",
            port=int(given.get("ONWARD_PORT") or 8000),
            master_key=given.get("ONWARD_MASTER_KEY") or None,
            master_key_file=Path(key_file).expanduser() if key_file else None,
            namespace=given.get("ONWARD_NAMESPACE") or "",
            log_level=(given.get("ONWARD_LOG_LEVEL") or "info").lower(),
            url=(given.get("ONWARD_URL") or "http://127.0.0.1:8000").rstrip("/"),
        )


def _faults(given: Mapping[str, str]) -> list[str]:
    faults = []
    port = given.get("ONWARD_PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        faults.append("ONWARD_PORT must be a port number from 1 to 65535")
    if bool(given.get("ONWARD_DATABASE_URL")) != bool(given.get("ONWARD_AMQP_URI")):
        faults.append("set both ONWARD_DATABASE_URL and ONWARD_AMQP_URI (full mode) or neither (embedded)")
    url = given.get("ONWARD_DATABASE_URL") or "postgresql+psycopg2://"
    if not url.startswith("postgresql+psycopg2://"):
        faults.append("ONWARD_DATABASE_URL must begin with postgresql+psycopg2://")
    if (given.get("ONWARD_LOG_LEVEL") or "info").lower() not in ("debug", "info", "warning", "error"):
        faults.append("ONWARD_LOG_LEVEL must be debug, info, warning or error")
    return faults
