"""Matching: keeps the scheme directory and its places; shortlists with reasons, and offers."""
