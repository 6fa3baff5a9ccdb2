"""The referral the start page shows: about nobody, in the demo area, and as small as a GP's may be."""

import json
from typing import Any

REFERRAL: dict[str, Any] = {
    "person": {
        "given_name": "Ada",
        "family_name": "Example",
        "born_on": "1948-05-17",
        "postcode": "QX1 1AU",
    },
    "needs": ["social_connection", "transport"],
    "cohorts": ["living_alone"],
    "what_matters": "Getting out to play the piano again.",
    "referrer": {"channel": "gp", "name": "Dr Sample", "organisation": "Quay Surgery"},
    "sharing": [{"purpose": "direct_support", "lawful_basis": "direct_care"}],
}


def by_curl(server_url: str) -> str:
    """Return the command that sends it."""
    fields = ",\n".join(f'    "{name}": {json.dumps(value)}' for name, value in REFERRAL.items())
    return f"""curl {server_url}/api/v1/referrals \\
  --header 'Content-Type: application/json' \\
  --header 'Idempotency-Key: my-first-referral' \\
  --data '{{
{fields}
  }}'"""
