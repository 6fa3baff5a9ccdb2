"""The operator's commands, as an operator runs them on an Onward of a test."""

import base64
from typing import NamedTuple

from click.testing import CliRunner

from deploy.program.main import onward
from shared.config.settings import Settings
from tests.unit.audit.walked import MASTER


class Ended(NamedTuple):
    """How a command ended and what it said."""

    code: int
    said: str


def run(settings: Settings, *words: str) -> Ended:
    """Run `onward` with these words."""
    done = CliRunner().invoke(onward, words, env=environment(settings), catch_exceptions=False)
    return Ended(done.exit_code, done.output)


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment that describes these settings."""
    return {
        "ONWARD_DATA_DIR": str(settings.data_dir),
        "ONWARD_DATABASE_URL": settings.database_url or "",
        "ONWARD_AMQP_URI": settings.amqp_uri or "",
        "ONWARD_NAMESPACE": settings.namespace,
        "ONWARD_MASTER_KEY": base64.b64encode(MASTER).decode(),
        "COLUMNS": "200",
    }
