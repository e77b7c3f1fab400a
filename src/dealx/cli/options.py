"""What several commands have in common: options, and building the extractor they ask for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args

import typer

from dealx.vocabulary import Status

if TYPE_CHECKING:
    from dealx import Extractor


STATUSES = get_args(Status)
_Format = TypeVar("_Format", bound=StrEnum)


def _known_statuses(names: list[str] | None) -> list[str] | None:
    for name in names or []:
        if name not in STATUSES:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(STATUSES)}")
    return names


def _known_encoding(name: str | None) -> str | None:
    try:
        "x".encode(name or "utf-8")
    except (LookupError, UnicodeError):
        raise typer.BadParameter(f"no encoding is called {name!r}; cp1252 and utf-16 are examples") from None
    return name


DateOption = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Date of articles that come without one."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", callback=_known_encoding, metavar="NAME", help="Encoding of the inputs, if it is not UTF-8."
    ),
]


def own_patterns() -> Path:
    """The folder in the user's configuration whose patterns are always read, if it exists."""
    return Path(typer.get_app_dir("dealx")) / "patterns"


def _with_tilde(path: Path) -> str:
    return f"~/{path.relative_to(Path.home()).as_posix()}" if path.is_relative_to(Path.home()) else str(path)


def with_own(given: list[Path] | None) -> list[Path]:
    """The user's folders of patterns: that of the configuration, if it exists, and those given; each once."""
    own = [own_patterns()] if own_patterns().is_dir() else []
    return list({folder.resolve(): folder for folder in [*own, *(given or [])]}.values())


PatternsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        callback=with_own,
        metavar="DIR",
        help=f"A folder of patterns of your own, besides {_with_tilde(own_patterns())}; repeatable.",
    ),
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status", callback=_known_statuses, metavar="|".join(STATUSES), help="Only deals of this status; repeatable."
    ),
]
ConfidenceOption = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0,
        max=1,
        metavar="X",
        show_default=False,
        help="Only deals of at least this confidence, 0 to 1.",
    ),
]


def fitting_format(output: Path | None, endings: Mapping[str, _Format]) -> _Format:
    """The format that the ending of an output asks for; without an output, a table on a terminal, and json elsewhere."""
    suffix = output.suffix if output else ".txt" if sys.stdout.isatty() else ".json"
    if suffix not in endings:
        raise typer.BadParameter(f"no format has the ending {suffix!r}; give --format", param_hint="--output")
    return endings[suffix]


def extractor_with(patterns: Sequence[Path] | None) -> Extractor:
    """The extractor with the user's patterns; a broken pattern ends the command with its message and exit code 2."""
    from dealx import Extractor
    from dealx.cli.messages import stop
    from dealx.knowledge import PatternError

    try:
        return Extractor(patterns=patterns or [])
    except PatternError as error:
        stop(str(error))
