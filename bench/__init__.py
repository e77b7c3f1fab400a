"""Measures speed, scale and memory of dealx: `python -m bench`. See README.md beside this file."""
