"""Outpost's table for imports: a row for a service, and more for its further locations, contacts, prices and times."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def services_of_table(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Join the rows of Outpost's table into services as its API writes them.

    Shape: a row with `import_id_reference` adds a location, contact, price or time to the service of that import_id;
    the template keeps the two next to each other, and a row whose service did not come before stands for itself.
    """
    service: dict[str, Any] | None = None
    for row in rows:
        if service is not None and row.get("import_id_reference") and row["import_id_reference"] == service["id"]:
            _add(service, row)
            continue
        if service is not None:
            yield service
        service = _service(row)
    if service is not None:
        yield service


def _service(row: Mapping[str, Any]) -> dict[str, Any]:
    service: dict[str, Any] = {
        **{name: row.get(name) for name in ("name", "description", "url", "min_age", "max_age")},
        "id": row.get("import_id"),
        "organisation": {"name": row.get("organisation")},
        "free": _flag(row.get("free")),
        "needs_referral": _flag(row.get("needs_referral")),
        "temporarily_closed": _flag(row.get("temporarily_closed")),
        "taxonomies": [{"name": name} for name in _several(row.get("service_taxonomies"))],
        "suitabilities": [{"name": name} for name in _several(row.get("suitabilities"))],
        "send_needs": [{"name": name} for name in _several(row.get("send_needs_support"))],
        "locations": [],
        "contacts": [],
        "cost_options": [],
        "regular_schedules": [],
    }
    _add(service, row)
    return service


def _add(service: dict[str, Any], row: Mapping[str, Any]) -> None:
    """Add the location, contact, price and time of one row to its service."""
    if row.get("location_name") or row.get("location_postcode"):
        service["locations"].append(_location(row))
    if (row.get("contact_email") or row.get("contact_phone")) and _flag(row.get("contact_visible")) is not False:
        contact = {name: row.get(f"contact_{name}") for name in ("title", "name", "email", "phone")}
        service["contacts"].append(contact)
    if row.get("cost_amount"):
        price = {"option": row.get("cost_option"), "amount": row.get("cost_amount"), "cost_type": row.get("cost_type")}
        service["cost_options"].append(price)
    if row.get("scheduled_weekday"):
        times = {"opens_at": row.get("schedules_opens_at"), "closes_at": row.get("schedules_closes_at")}
        service["regular_schedules"].append({"weekday": row.get("scheduled_weekday"), **times})


def _location(row: Mapping[str, Any]) -> dict[str, Any]:
    longitude, latitude = _degrees(row.get("location_longitude")), _degrees(row.get("location_latitude"))
    return {
        "name": row.get("location_name"),
        "address_1": row.get("location_address_1"),
        "city": row.get("location_city"),
        "postal_code": row.get("location_postcode"),
        "geometry": {"coordinates": [longitude, latitude]} if longitude is not None and latitude is not None else None,
        "mask_exact_address": _flag(row.get("mask_exact_address")),
        "accessibilities": [{"name": name} for name in _several(row.get("location_accessibilities"))],
    }


def _flag(text: object) -> bool | None:
    return {"true": True, "false": False, "yes": True, "no": False}.get(str(text or "").strip().lower())


def _several(text: object) -> list[str]:
    return [part.strip() for part in str(text or "").split(";") if part.strip()]


def _degrees(text: object) -> float | None:
    try:
        return float(str(text))
    except ValueError:
        return None
