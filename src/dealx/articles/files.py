"""Finding files, and opening them, packed or not."""

import gzip
import os
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import cast

from dealx.articles.article import Unreadable

TEXT_ENDINGS = (".txt", ".md")
JSON_LINES_ENDING = ".jsonl"
ENDINGS = (*TEXT_ENDINGS, JSON_LINES_ENDING)
PACKED_ENDING = ".gz"
EXPECTED = f"{', '.join(ENDINGS)}, each also with {PACKED_ENDING}"

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file can raise, a damaged packed one too."""


def ending(name: str) -> str:
    """The ending that tells what a file holds, in lower case; `.txt` for `a.txt.gz`."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix == PACKED_ENDING else path.suffix


def find_files(folder: str) -> Iterator[str | Unreadable]:
    """The files of articles in a folder and the folders in it, in no order; links to folders are not followed."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from find_files(entry.path)
                elif ending(entry.name) in ENDINGS and entry.is_file():
                    yield str(Path(entry.path))
    except OSError as error:
        yield Unreadable(folder, why(error))


def unpacked(stream: BufferedReader, name: str) -> BufferedReader:
    """The bytes of a file of this name as they were before it was packed. Reading them raises READ_ERRORS."""
    return cast(BufferedReader, gzip.open(stream)) if name.lower().endswith(PACKED_ENDING) else stream


def open_file(path: str) -> BufferedReader:
    """The bytes of a file as they are."""
    return Path(path).open("rb")


def shown(path: str) -> str:
    """A file's name as text, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def why(error: BaseException) -> str:
    """What one of READ_ERRORS says, in words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"damaged {PACKED_ENDING} file: {error}"
