"""What dealx knows: reading and checking the files of `patterns/`."""

from dealx.knowledge.errors import PatternError
from dealx.knowledge.store import Entry, Knowledge, Phrase

__all__ = ["Entry", "Knowledge", "PatternError", "Phrase"]
