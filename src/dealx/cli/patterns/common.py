"""What the commands about patterns have in common."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dealx.knowledge.collect import Collection


class Form(StrEnum):
    """How entries are written."""

    table = "table"
    jsonl = "jsonl"


FormOption = Annotated[
    Form | None, typer.Option("--format", help="How to write: a table on a terminal, else jsonl, if not given.")
]


def form_for(given: Form | None) -> Form:
    """The form asked for, or that which fits standard output."""
    return given or (Form.table if sys.stdout.isatty() else Form.jsonl)


def collected(patterns: Sequence[Path] | None) -> Collection:
    """All lines of the patterns; a broken one ends the command with its message and exit code 2."""
    from dealx.cli.messages import stop
    from dealx.knowledge import PatternError
    from dealx.knowledge.loader import sound

    try:
        return sound(patterns or [])
    except PatternError as error:
        stop(str(error))


def near(place: str) -> str:
    """A place as seen from the current folder, if it lies below."""
    return os.path.relpath(place) if Path(place).is_relative_to(Path.cwd()) else place
