"""From the front door to an offer: how many referrals a second, at what cost, beside a limit and a plain version."""
