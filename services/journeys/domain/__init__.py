"""What each event means to whoever follows a referral."""
