"""Loved code has a short tail: no file and no function outgrows the others (measured on twenty well-kept projects)."""

from statistics import median

from tests.house.project import ROOT, branches, files, length, modules, source

FILE_LINES_MAX = 200
FILE_LINES_MEDIAN_MAX = 60
FUNCTION_LINES_MAX = 30
FUNCTION_LINES_MEDIAN_MAX = 8
FUNCTION_BRANCHES_MAX = 6

READ_BY_PROGRAMS = {".lock", ".json", ".jsonl", ".csv", ".svg", ".toml", ".md"}
"""Why: data, locks and settings are looked up, not read from top to bottom; documents have their own tests."""


def test_no_file_is_longer_than_200_lines() -> None:
    written = [
        path for path in files() if path.suffix not in READ_BY_PROGRAMS and b"\0" not in path.read_bytes()[:1024]
    ]
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in written}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES_MAX} == {}


def test_half_of_the_files_have_60_lines_or_fewer() -> None:
    assert median(module.lines for module in source()) <= FILE_LINES_MEDIAN_MAX


def test_no_function_is_longer_than_30_lines() -> None:
    long = {
        f"{module.where}:{function.lineno} {function.name}": length(function)
        for module in modules()
        for function in module.functions()
        if length(function) > FUNCTION_LINES_MAX
    }
    assert long == {}


def test_half_of_the_functions_have_8_lines_or_fewer() -> None:
    assert (
        median(length(function) for module in source() for function in module.functions()) <= FUNCTION_LINES_MEDIAN_MAX
    )


def test_no_function_has_more_than_6_branches() -> None:
    branching = {
        f"{module.where}:{function.lineno} {function.name}": branches(function)
        for module in modules()
        for function in module.functions()
        if branches(function) > FUNCTION_BRANCHES_MAX
    }
    assert branching == {}
