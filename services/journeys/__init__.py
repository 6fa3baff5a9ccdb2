"""Journeys: tells the story of every referral from everyone's events. It decides nothing and can be rebuilt."""
