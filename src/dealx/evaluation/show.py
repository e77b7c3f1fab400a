"""An evaluation for reading: figures first, then what changed, then the errors by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dealx.evaluation.agreement import FIELDS
from dealx.evaluation.causes import Error
from dealx.evaluation.compare import Comparison
from dealx.evaluation.evaluate import Evaluation

_ENDLESS = 10_000
"""The width of an output that is no terminal."""
_LAST = ("all", "records")
_MISTAKES = ("wrong", "missing", "spurious")

Figures = Mapping[str, Any]


def show(evaluation: Evaluation, comparison: Comparison | None, errors: bool, out: TextIO) -> None:
    """Write the figures; with a comparison what was won and lost, if asked for the errors too."""
    console = Console(file=out, markup=False, highlight=False, emoji=False)
    console.width = console.width if out.isatty() else _ENDLESS
    with console.capture() as captured:
        _show_figures(evaluation, comparison, console)
        if comparison is not None:
            _show_changes(comparison, console)
        if errors:
            _show_errors(evaluation, console)
    out.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())


def _show_figures(evaluation: Evaluation, comparison: Comparison | None, console: Console) -> None:
    result = evaluation.score.to_json()
    _print_table(_fields(result, comparison.old if comparison else None), console)
    console.print(_remarks(result))
    if evaluation.genres:
        _print_table(_genres({genre: score.to_json() for genre, score in evaluation.genres.items()}), console)


def _print_table(table: Table, console: Console) -> None:
    """Print a table in its full width, so that no number is cut off."""
    console.print(table, width=_ENDLESS, crop=False)


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(first, no_wrap=True)
    for heading in numbers:
        table.add_column(heading, no_wrap=True, justify="right")
    return table


def _fields(result: Figures, old: Figures | None) -> Table:
    table = _table("field", "P", "R", "F1", *(("was", "change") if old else ()), "n", *_MISTAKES)
    for name in (*FIELDS, *_LAST):
        now = _figures(result, name)
        counts = (_count(result["counts"][name][mistake]) for mistake in _MISTAKES)
        table.add_row(
            name,
            *(f"{now[key]:.3f}" for key in ("p", "r", "f1")),
            *(_against(now["f1"], _figures(old, name)["f1"]) if old else ()),
            str(now["n"]),
            *counts,
            end_section=name == FIELDS[-1],
        )
    return table


def _figures(result: Figures, name: str) -> Figures:
    figures: Figures = result[name] if name in _LAST else result["fields"][name]
    return figures


def _against(now: float, was: float) -> tuple[str, Text]:
    return f"{was:.3f}", _signed(round(now - was, 4), "+.3f")


def _signed(number: float, form: str = "+d") -> Text:
    """A change in green or red; nothing for none."""
    return Text(format(number, form) if number else "", style="green" if number > 0 else "red")


def _count(number: int) -> str:
    return str(number or "")


def _remarks(result: Figures) -> str:
    return (
        f"\nExactly right are {result['exact_records']:.3f} of the records. Of {result['articles']} articles, "
        f"{result['without_deal']} have no deal; false alarms in {result['false_alarms']} of these.\n"
    )


def _genres(results: Mapping[str, Figures]) -> Table:
    """A row for each genre, the worst first."""
    table = _table("genre", "P", "R", "F1", "exact", "records", "articles", "false alarms")
    for genre, result in sorted(results.items(), key=lambda row: (row[1]["all"]["f1"], row[0])):
        table.add_row(
            Text(genre),
            *(f"{result['all'][key]:.3f}" for key in ("p", "r", "f1")),
            f"{result['exact_records']:.3f}",
            str(result["records"]["n"]),
            str(result["articles"]),
            _count(result["false_alarms"]),
        )
    return table


def _show_changes(comparison: Comparison, console: Console) -> None:
    changes = comparison.changes
    won, lost = sum(c.fields_won for c in changes), sum(c.fields_lost for c in changes)
    console.print(f"\n{_number(len(changes), 'article')} changed: {_number(won, 'field')} won, {lost} lost.\n")
    for change in changes:
        console.print(Text.assemble(change.article, "  ", _signed(change.balance)))
        for word, style, records in (("lost", "red", change.lost), ("won", "green", change.won)):
            for record, names in records.items():
                console.print(_indented(Text.assemble((f"{word:5}", style), f"{record}: {', '.join(names)}")))
    if comparison.not_compared:
        console.print(f"In one evaluation only, so not compared: {', '.join(comparison.not_compared)}")


def _show_errors(evaluation: Evaluation, console: Console) -> None:
    groups = _by_cause(evaluation)
    table = _table("cause", "errors", "fields")
    for cause, reasons in groups:
        table.add_row(cause, *_size(error for rows in reasons.values() for error in rows), style="bold")
        for why, rows in reasons.items():
            table.add_row(f"  {why}", *_size(rows))
    console.print("")
    _print_table(table, console)
    for cause, reasons in groups:
        for why, rows in reasons.items():
            console.print(Text(f"\n{cause}: {why} ({len(rows)})", style="bold"))
            for article, error in rows:
                _show_error(article, error, console)


Rows = list[tuple[str, Error]]


def _by_cause(evaluation: Evaluation) -> list[tuple[str, dict[str, Rows]]]:
    """The errors, with their articles, by cause and sub-cause; those that cost most fields first."""
    groups: dict[str, dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
    for article, errors in evaluation.errors.items():
        for error in errors:
            groups[error.cause][error.why].append((article, error))
    ordered = (
        (cause, dict(sorted(reasons.items(), key=lambda item: -_cost(item[1])))) for cause, reasons in groups.items()
    )
    return sorted(ordered, key=lambda group: -sum(map(_cost, group[1].values())))


def _cost(rows: Rows) -> int:
    return sum(len(error.fields) for _, error in rows)


def _size(rows: Iterable[tuple[str, Error]]) -> tuple[str, str]:
    rows = list(rows)
    return str(len(rows)), str(_cost(rows))


def _show_error(article: str, error: Error, console: Console) -> None:
    lines = Table.grid(padding=(0, 2, 0, 0))
    for label, style, text in (
        ("expected", "green", error.expected),
        ("found", "red", error.found),
        ("text", "", error.sentence),
        ("rules", "dim", "; ".join(error.rules)),
        ("left out", "", "\n".join(error.left_out)),
    ):
        if text:
            lines.add_row(label, Text(text, style=style))
    console.print(Text(f"\n{article}  {error.record}"))
    console.print(_indented(lines))


def _indented(lines: Table | Text) -> Padding:
    return Padding(lines, (0, 0, 0, 2), expand=False)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
