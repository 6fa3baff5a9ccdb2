"""How long it takes to decide where one referral goes, in small directories and in very large ones."""
