"""The knowledge as the pipeline needs it, compiled once and kept in the user's cache folder until a pattern file changes."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from dealx import __version__
from dealx.collector import without_collector
from dealx.knowledge import Knowledge
from dealx.knowledge.locate import builtin_patterns, pattern_files
from dealx.pipes.gate import Gate


def compiled(extra: Sequence[Path] = ()) -> tuple[Knowledge, Gate]:
    """The knowledge of the built-in and extra pattern folders, and the gate made of it. Raises PatternError."""
    place = _place([builtin_patterns(), *extra])
    kept = _read(place)
    if kept is None:
        from dealx.knowledge.loader import load_knowledge

        knowledge = load_knowledge(extra)
        kept = knowledge, Gate(knowledge)
        _write(place, kept)
    return kept


def ensure_compiled(extra: Sequence[Path] = ()) -> None:
    """Sees to it that processes started from now on find the knowledge compiled. Raises PatternError."""
    if not _place([builtin_patterns(), *extra]).exists():
        compiled(extra)


def _place(folders: Sequence[Path]) -> Path:
    """The cache file for this program, this Python and these pattern files, as they are now."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    package = Path(__file__).parent
    code = (
        (package / "knowledge", "*.py"),
        (package / "pipes", "*.py"),
        (package, "vocabulary.py"),
        (package, "compiled.py"),
    )
    digest.update(repr([str(folder.resolve()) for folder in folders]).encode())  # a missing folder is no built-in one
    files = [path for folder, pattern in code for path in sorted(folder.glob(pattern))]
    for path in [*files, *(path for folder in folders for path in pattern_files(folder))]:
        stat = path.stat()
        digest.update(f"{path.resolve()} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dealx" / f"{digest.hexdigest()[:24]}.pickle"


def _read(place: Path) -> tuple[Knowledge, Gate] | None:
    try:
        with place.open("rb") as file, without_collector():
            kept: tuple[Knowledge, Gate] | None = pickle.load(file) if _is_own(file) else None
            return kept
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError, TypeError, LookupError):
        return None


def _is_own(file: BinaryIO) -> bool:
    """Whether nobody but the user can have written the file: unpickling does whatever its writer wants."""
    stat = os.fstat(file.fileno())
    return not hasattr(os, "geteuid") or (stat.st_uid == os.geteuid() and not stat.st_mode & 0o022)


def _write(place: Path, kept: tuple[Knowledge, Gate]) -> None:
    """Keeps the compiled form; a cache folder that cannot be written is no error."""
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            whole = Path(folder) / place.name
            whole.write_bytes(pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL))
            whole.chmod(0o600)
            whole.replace(place)
        for old in place.parent.glob("*.pickle"):
            if old != place and old.stat().st_mtime < place.stat().st_mtime - 86_400:
                old.unlink()
    except OSError:
        return
