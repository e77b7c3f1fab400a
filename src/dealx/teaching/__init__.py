"""Tools for those who extend the patterns: what is there, what is wrong with it, what it does, what it lacks."""
