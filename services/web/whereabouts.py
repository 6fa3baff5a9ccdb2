"""Where a postcode is, asked of intake, which keeps the table of postcodes."""

from collections.abc import Mapping
from typing import Any

from services.web.asking import ask
from shared.doors.malformed import Malformed

UNKNOWN_POSTCODE = "We do not know this postcode. Check it, or ask for one nearby."


def looked_for(told: Mapping[str, Any], metres: float) -> dict[str, Any]:
    """Return what matching is to look for around the postcode that was asked for; nothing when none was.

    `metres`: how far around it, where the asker does not say.
    Raises: Malformed when nobody knows the postcode; ServiceAway.
    """
    postcode = told.get("postcode")
    if postcode is None:
        return {}
    place = ask("intake", "locate", postcodes=[postcode])["postcodes"].get(postcode)
    if place is None or place["latitude"] is None:
        raise Malformed({"postcode": [UNKNOWN_POSTCODE]})
    near = [place["latitude"], place["longitude"], told.get("proximity", metres)]
    return {"areas": place["areas"], "near": near}
