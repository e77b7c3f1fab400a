"""`dealx patterns try`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dealx.cli.options import DateOption, PatternsOption
from dealx.cli.patterns.common import Form, FormOption

if TYPE_CHECKING:
    from dealx.output.cells import Row
    from dealx.teaching.trial import Part, Transfer, Trial


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
    import sys

    from dealx.cli.options import extractor_with
    from dealx.cli.patterns.common import collected, form_for
    from dealx.cli.sink import sink
    from dealx.teaching.trial import tried

    given = sys.stdin.read() if text == "-" else text
    trial = tried(extractor_with(patterns), collected(patterns), given, date and date.date())
    with sink(None) as out:
        out.write((_json if form_for(format) == Form.jsonl else _report)(trial))


def _json(trial: Trial) -> str:
    import json
    from dataclasses import asdict

    whole: dict[str, Any] = asdict(trial) | {"deals": [deal.to_json() for deal in trial.deals]}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _report(trial: Trial) -> str:
    """All of it for people, a heading and an indented table each."""
    left = [{"Words": [_short(one.words)], "Why": [one.why]} for one in trial.left_out]
    return "\n".join(
        [
            _section("Words found", [_part(part) for part in trial.parts], "nothing"),
            _section("Transfers told", [_told(transfer) for transfer in trial.transfers], "none"),
            _section("Deals", _deals(trial), "none"),
            *([_section("Left out", left, "")] if left else []),
        ]
    )


def _section(heading: str, rows: list[Row], nothing: str) -> str:
    import io

    from dealx.output.table import write_rows

    out = io.StringIO()
    if not rows:
        return f"{heading}: {nothing}\n"
    write_rows(rows, out)
    body = "".join(f"  {line}\n" for line in out.getvalue().splitlines() if line.strip("─ "))
    return f"{heading}\n{body}"


def _part(part: Part) -> Row:
    from dealx.cli.patterns.common import near

    says = ", ".join(str(value) for value in part.says.values() if value != part.words)
    entries = [f"{one['kind']} {one['id']}" for one in part.entries] or [f"by rule: {part.rule}"]
    return {
        "Words": [_short(part.words)],
        "What": [part.what],
        "Says": [says],
        "By": entries,
        "At": [near(one["place"]) for one in part.entries],
    }


def _told(transfer: Transfer) -> Row:
    goods = [
        " ".join([f"{v} {k}," for k, v in one.items() if k != "system"] + [one["system"]]) for one in transfer.goods
    ]
    return {
        "Verb or noun": [", ".join(transfer.triggers)],
        "Status": [transfer.status or "(none)"],
        "Buyer": [_party(transfer.buyer)],
        "Seller": [_party(transfer.seller)],
        "Goods": goods,
    }


def _party(party: tuple[str, str] | None) -> str:
    return f"{party[0]} ({party[1]})" if party is not None else ""


def _deals(trial: Trial) -> list[Row]:
    from dealx.output import cells

    return cells.rows(trial.deals)


def _short(words: str, most: int = 40) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
