"""A scheme as the directory lists it."""

from typing import NamedTuple

from shared.contracts.scheme import Scheme


class Listed(NamedTuple):
    """A scheme's specification in force and whether the hub has approved it."""

    scheme: Scheme
    approved: bool
