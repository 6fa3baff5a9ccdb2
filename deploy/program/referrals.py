"""`onward referrals`: referrals from a file."""

from pathlib import Path

import click

from deploy.program.sending import Cargo
from deploy.program.sending_commands import send_rows
from shared.doors.referral import ReferralSchema

_REFERRALS = Cargo("/api/v1/referrals/bulk", "referrals", "referral", ReferralSchema)


@click.group()
def referrals() -> None:
    """Referrals, many at once."""


@referrals.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def send(file: Path) -> None:
    """Send a FILE of referrals to the Onward at ONWARD_URL: CSV or JSON lines, plain or gzipped.

    Columns are the field names with dots, such as person.given_name. Rows that are rejected go to a file beside it,
    each with the reason, in place of those of an earlier run; mend them there and send that file. Sending a file again
    sends nothing twice.

    Ends with 0 when all were taken, 1 when some were rejected, 2 when asked wrongly, 3 when no Onward answers.
    """
    send_rows(file, _REFERRALS)
