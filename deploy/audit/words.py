"""The few words in which the two databases differ when a store is read in the order of references."""

from typing import NamedTuple


class Words(NamedTuple):
    """Pieces of SQL about a row of `events` or `inbox_cursors`.

    `category`, `of_stream`: the kind of its stream, and the reference in the stream's name. `told`: the reference its
    public part tells, where it `tells` one. `binary`: what sorts text by its bytes. `submission`: the sender's key.
    Why text and not JSON: one event that is not JSON must not keep the auditor from all the others.
    """

    category: str
    of_stream: str
    told: str
    tells: str
    submission: str
    binary: str


_REFERENCE = '"reference":"'
_SUBMISSION = '"submission":"'


def _words(find: str, category: str, binary: str) -> Words:
    """`find`: the function that says where one text begins in another, from 1, or 0."""

    def after(column: str, mark: str, length: int) -> str:
        return f"substr({column}, {find}({column}, '{mark}') + {len(mark)}, {length}){binary}"

    return Words(
        category=category,
        of_stream=f"substr(stream, {find}(stream, '-') + 1, 8){binary}",
        told=after("public", _REFERENCE, 8),
        tells=f"{find}(public, '{_REFERENCE}') > 0",
        submission=after("private", _SUBMISSION, 64),
        binary=binary,
    )


WORDS = {
    "sqlite": _words("instr", "substr(stream, 1, instr(stream, '-') - 1)", ""),
    "postgresql": _words("strpos", "split_part(stream, '-', 1)", ' collate "C"'),
}
