"""Entries of directories as these tests need them."""

from typing import Any


def activity(number: int = 1, **told: Any) -> dict[str, Any]:
    """Return an activity; `listing` is told field by field, needs and areas as they are."""
    own: dict[str, Any] = {name: told.pop(name) for name in ("needs", "cohorts", "areas") if name in told}
    listing: dict[str, Any] = {
        "name": f"Activity {number:03}",
        "origin": {"directory": "Quayside", "id": str(number)},
        **told,
    }
    return {"id": f"quayside-{number:03}", "listing": listing, **own}


def draft(number: int = 1, listing: dict[str, Any] | None = None, **told: Any) -> dict[str, Any]:
    """Return an imported scheme with its entry."""
    scheme = {"id": f"oruk-{number:03}", "name": f"Scheme {number:03}", "catchment": {"areas": ["E06999001"]}, **told}
    entry = {"name": scheme["name"], "origin": {"directory": "Quayside", "id": str(number)}, **(listing or {})}
    return {"scheme": scheme, "listing": entry}


def service(number: int = 1, **told: Any) -> dict[str, Any]:
    """Return a service of Open Referral UK."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "name": f"Service {number:03}",
        "status": "active",
        "description": "For everybody.",
        "schedules": [{"id": "x", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        "organization": {"id": "x", "name": "Riverside Trust", "description": "A trust."},
        **told,
    }


def statuses(answers: list[dict[str, Any]]) -> list[str]:
    """Return what came of each entry."""
    return [answer["status"] for answer in answers]
