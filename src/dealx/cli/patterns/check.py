"""`dealx patterns check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dealx.cli.options import PatternsOption, with_own


def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR", help="Folders of patterns, laid out like the built-in ones.")
    ] = None,
    patterns: PatternsOption = None,
) -> None:
    """Tell what is wrong with patterns.

    Each complaint names file and line: no JSON, unknown fields, wrong values, references to nothing, names that two
    entries claim or that can never be found, examples that do not hold, and the like.

    The folder in your configuration is checked too, if there is one; if there is none and no DIR is given, the built-in
    patterns are.

    \b
    Examples:
      dealx patterns check
      dealx patterns check mine

    \b
    Exit codes:
      0  nothing is wrong
      1  something is wrong, but articles can be read with these patterns
      2  with these patterns no article is read
    """
    from dealx.cli.messages import note
    from dealx.cli.patterns.common import near
    from dealx.cli.sink import sink
    from dealx.teaching.check import check as complaints_about

    checked = with_own([*(patterns or []), *(folders or [])])
    complaints = complaints_about(checked)
    with sink(None) as out:
        out.writelines(f"{near(complaint.place)}: {complaint.message}\n" for complaint in complaints)
    what = ", ".join(map(str, checked)) or "the built-in patterns"
    number = {0: "nothing is wrong", 1: "1 complaint"}.get(len(complaints), f"{len(complaints)} complaints")
    note(f"{what}: {number}")
    raise typer.Exit(2 if any(c.fatal for c in complaints) else 1 if complaints else 0)
