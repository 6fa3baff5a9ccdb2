"""Instants and days as they are said in the UK."""

from datetime import date, datetime

from shared.clock import LONDON


def instant_told(text: str) -> dict[str, str]:
    """Return an instant for a machine and, in the UK's time, for a person. Shape: `text` is ISO 8601 in UTC."""
    local = datetime.fromisoformat(text).astimezone(LONDON)
    clock = f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"
    return {"machine": text, "person": f"{day_told(local.date())} at {clock}"}


def day_told(day: date) -> str:
    """Return a day as it is written in the UK, such as 3 March 2027."""
    return f"{day.day} {day:%B %Y}"
