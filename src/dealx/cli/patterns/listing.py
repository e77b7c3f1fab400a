"""`dealx patterns list`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dealx.cli.options import PatternsOption
from dealx.cli.patterns.common import Form, FormOption

if TYPE_CHECKING:
    from dealx.teaching.entries import Found


def list_entries(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Only entries with this in their id or one of their names.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only entries of this kind, such as system; repeatable.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only what is at home there: a code or a name.")
    ] = None,
    format: FormOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List what dealx knows.

    Systems, companies, states, verbs and all else; on a terminal as a table. In a pipe
    each entry is a JSON object on a line, with its `kind` and its `place`, file and line.

    \b
    Examples:
      dealx patterns list --kind system --country Brazil
      dealx patterns list patriot
      dealx patterns list --kind company | jq -r .name

    \b
    Exit codes:
      0  some entries were found, or none
      2  wrong usage or broken patterns
    """
    from dealx.cli.patterns.common import collected, form_for
    from dealx.cli.sink import sink
    from dealx.knowledge.schema import KINDS
    from dealx.teaching.entries import Wanted, codes_of, entries

    for name in kind or []:
        if name not in KINDS:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(KINDS)}", param_hint="--kind")
    collection = collected(patterns)
    codes = codes_of(collection, country) if country else None
    if country and not codes:
        raise typer.BadParameter(f"no state is called {country!r}", param_hint="--country")
    found = entries(collection, Wanted(kind or list(KINDS), text, codes))
    with sink(None) as out:
        (_write_lines if form_for(format) == Form.jsonl else _write_table)(found, out)


def _write_lines(found: Iterable[Found], out: TextIO) -> None:
    import json

    for one in found:
        out.write(json.dumps({"kind": one.kind, "place": one.place, **one.entry}, ensure_ascii=False) + "\n")


def _write_table(found: Iterable[Found], out: TextIO) -> None:
    """As many columns as the terminal has room for, and the numbers of entries."""
    from dealx.cli.patterns.common import near
    from dealx.output.table import write_rows
    from dealx.teaching.entries import counts

    listed = list(found)
    rows = [
        {
            "Kind": [one.kind],
            "Id": [one.id],
            "Name": [one.name],
            "Country": [", ".join(one.countries)],
            "Class": [one.entry.get("class") or one.entry.get("category", "")],
            "Names": [str(len(one.names))],
            "Place": [near(one.place)],
        }
        for one in listed
    ]
    used = [column for column in rows[0] if any(row[column] != [""] for row in rows)] if rows else []
    for size in range(len(used), 0, -1):
        if write_rows([{column: row[column] for column in used[:size]} for row in rows], out):
            break
    out.write(f"{counts(listed)}\n")
