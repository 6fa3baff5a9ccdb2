"""What is promised of matching, and how its bench works."""

DECISION_MILLISECONDS_MAX = {0.5: 2.0, 0.99: 5.0}  # promised by share of decisions: 300 in reach of 10,000
ENTERED_SECONDS_MAX = 120  # promised: 100,000 schemes entered
CHANGED_MILLISECONDS_MAX = 50  # until a process knows a change of one scheme: far less than a referral takes
DECIDED_AT_ONCE = 20  # referrals in one transaction of the bench of matching: a busy minute of a hub
