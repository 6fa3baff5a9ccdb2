"""Drafting the next revision of a service's store from what its tables have become.

Usage: python -m deploy.migrations.draft SERVICE "What changes"   (then read the file it names, and mend it)
"""

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic import command

from deploy.migrations.environment import environment
from deploy.migrations.revisions import FOLDER, following, head
from deploy.migrations.run import migrate
from shared.event_store.engine import sqlite_engine


@click.command()
@click.argument("service", type=click.Choice(sorted(path.parent.name for path in FOLDER.glob("*/__init__.py"))))
@click.argument("says")
def draft(service: str, says: str) -> None:
    """Write the next revision of SERVICE's store; SAYS: what changes, a sentence without its full stop."""
    revision = following(head(service))
    with TemporaryDirectory() as folder:
        engine = sqlite_engine(Path(folder) / "store.sqlite")
        migrate(engine, service)
        with engine.begin() as connection:
            command.revision(environment(connection, service), says, autogenerate=True, rev_id=revision)
        engine.dispose()
    path = next((FOLDER / service).glob(f"r{revision}_*.py"))
    path.write_text(in_small_functions(path.read_text("utf-8")), "utf-8")
    for step in (("format", "--quiet"), ("check", "--fix", "--quiet")):
        subprocess.run([sys.executable, "-m", "ruff", *step, str(path)], check=True)
    click.echo(f"Read and mend: {path.relative_to(FOLDER.parent.parent)}")


def in_small_functions(written: str) -> str:
    """Return a revision whose `upgrade` calls one function for each table it changes."""
    head_part, _, _ = written.partition("def upgrade()")
    tree = ast.parse(written)
    upgrade = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    docstring, *statements = upgrade.body
    changes: dict[str, list[ast.stmt]] = {}
    for statement in statements:
        changes.setdefault(_table(statement), []).append(statement)
    calls = "\n".join(f"    _{name}()" for name in changes)
    functions = "\n\n".join(f"def _{name}() -> None:\n{_indented(group)}" for name, group in changes.items())
    return f"{head_part}def upgrade() -> None:\n{_indented([docstring])}\n{calls}\n\n\n{functions}\n"


def _table(statement: ast.stmt) -> str:
    """Name the table a statement changes: the first text in it."""
    return next(str(node.value) for node in ast.walk(statement) if isinstance(node, ast.Constant))


def _indented(statements: Iterable[ast.stmt]) -> str:
    return "\n".join(f"    {line}" for statement in statements for line in ast.unparse(statement).splitlines())


if __name__ == "__main__":
    draft()
