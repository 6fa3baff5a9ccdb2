"""Proofs by load: programs that try hard to break a promise and count how often they succeed."""
