"""`onward outreach`: lists of people to be reached, from a file."""

from pathlib import Path

import click

from deploy.program.sending import Cargo
from deploy.program.sending_commands import send_rows
from shared.doors.outreach import ListEntrySchema

_LISTS = Cargo("/api/v1/outreach", "contacts", "contact", ListEntrySchema)


@click.group()
def outreach() -> None:
    """People to be reached, who are no referrals until they say yes."""


@outreach.command("send")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def send_list(file: Path) -> None:
    """Send a FILE of people to be reached to the Onward at ONWARD_URL: CSV or JSON lines, plain or gzipped.

    Columns are source, lawful_basis, held_since, hold_until, given_name, family_name, address, postcode, phone, limits,
    and safe_contact.call and the like. Rows that are rejected go to a file beside it, each with the reason: also people
    who said no before, whom no list brings back. Sending a file again lists nobody twice.

    Ends with 0 when all were taken, 1 when some were rejected, 2 when asked wrongly, 3 when no Onward answers.
    """
    send_rows(file, _LISTS)
