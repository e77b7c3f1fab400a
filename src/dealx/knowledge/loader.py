"""Reads the pattern folders into the tables that the pipeline works with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dealx.knowledge.errors import PatternError
from dealx.knowledge.inflect import noun_forms, verb_forms
from dealx.knowledge.locate import builtin_patterns
from dealx.knowledge.phrases import PhraseTable

Entry = dict[str, Any]

KINDS: dict[str, tuple[str, ...]] = {
    "state": ("parties/states.jsonl",),
    "organ": ("parties/organs.jsonl",),
    "organisation": ("parties/organisations.jsonl",),
    "company": ("parties/companies.jsonl",),
    "category": ("systems/categories.jsonl",),
    "class": ("systems/classes.jsonl",),
    "system": ("systems/*.jsonl",),
    "verb": ("triggers/verbs.jsonl",),
    "noun": ("triggers/nouns.jsonl",),
    "cue": ("context/cues.jsonl",),
    "discard": ("context/discards.jsonl",),
    "setting": ("context/settings.jsonl",),
    "reference": ("context/references.jsonl",),
    "currency": ("money/currencies.jsonl",),
    "scale": ("money/scales.jsonl",),
    "sense": ("money/senses.jsonl",),
    "weight": ("confidence/weights.jsonl",),
}
_OWN_FILES = frozenset(p for globs in KINDS.values() for p in globs if "*" not in p)


class Phrase(NamedTuple):
    """What is filed under a phrase: the entry it belongs to and how it names it."""

    kind: str
    id: str
    form: str
    alias: str
    ambiguous: bool = False


@dataclass
class Knowledge:
    """All entries by kind and id, and the phrase tables made of them."""

    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    equipment: PhraseTable = field(default_factory=PhraseTable)
    parties: PhraseTable = field(default_factory=PhraseTable)
    triggers: PhraseTable = field(default_factory=PhraseTable)
    context: PhraseTable = field(default_factory=PhraseTable)

    def get(self, kind: str, id_: str) -> Entry:
        """The entry of that kind and id. Raises KeyError."""
        return self.entries[kind][id_]

    def homes(self, systems: Iterable[str]) -> set[str]:
        """The codes of the states where the systems of these ids are made."""
        countries = (self.entries["system"][id_].get("country", ()) for id_ in systems)
        return {code for country in countries for code in ([country] if isinstance(country, str) else country)}


def load_knowledge(extra: Sequence[Path] = ()) -> Knowledge:
    """The built-in patterns with the user's folders added. Raises PatternError naming file and line."""
    knowledge = Knowledge()
    for folder in (builtin_patterns(), *extra):
        if not folder.is_dir():
            raise PatternError(f"{folder}: no such folder of patterns")
        _read_folder(knowledge, folder)
    _file_equipment(knowledge)
    _file_parties(knowledge)
    _file_triggers(knowledge)
    _file_context(knowledge)
    return knowledge


def _read_folder(knowledge: Knowledge, folder: Path) -> None:
    for kind, globs in KINDS.items():
        for path in _files(folder, globs):
            for where, entry in read_entries(path):
                known = knowledge.entries[kind]
                if entry["id"] in known and not entry.get("replace"):
                    raise PatternError(
                        f'{where}: {kind} "{entry["id"]}" exists already; add "replace": true to put this one in its place'
                    )
                known[entry["id"]] = entry


def _files(folder: Path, globs: Iterable[str]) -> Iterator[Path]:
    for pattern in globs:
        for path in sorted(folder.glob(pattern)):
            if "*" not in pattern or path.relative_to(folder).as_posix() not in _OWN_FILES:
                yield path


def read_entries(path: Path) -> Iterator[tuple[str, Entry]]:
    """The objects of a pattern file with the place of each as `file:line`. Raises PatternError."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path}:{number}"
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise PatternError(f"{where}: not a JSON object: {error.msg} at column {error.colno}") from error
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise PatternError(f'{where}: each line is a JSON object with an "id"')
        yield where, entry


def _file_equipment(knowledge: Knowledge) -> None:
    for id_, entry in knowledge.entries["system"].items():
        ambiguous = set(entry.get("ambiguous", ()))
        for alias in _without_maker(knowledge, entry):
            knowledge.equipment.add(alias, Phrase("system", id_, "name", alias, alias in ambiguous))
    for id_, entry in knowledge.entries["class"].items():
        for phrase in dict.fromkeys((entry["name"], *entry.get("match", ()))):
            knowledge.equipment.add(phrase, Phrase("class", id_, "name", phrase))


def _without_maker(knowledge: Knowledge, entry: Entry) -> list[str]:
    """The names of a system, less those that only put its maker before another one ("Airbus H145M" beside "H145M")."""
    names = [entry["name"], *entry.get("aliases", ())]
    plain = set(names) - set(entry.get("ambiguous", ()))
    companies = knowledge.entries["company"]
    maker = companies.get(entry.get("maker", ""), {})
    owner = companies.get(maker.get("parent", ""), {})
    makers = [f"{m} " for c in (maker, owner) for m in (c.get("name"), *c.get("aliases", ())) if m]
    return [n for n in names if not any(n.startswith(m) and n.removeprefix(m) in plain for m in makers)]


def _file_parties(knowledge: Knowledge) -> None:
    table = knowledge.parties
    for id_, entry in knowledge.entries["state"].items():
        ambiguous = set(entry.get("ambiguous", ()))
        forms = {
            "name": (entry["name"], *entry.get("aliases", ())),
            "adjective": entry.get("adjectives", ()),
            "people": entry.get("people", ()),
        }
        forms |= {"seat": entry.get("seats", ()), "organ": entry.get("organs", ()), "leader": entry.get("leaders", ())}
        for form, names in forms.items():
            for name in names:
                table.add(name, Phrase("state", id_, form, name, name in ambiguous))
    for kind in ("organisation", "company"):
        for id_, entry in knowledge.entries[kind].items():
            ambiguous = set(entry.get("ambiguous", ()))
            for name in (entry["name"], *entry.get("aliases", ())):
                table.add(name, Phrase(kind, id_, "name", name, name in ambiguous))
    for id_, entry in knowledge.entries["organ"].items():
        for phrase in entry["match"]:
            table.add(phrase, Phrase("organ", id_, entry.get("kind", "government"), phrase))


def _file_triggers(knowledge: Knowledge) -> None:
    for id_, entry in knowledge.entries["verb"].items():
        for verb in (entry["verb"], *entry.get("variants", ())):
            for form, phrases in verb_forms(verb, entry).items():
                for phrase in phrases:
                    knowledge.triggers.add(phrase, Phrase("verb", id_, form, phrase))
    for id_, entry in knowledge.entries["noun"].items():
        for noun in (entry["noun"], *entry.get("variants", ())):
            for phrase in noun_forms(noun):
                knowledge.triggers.add(phrase, Phrase("noun", id_, "noun", phrase))


def _file_context(knowledge: Knowledge) -> None:
    for kind in ("cue", "discard", "reference", "sense", "setting"):
        for id_, entry in knowledge.entries[kind].items():
            for phrase in entry["match"]:
                knowledge.context.add(phrase, Phrase(kind, id_, "", phrase))
