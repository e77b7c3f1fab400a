"""The files of a batch: found, sorted and read without ever holding the whole list in memory."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from io import BufferedReader
from pathlib import Path

from dealx.articles import Raw, Unreadable
from dealx.articles.files import find_files, open_file, shown
from dealx.articles.raw import read_file
from dealx.articles.read import NO_SUCH, NONE_IN_FOLDER, STDIN, read_stdin

NONE_FITS = "no articles in this folder that --include and --exclude leave"
SCHEMA = "CREATE TABLE files (name BLOB PRIMARY KEY, reason TEXT) WITHOUT ROWID"


class Inputs:
    """What the user named, as a list of files in the order of their names, each of them once.

    Of a folder, files are taken that fit one of `include`, if there is any, and none of `exclude`: glob patterns for the
    name of a file or its path in the folder. The file `output` is never an input. `size` and `position` count bytes of
    files: all, and those read so far.
    """

    def __init__(self, names: Iterable[str], include: Sequence[str], exclude: Sequence[str], output: Path) -> None:
        self.include = include
        self.exclude = exclude
        self.output = output
        self.size = 0
        self._finished = 0
        self._current: BufferedReader | None = None
        self._files = sqlite3.connect("", isolation_level=None)  # a file of SQLite's own, which it deletes
        self._files.execute(SCHEMA)
        self._files.execute("BEGIN")
        for name in names:
            self._add_input(name)

    @property
    def position(self) -> int:
        """Bytes read so far."""
        current = self._current
        return self._finished + (current.tell() if current and not current.closed else 0)

    def files(self) -> Iterator[tuple[str, str | None]]:
        """All files in the order of their names, each with the reason why it cannot be read if that is known already."""
        for name, reason in self._files.execute("SELECT name, reason FROM files ORDER BY name"):
            yield os.fsdecode(name), reason

    def read(self, encoding: str | None) -> Iterator[Raw | Unreadable]:
        """All articles, by file and line. It can be called once."""
        for path, reason in self.files():
            if reason is not None:
                yield Unreadable(shown(path), reason)
            elif path == STDIN:
                yield from read_stdin(encoding)
            else:
                yield from read_file(path, encoding, self._open)
                self._close()

    def _open(self, path: str) -> BufferedReader:
        self._current = open_file(path)
        return self._current

    def _close(self) -> None:
        if self._current is not None:
            self._finished += _size(self._current.name)
            self._current = None

    def _add_input(self, name: str) -> None:
        if name == STDIN:
            self._add(name)
        elif os.path.isdir(name):  # noqa: PTH112  of any name; Path.is_dir raises for one that is too long
            self._add_folder(str(Path(name)))
        elif not os.path.exists(name):  # noqa: PTH110
            self._add(str(Path(name)), NO_SUCH)
        elif not self._is_output(Path(name)):
            self._add(str(Path(name)))

    def _add_folder(self, folder: str) -> None:
        taken = passed_over = False
        for found in find_files(folder):
            if isinstance(found, Unreadable):
                self._add(found.source, found.reason)
            elif self._is_wanted(Path(found), folder):
                self._add(found)
            else:
                passed_over = True
                continue
            taken = True
        if not taken:
            self._add(folder, NONE_FITS if passed_over else NONE_IN_FOLDER)

    def _is_output(self, path: Path) -> bool:
        return path.name == self.output.name and path.resolve() == self.output

    def _is_wanted(self, path: Path, folder: str) -> bool:
        if self._is_output(path):
            return False
        names = (path.name, path.relative_to(folder).as_posix())
        return (not self.include or _fits(names, self.include)) and not _fits(names, self.exclude)

    def _add(self, name: str, reason: str | None = None) -> None:
        row = (os.fsencode(name), reason)
        is_new = self._files.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", row).rowcount
        if is_new and reason is None and name != STDIN:
            self.size += _size(name)


def _fits(names: Iterable[str], patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for name in names for pattern in patterns)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0
