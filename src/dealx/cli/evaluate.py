"""`dealx eval`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dealx.cli.options import PatternsOption, extractor_with, fitting_format

if TYPE_CHECKING:
    from dealx import Extractor
    from dealx.cli.messages import Problems
    from dealx.evaluation import Evaluation, Labelled


SHOWN = 5
"""How many unknown ids a message names."""


class EvalFormat(StrEnum):
    """How an evaluation is written."""

    table = "table"
    json = "json"


ENDINGS = {".txt": EvalFormat.table, ".json": EvalFormat.json}


def evaluate(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD", help="Labelled articles as JSON lines, or - for standard input.")
    ],
    found: Annotated[
        str | None,
        typer.Argument(
            metavar="PRED",
            show_default=False,
            help="Records of these articles, as extract writes them in jsonl or json, or -; if not given, GOLD is read by dealx.",
        ),
    ] = None,
    errors: Annotated[
        bool,
        typer.Option("--errors", help="Show each error with its sentence and rules, by cause; in json always there."),
    ] = False,
    old_result: Annotated[
        Path | None,
        typer.Option(
            "--compare", metavar="OLD.json", help="Show what was won and lost, article by article, since this result."
        ),
    ] = None,
    format: Annotated[EvalFormat | None, typer.Option(help="A table on a terminal, else json, if not given.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file: json, or a table if it ends in .txt.")
    ] = None,
    patterns: PatternsOption = None,
) -> None:
    """Measure precision, recall and F1 on labelled articles, and show the errors by cause.

    A line of GOLD is an article: an object with "id", "text", perhaps "date" and "genre" (or "style"), and "deals", the
    records that are right. A list as a field's value means that any of its items is right; "open": ["year"] leaves fields
    unscored; "optional": true marks a deal that may be found or not.

    \b
    Examples:
      dealx eval gold.jsonl
      dealx eval gold.jsonl --errors | less
      dealx eval gold.jsonl --output before.json
      dealx eval gold.jsonl --patterns mine --compare before.json
      dealx eval gold.jsonl deals.jsonl --json | jq .all.f1
      grep '"id": "w-007"' gold.jsonl | dealx eval - --errors
      cat gold/*.jsonl | dealx eval -

    \b
    Exit codes:
      0  all articles were evaluated
      1  some articles could not be read, or records are of articles that are not in GOLD; the others were evaluated
      2  wrong usage, a file that is not as it should be, broken patterns, or an output that cannot be written
    """
    from dealx.articles.read import STDIN
    from dealx.cli.messages import Problems
    from dealx.evaluation import evaluate

    if gold == found == STDIN:
        raise typer.BadParameter("only one of GOLD and PRED can be standard input")
    chosen = EvalFormat.json if as_json else format or fitting_format(output, ENDINGS)
    problems = Problems()
    articles, given, old = _read(gold, found, old_result)
    extractor = extractor_with(patterns)
    if given is not None:
        _check_sources(given, articles, str(found), problems)
    pairs = ((a, _extracted(extractor, a, problems) if given is None else given.get(a.id, [])) for a in articles)
    _write(evaluate(extractor, pairs), old, chosen, errors, output)
    raise typer.Exit(1 if problems.found else 0)


def _read(
    gold: str, found: str | None, old_result: Path | None
) -> tuple[list[Labelled], dict[str, list[dict[str, Any]]] | None, Mapping[str, Any] | None]:
    from dealx.cli.messages import stop
    from dealx.evaluation import LabelError, read_found, read_labelled, read_result

    try:
        return (
            read_labelled(gold),
            None if found is None else read_found(found),
            read_result(old_result) if old_result else None,
        )
    except LabelError as error:
        stop(str(error))


def _write(
    evaluation: Evaluation, old: Mapping[str, Any] | None, format: EvalFormat, errors: bool, output: Path | None
) -> None:
    import json

    from dealx.cli.sink import sink
    from dealx.evaluation import compare
    from dealx.evaluation.show import show

    result = evaluation.to_json()
    comparison = compare(old, result) if old else None
    with sink(output) as out:
        if format is EvalFormat.table:
            show(evaluation, comparison, errors, out)
        else:
            result |= {"changes": comparison.to_json()} if comparison else {}
            out.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")


def _check_sources(given: dict[str, Any], articles: list[Labelled], name: str, problems: Problems) -> None:
    """Records of articles without labels are left out; if there is no other record, something is mixed up."""
    from dealx.cli.messages import note, stop

    if not given:
        note(f"{name}: no records in it, so every labelled one is missed")
    known = {article.id for article in articles}
    strays = [source for source in given if source not in known]
    some = ", ".join(strays[:SHOWN]) + (", ..." if len(strays) > SHOWN else "")
    if strays and len(strays) == len(given):
        stop(f"{name}: no record has the id of a labelled article as its `source`, but {some}")
    if strays:
        problems.tell(f"{name}: left out, as GOLD has no such articles: {some}")


def _extracted(extractor: Extractor, article: Labelled, problems: Problems) -> list[dict[str, Any]]:
    from dealx.articles.article import Unreadable, why_failed

    try:
        deals = extractor.extract(article.text, date=article.date, source=article.id)
    except Exception as error:
        problems.tell(Unreadable(article.id, why_failed(error)))
        return []
    return [deal.to_json() for deal in deals]
