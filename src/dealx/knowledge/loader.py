"""Makes the tables that the pipeline works with of what the pattern folders hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dealx.knowledge.collect import Collection, collect
from dealx.knowledge.errors import PatternError
from dealx.knowledge.inflect import noun_forms, verb_forms
from dealx.knowledge.locate import builtin_patterns
from dealx.knowledge.packed import Packed
from dealx.knowledge.relations import complaints_between
from dealx.knowledge.schema import names_in
from dealx.knowledge.store import Entry, Knowledge, Phrase


def load_knowledge(extra: Sequence[Path] = ()) -> Knowledge:
    """The built-in patterns with the user's folders added. Raises PatternError naming file and line."""
    return knowledge_of(sound(extra))


def sound(extra: Sequence[Path] = ()) -> Collection:
    """The lines of the built-in patterns and the user's folders. Raises PatternError if they cannot be used."""
    collection = collect([builtin_patterns(), *extra])
    complaints = [*collection.complaints, *complaints_between(collection)]
    fatal = [str(complaint) for complaint in complaints if complaint.fatal]
    if fatal:
        more = f"\n(and {len(fatal) - 1} more; `dealx patterns check` tells them all)" if fatal[1:] else ""
        raise PatternError(fatal[0] + more)
    return collection


def knowledge_of(collection: Collection) -> Knowledge:
    """The tables made of a collection's entries."""
    knowledge = Knowledge({kind: Packed(entries) for kind, entries in collection.entries.items()})
    _file_equipment(knowledge)
    _file_parties(knowledge)
    _file_triggers(knowledge)
    _file_context(knowledge)
    return knowledge


def _file_equipment(knowledge: Knowledge) -> None:
    for id_, entry in knowledge.entries["system"].items():
        knowledge.makes.update(knowledge.homes([id_]))
        ambiguous = set(entry.get("ambiguous", ()))
        for alias in _without_maker(knowledge, entry):
            knowledge.equipment.add(alias, Phrase("system", id_, "name", alias, alias in ambiguous))
    for id_, entry in knowledge.entries["class"].items():
        for phrase in dict.fromkeys(names_in("class", entry)):
            knowledge.equipment.add(phrase, Phrase("class", id_, "name", phrase))


def _without_maker(knowledge: Knowledge, entry: Entry) -> list[str]:
    """The names of a system, less those that only put its maker before another one ("Airbus H145M" beside "H145M")."""
    names = names_in("system", entry)
    plain = set(names) - set(entry.get("ambiguous", ()))
    companies = knowledge.entries["company"]
    maker = companies.get(entry.get("maker", ""), {})
    owner = companies.get(maker.get("parent", ""), {})
    makers = [f"{m} " for c in (maker, owner) for m in names_in("company", c)]
    return [n for n in names if not any(n.startswith(m) and n.removeprefix(m) in plain for m in makers)]


def _file_parties(knowledge: Knowledge) -> None:
    table = knowledge.parties
    for id_, entry in knowledge.entries["state"].items():
        for successor in entry.get("successors", ()):
            knowledge.kin.setdefault(successor, []).append(id_)
            knowledge.kin.setdefault(id_, []).append(successor)
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
            for name in names_in(kind, entry):
                table.add(name, Phrase(kind, id_, "name", name, name in ambiguous))
    for id_, entry in knowledge.entries["organ"].items():
        for phrase in entry["match"]:
            table.add(phrase, Phrase("organ", id_, entry.get("kind", "government"), phrase))


def _file_triggers(knowledge: Knowledge) -> None:
    for id_, entry in knowledge.entries["verb"].items():
        for verb in names_in("verb", entry):
            for form, phrases in verb_forms(verb, entry).items():
                for phrase in phrases:
                    knowledge.triggers.add(phrase, Phrase("verb", id_, form, phrase))
    for id_, entry in knowledge.entries["noun"].items():
        for noun in names_in("noun", entry):
            for phrase in noun_forms(noun):
                knowledge.triggers.add(phrase, Phrase("noun", id_, "noun", phrase))


def _file_context(knowledge: Knowledge) -> None:
    for kind in ("cue", "discard", "reference", "sense", "setting"):
        for id_, entry in knowledge.entries[kind].items():
            for phrase in entry["match"]:
                knowledge.context.add(phrase, Phrase(kind, id_, "", phrase))
