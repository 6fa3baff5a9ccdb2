"""`onward docs`: the documents that are written from the code."""

import sys

import click

from deploy.program.exits import BROKEN, DONE, WRONGLY_ASKED


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 and name what is stale.")
def docs(check: bool) -> None:
    """Write the generated documents again: events, rules, states. For those who change Onward's code."""
    from deploy.documents.writing import FOLDER, stale, write_all

    if not FOLDER.is_dir():
        click.echo("There is no docs folder: this Onward is installed without its source.", err=True)
        sys.exit(WRONGLY_ASKED)
    if check:
        found = stale()
        for name in found:
            click.echo(f"docs/{name} is stale: run `onward docs`.", err=True)
        sys.exit(BROKEN if found else DONE)
    for name in write_all():
        click.echo(f"docs/{name} written")
