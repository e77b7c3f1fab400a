"""`dealx patterns show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dealx.cli.options import PatternsOption
from dealx.cli.patterns.common import Form, FormOption

if TYPE_CHECKING:
    from dealx.knowledge.collect import Collection


def show(
    terms: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of entries, or names such as S-400.")],
    format: FormOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Show what an entry says and where it stands.

    Shows also what other entries refer to it. An id may be one of several kinds, and a name that of several entries; all of them are shown.
    Of a longer term ("HAL HPT-32 Deepak") the longest name of a system in it is shown.

    \b
    Examples:
      dealx patterns show s-400-triumf
      dealx patterns show "Black Hawk" saab
      dealx patterns show patriot | jq -r .place

    \b
    Exit codes:
      0  all were found
      1  there is no entry with one of these ids or names
      2  wrong usage or broken patterns
    """
    from dealx.cli.messages import note
    from dealx.cli.patterns.common import collected, form_for
    from dealx.cli.sink import sink
    from dealx.teaching.entries import named, named_within, near_misses

    collection = collected(patterns)
    write = _line if form_for(format) == Form.jsonl else _sheet
    missing = False
    with sink(None) as out:
        for term in terms:
            pairs = named(collection, term)
            if not pairs:
                shorter, pairs = named_within(collection, term)
                if pairs:
                    note(f"no entry has the id or name {term!r}, but it holds {shorter!r}")
            out.writelines(write(collection, *pair) for pair in pairs)
            if not pairs:
                missing = True
                close = near_misses(collection, term)
                cure = f"; did you mean {', '.join(close)}?" if close else ""
                note(f"no entry has the id or name {term!r}{cure}")
    raise typer.Exit(1 if missing else 0)


def _line(collection: Collection, kind: str, id_: str) -> str:
    import json

    from dealx.teaching.entries import referring

    lines = collection.lines[kind][id_]
    sheet = {
        "kind": kind,
        "place": lines[0].place,
        "extended_at": [line.place for line in lines[1:]],
        **collection.entries[kind][id_],
        "referred_by": [one._asdict() for one in referring(collection, kind, id_)],
    }
    return json.dumps(sheet, ensure_ascii=False) + "\n"


def _sheet(collection: Collection, kind: str, id_: str) -> str:
    """An entry for people: a field a line, long ones folded."""
    import shutil
    import textwrap

    rows = [*_fields(collection, kind, id_), *_relations(collection, kind, id_)]
    width = max(len(heading) for heading, _ in rows) + 2
    columns = shutil.get_terminal_size().columns
    text = f"{kind} {id_}\n"
    for heading, value in rows:
        indent = " " * (width + 2)
        text += textwrap.fill(value, columns, initial_indent=f"  {heading:{width}}", subsequent_indent=indent) + "\n"
    return text + "\n"


def _fields(collection: Collection, kind: str, id_: str) -> list[tuple[str, str]]:
    from dealx.knowledge.fields import listed
    from dealx.knowledge.schema import KINDS

    rows = []
    for key, value in collection.entries[kind][id_].items():
        if key == "id":
            continue
        refers = KINDS[kind].fields[key].refers
        said = [_with_name(collection, refers, str(one)) if refers else str(one) for one in listed(value)]
        rows.append((key, ", ".join(said) if not isinstance(value, bool) else str(value).lower()))
    return rows


def _with_name(collection: Collection, kinds: tuple[str, ...], id_: str) -> str:
    names = [collection.entries[kind][id_].get("name") for kind in kinds if id_ in collection.entries[kind]]
    return f"{id_} ({names[0]})" if names and names[0] != id_ else id_


def _relations(collection: Collection, kind: str, id_: str) -> list[tuple[str, str]]:
    from dealx.cli.patterns.common import near
    from dealx.teaching.entries import referring

    first, *more = collection.lines[kind][id_]
    rows = [("stands at", near(first.place)), *(("extended at", near(line.place)) for line in more)]
    by_field: dict[str, list[str]] = {}
    for one in referring(collection, kind, id_):
        heading = "variants" if one.field == "family" else f"{one.field} of"
        by_field.setdefault(heading, []).append(one.id)
    return rows + [(heading, _few(ids)) for heading, ids in by_field.items()]


def _few(ids: list[str], most: int = 40) -> str:
    return ", ".join(ids[:most]) + (f" and {len(ids) - most:,} more" if len(ids) > most else "")
