"""The place a pipeline is measured in: the demo area's postcodes, and sixty schemes that are never full."""

from typing import Any

from deploy.bench.inventing import COHORTS, NEEDS

AUTHORITIES = ("E06999001", "E06999002")
WARDS = tuple(f"E0599900{number}" for number in range(1, 9))
SCHEMES = 60
PLACES = 100_000  # never full: what is measured is finding a scheme, not running out of them


def schemes() -> list[dict[str, Any]]:
    """Return the schemes as they are entered: half of them specialists; some in one ward, most in half the town.

    Generalists help with anything, so that there is a scheme for everybody, however often they are referred.
    """
    return [_scheme(number) for number in range(SCHEMES)]


def _scheme(number: int) -> dict[str, Any]:
    specialist = number % 2 == 0
    cohort = COHORTS[number // 2 % len(COHORTS)]
    area = WARDS[number % len(WARDS)] if number % 3 == 0 else AUTHORITIES[number // 2 % 2]
    return {
        "id": f"bench-scheme-{number:02d}",
        "name": f"Scheme {number} of the bench",
        "provider": f"Provider {number % 7}",
        "kind": "specialist" if specialist else "generalist",
        "cohorts": [cohort] if specialist else [],
        "needs": [NEEDS[(number + step) % len(NEEDS)] for step in range(4)] if specialist else [],
        "age_min": 18,
        "catchment": {"areas": [area]},
        "languages": ["en", "cy"] if number % 4 == 0 else ["en"],
        "places": PLACES,
        "usual_wait_days": number % 30,
        "approved": True,
    }
