"""Every setting is documented where an operator looks, and nothing else is promised there."""

import re

from tests.house.project import ROOT, files, text

SETTING = re.compile(r"\bONWARD_[A-Z_]+[A-Z]\b")
IN_TABLE = re.compile(r"^\| `(ONWARD_[A-Z_]+)` \|", re.MULTILINE)
OF_THE_COMPOSE_FILE = {"ONWARD_DATABASE_PASSWORD", "ONWARD_BROKER_PASSWORD"}  # it makes the two addresses of them
OF_THE_TESTS = {"ONWARD_TEST_AMQP_URI", "ONWARD_TEST_DATABASE_URL"}


def settings() -> set[str]:
    return set(SETTING.findall(text("shared/config/settings.py")))


def documented() -> set[str]:
    return set(IN_TABLE.findall(text("docs/runbook.md")))


def test_every_setting_has_its_row_in_the_runbook() -> None:
    assert settings() - documented() == set()


def test_the_runbook_promises_no_setting_that_does_not_exist() -> None:
    assert documented() - settings() - OF_THE_COMPOSE_FILE == set()


def test_settings_are_read_in_one_place_only() -> None:
    readers = {
        path.relative_to(ROOT).as_posix(): found
        for path in files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in ("shared", "services", "deploy")
        and (found := re.findall(r"(?:environ|getenv)\W+(?:get\W+)?[\"'](\w+)", path.read_text("utf-8")))
    }
    assert readers == {}


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    known = settings() | OF_THE_COMPOSE_FILE | OF_THE_TESTS
    papers = [path for path in files() if path.suffix in (".md", ".yml") or path.name in ("Makefile", "Dockerfile")]
    unknown = {path.name: found for path in papers if (found := set(SETTING.findall(path.read_text("utf-8"))) - known)}
    assert unknown == {}
