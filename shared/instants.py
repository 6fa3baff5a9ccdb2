"""Instants as tables store them, and as they are told."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(instant: datetime) -> int:
    """Return an instant as microseconds since 1970, UTC."""
    past = instant - EPOCH
    return (past.days * 86_400 + past.seconds) * 1_000_000 + past.microseconds


def written(microseconds: int) -> str:
    """Return an instant as people and programs read it: ISO 8601, UTC, to the second."""
    return (EPOCH + timedelta(microseconds=microseconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
