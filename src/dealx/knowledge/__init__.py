"""What dealx knows: reading and checking the files of `patterns/`."""

from dealx.knowledge.errors import PatternError
from dealx.knowledge.loader import Entry, Knowledge, Phrase, load_knowledge

__all__ = ["Entry", "Knowledge", "PatternError", "Phrase", "load_knowledge"]
