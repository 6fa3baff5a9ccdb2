"""Importing other people's directories: opened, recognised, sent through the front door, and told of."""
