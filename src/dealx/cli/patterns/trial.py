"""`dealx patterns try`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dealx.cli.options import DateOption, PatternsOption
from dealx.cli.patterns.common import Form, FormOption

if TYPE_CHECKING:
    from dealx.output.cells import Row
    from dealx.teaching.trial import Part, Transfer, Trial

_INDENT = "  "
_MOST = 40
"""Characters of the article that a row shows."""


def try_text(
    text: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence or more, or - for standard input.")],
    date: DateOption = None,
    format: FormOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Show what dealx makes of a sentence.

    Shows which words were found by which entries, which transfers came of them, with everybody's role and the rule that
    gave it, the deals, and what was left out and why. In a pipe all this is one JSON object.

    \b
    Examples:
      dealx patterns try "Chile has ordered 12 Sandgrouse from Brazil." --patterns mine
      dealx patterns try "Chile may order 12 frigates from Spain."
      dealx patterns try - < story.txt

    \b
    Exit codes:
      0  with or without a deal
      2  wrong usage or broken patterns
    """
    from dealx.cli.options import extractor_with
    from dealx.cli.patterns.common import collected, form_for
    from dealx.cli.sink import sink
    from dealx.teaching.trial import tried

    trial = tried(extractor_with(patterns), collected(patterns), _given(text), date and date.date())
    with sink(None) as out:
        out.write((_json if form_for(format) == Form.jsonl else _report)(trial))


def _given(text: str) -> str:
    import sys

    from dealx.articles.encoding import UndecodableError, decode, is_undecoded
    from dealx.cli.messages import stop

    if is_undecoded(text):
        raise typer.BadParameter("not in the encoding of this terminal", param_hint="SENTENCE")
    try:
        return decode(sys.stdin.buffer.read(), None) if text == "-" else text
    except UndecodableError as error:
        stop(f"-: {error}")


def _json(trial: Trial) -> str:
    import json
    from dataclasses import asdict

    whole: dict[str, Any] = asdict(trial) | {"deals": [deal.to_json() for deal in trial.deals]}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _report(trial: Trial) -> str:
    """All of it for people, each under a heading, folded to the width of the terminal."""
    import shutil
    import textwrap

    from dealx.output import cells

    columns = shutil.get_terminal_size().columns - len(_INDENT)
    width = max(30, columns - _MOST - 1)
    left = [{"Words": [_short(one.words)], "Why": textwrap.wrap(one.why, width)} for one in trial.left_out]
    return "\n".join(
        [
            _section("Words found", _fitting([_part(part) for part in trial.parts], columns), "nothing"),
            _section("Transfers told", _table([_told(transfer) for transfer in trial.transfers]), "none"),
            _section("Deals", _table(cells.rows(trial.deals)), "none"),
            *([_section("Left out", _table(left), "")] if left else []),
        ]
    )


def _section(heading: str, lines: list[str], nothing: str) -> str:
    return "".join([heading, *(f"\n{_INDENT}{line}" for line in lines), "\n"] if lines else [f"{heading}: {nothing}\n"])


def _table(rows: list[Row]) -> list[str]:
    """The lines of a table."""
    import io

    from dealx.output.table import write_rows

    out = io.StringIO()
    if rows:
        write_rows(rows, out)
    return [line for line in out.getvalue().splitlines() if line.strip("─ ")]


def _fitting(rows: list[Row], columns: int) -> list[str]:
    """The lines of a table of parts; where it is too wide, places stand below the entries."""
    lines = _table(rows)
    if max(map(len, lines), default=0) <= columns:
        return lines
    narrow = [{key: cell for key, cell in row.items() if key != "At"} for row in rows]
    for row, full in zip(narrow, rows, strict=True):
        row["By"] = [*row["By"], *full["At"]]
    return _table(narrow)


def _part(part: Part) -> Row:
    from dealx.cli.patterns.common import near

    says = ", ".join(str(value) for value in part.says.values() if value != part.words)
    entries = [f"{one['kind']} {one['id']}" for one in part.entries] or [f"rule {part.rule}"]
    return {
        "Words": [_short(part.words)],
        "What": [part.what],
        "Says": [says],
        "By": entries,
        "At": [near(one["place"]) for one in part.entries],
    }


def _told(transfer: Transfer) -> Row:
    return {
        "Verb or noun": [", ".join(transfer.triggers)],
        "Status": [transfer.status or "(none)"],
        "Buyer": [_party(transfer.buyer)],
        "Seller": [_party(transfer.seller)],
        "Goods": [
            ", ".join([one["system"], *(f"{value} {key}" for key, value in one.items() if key != "system")])
            for one in transfer.goods
        ],
    }


def _party(party: tuple[str, str] | None) -> str:
    return f"{party[0]} ({party[1]})" if party is not None else ""


def _short(words: str) -> str:
    return words if len(words) <= _MOST else words[: _MOST - 1] + "…"
