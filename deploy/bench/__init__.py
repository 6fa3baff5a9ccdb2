"""Measuring Onward: every figure beside a named one measured in the same run."""
