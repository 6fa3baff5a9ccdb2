"""Triage: decides what is needed, how soon, and by which kind of route."""
