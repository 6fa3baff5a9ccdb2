"""Intake: receives and records every referral, and is the one place that knows who people are."""
