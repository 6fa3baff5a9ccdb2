"""Readers of other people's directories: each turns one record into a draft, mends what can be mended, and says so."""
