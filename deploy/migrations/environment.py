"""Alembic, set up for one service on one connection."""

import importlib

from alembic.config import Config
from sqlalchemy import Connection, MetaData

from deploy.migrations.revisions import FOLDER


def environment(connection: Connection, service: str) -> Config:
    """Return the configuration that alembic's commands take; `env.py` finds in it what it works on."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(FOLDER / service))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = metadata_of(service)
    return config


def metadata_of(service: str) -> MetaData:
    """Return the tables a service's code expects to find."""
    metadata = importlib.import_module(f"services.{service}.tables").METADATA
    assert isinstance(metadata, MetaData)
    return metadata
