"""What can be wrong with pattern files."""


class PatternError(ValueError):
    """A pattern file cannot be used; the message names the file and the line."""
