"""Where data goes: standard output, or a file that appears only when it is complete."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TextIO

import typer

from dealx.cli.messages import stop


def sink(path: Path | None) -> AbstractContextManager[TextIO]:
    """A place to write data to: the file, or without one standard output."""
    return _stdout() if path is None else _file(path)


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Standard output in UTF-8; a reader that has seen enough, such as `head`, ends the program without a word."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


@contextmanager
def _file(path: Path) -> Iterator[TextIO]:
    try:
        with _in_place(path) if path.exists() and not path.is_file() else _replaced(path.resolve()) as out:
            yield out
    except OSError as error:
        stop(f"{path}: cannot be written: {error.strerror}")


def _in_place(path: Path) -> TextIO:
    """A device or named pipe, which no file may replace."""
    return path.open("w", encoding="utf-8", newline="")


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _in_place(part) as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
