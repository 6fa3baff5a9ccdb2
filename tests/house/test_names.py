"""Names: each says what the thing is, no two things share one, and a test's name is a sentence."""

from collections import defaultdict
from pathlib import PurePosixPath

from tests.house.project import modules, source

FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers", "impl"}
TEST_NAME_WORDS_MIN = 4


def test_no_module_hides_behind_a_name_that_says_nothing() -> None:
    parts = {module.where: set(PurePosixPath(module.where).with_suffix("").parts) for module in modules()}
    assert [where for where, names in parts.items() if names & FORBIDDEN] == []


def test_no_two_classes_of_onward_share_a_name() -> None:
    places = defaultdict(list)
    for module in source():
        for found in module.classes():
            places[found.name].append(module.where)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_every_test_name_is_a_sentence_of_four_words_or_more() -> None:
    short = [
        f"{module.where} {function.name}"
        for module in modules()
        for function in module.functions()
        if function.name.startswith("test_") and len(function.name.split("_")) - 1 < TEST_NAME_WORDS_MIN
    ]
    assert short == []


def test_every_test_is_in_a_file_that_pytest_collects() -> None:
    lost = [
        module.where
        for module in modules()
        if module.where.startswith("tests/")
        and not PurePosixPath(module.where).name.startswith("test_")
        and any(function.name.startswith("test_") for function in module.functions())
    ]
    assert lost == []
