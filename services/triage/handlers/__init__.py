"""What triage does: about referrals it hears of, when the hub decides a review, and when it edits the protocol."""
