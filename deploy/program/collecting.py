"""Python's collector of lost objects, set for processes that handle batches."""

import gc

from shared.config.limits import COLLECT_AFTER_OBJECTS


def collect_seldom() -> None:
    """Take what is loaded by now for good, and look for lost objects only once many new ones have been made.

    Why: a batch makes some ten thousand objects that all go by themselves; looking through them, and through all that
    was ever imported, took a seventh of a service's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER_OBJECTS)
