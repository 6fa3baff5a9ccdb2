"""The front door with the smallest possible other side, for the rules of HTTP alone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.web.app import create_app
from services.web.asking import ask_through
from shared.config.settings import Settings
from tests.unit.web.asked import Asked


@pytest.fixture(scope="session")
def built_once() -> Flask:
    """Why once: putting the routes and their document together takes longer than a test."""
    return create_app(Asked(), Settings.from_environment({}))


@pytest.fixture
def asked(built_once: Flask) -> Asked:
    """The other side, which remembers nothing of an earlier test."""
    other_side = Asked()
    ask_through(built_once.extensions, other_side)
    return other_side


@pytest.fixture
def app(built_once: Flask, asked: Asked) -> Flask:
    """The front door, asking `asked`."""
    return built_once


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody who sends requests to the front door."""
    return app.test_client()
