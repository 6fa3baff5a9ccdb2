"""What intake does when it is asked: take referrals in, one by one or as a checklist, and keep lists of outreach."""
