"""Writing deals, each format in a module of its name."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from dealx.records import Deal

__all__ = ["ENDINGS", "Format", "Writer", "writer"]


class Format(StrEnum):
    """The formats that deals are written in."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    md = "md"


ENDINGS = {
    ".txt": Format.table,
    ".json": Format.json,
    ".jsonl": Format.jsonl,
    ".csv": Format.csv,
    ".md": Format.md,
}
"""The format that a file's name asks for."""


class Writer(Protocol):
    """Writes all deals in one format, in the order given."""

    def __call__(self, deals: Iterable[Deal], out: TextIO) -> None: ...


def writer(format: Format) -> Writer:
    """The writer of a format; only the one asked for is imported."""
    return cast(Writer, import_module(f"{__name__}.{format}").write)
