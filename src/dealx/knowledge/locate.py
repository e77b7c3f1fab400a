"""Where the pattern files are: the built-in ones beside the source in a checkout, inside the package in an installed wheel."""

from __future__ import annotations

import os
from pathlib import Path

from dealx.knowledge.errors import PatternError


def builtin_patterns() -> Path:
    """The folder of the built-in patterns. Raises PatternError, with both places named, where neither exists."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "_patterns", package.parent.parent / "patterns")
    for place in places:
        if (place / "systems").is_dir():
            return place
    raise PatternError(f"no patterns found, neither in {places[0]} nor in {places[1]}: install dealx again")


def pattern_files(folder: Path) -> list[Path]:
    """All files in a folder that could be meant as pattern files, hidden folders left out; sorted."""
    found = []
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(at, name) for name in files if ".json" in name and not name.startswith(".")]
    return sorted(found)
