"""The spaCy components, one a file: each marks one kind of mention, the last assembles deals."""
