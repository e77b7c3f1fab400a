"""What, beside an article itself, decides which deals are found in it."""

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

from dealx.knowledge.locate import builtin_patterns, pattern_files


def fingerprint(patterns: Sequence[Path], date: datetime.date | None, encoding: str | None) -> str:
    """A digest of the program's code, of the built-in and the user's patterns, and of the options that matter."""
    digest = hashlib.sha256(f"{date} {encoding}".encode())
    code = Path(__file__).parents[1]
    folders = [(code, sorted(code.rglob("*.py")))]
    folders += [(folder, pattern_files(folder)) for folder in (builtin_patterns(), *patterns)]
    for folder, files in folders:
        for path in files:
            content = path.read_bytes()
            digest.update(f"\n{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
