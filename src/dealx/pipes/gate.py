"""The cheap first look: an article without the words of weapons and of transfer cannot hold a deal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dealx.knowledge import Entry, Knowledge
from dealx.knowledge.packed import Packed
from dealx.knowledge.phrases import JOINERS, pieces, plain
from dealx.pipes.setting import COUNTED_NAME, can_be_goods
from dealx.pipes.spelling import AT_LENGTH, has_digit
from dealx.vocabulary import CIVIL_TOO

_RUN = re.compile(r"[^\W\d_]+|\d+")
_CAPITAL = "^"
"""What marks a word that begins with a capital."""
_ASCII_RUN = re.compile(r"[A-Za-z]+|[0-9]+")
NO_WEAPON = "no weapon"
"""What an article of the military world with transfers lacks whose weapons no entry covers."""


class Index(NamedTuple):
    """Phrases by one of their parts: what a text must hold for each, and its id. `keys` are those of `entries`."""

    keys: frozenset[str]
    entries: dict[str, list[tuple[frozenset[str], str]]]


class Look(NamedTuple):
    """What a text lacks to hold a deal, in words, if anything; whether it has words of the military world."""

    lacks: str | None
    military: bool


class Gate:
    """Decides on raw text whether the pipeline need run at all; it passes every article that could yield a record.

    A record needs equipment, a trigger, and a word of the military world, a system that is no civil one, or two states
    or organisations. A phrase counts as there if all its words are, whatever their order and capitals, and its digits
    beside the same runs.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.triggers = frozenset(knowledge.triggers.root)
        self.settings = _index(_settings(knowledge))
        self.classes = _index(_classes(knowledge))
        self.arms_names = _index(_systems(knowledge, civil=False), _name_needs)
        self.civil_names = _index(_systems(knowledge, civil=True), _name_needs)
        self.states = _index(_states(knowledge))

    def passes(self, folded: str) -> bool:
        """Whether a folded text may hold a deal."""
        return self.look(folded).lacks is None

    def lacks(self, folded: str) -> str | None:
        """What a folded text lacks to hold a deal, in words; None if nothing."""
        return self.look(folded).lacks

    def look(self, folded: str) -> Look:
        """What a folded text lacks to hold a deal, and whether it may speak of the military world."""
        runs = _runs(folded)
        distinct = set(runs)
        words = _with_singulars({plain(run) for run in distinct})
        if self.triggers.isdisjoint(words):
            return Look("no verb or noun of transfer", False)
        military = _holds(self.settings, words)
        states = military or self._two_states(words)
        if states and (_holds(self.classes, words) or COUNTED_NAME.search(folded)):
            return Look(None, military)
        words |= _with_singulars(set(_designations(runs)))
        words.update(_CAPITAL + w for w in _with_singulars({plain(run) for run in distinct if run[0].isupper()}))
        if _holds(self.arms_names, words) or (states and _holds(self.civil_names, words)):
            return Look(None, military)
        if states:
            return Look(NO_WEAPON, military)
        return Look("no word of the military world, no weapon named at length, no two states", False)

    def _two_states(self, words: set[str]) -> bool:
        found: set[str] = set()
        for key in words & self.states.keys:
            found.update(state for needs, state in self.states.entries[key] if needs <= words)
            if len(found) > 1:
                return True
        return False


def _runs(text: str) -> list[str]:
    """The runs of letters and of digits in a text."""
    return (_ASCII_RUN if text.isascii() else _RUN).findall(text)


def _with_singulars(words: set[str]) -> set[str]:
    """Words with those added that they may be the plurals of."""
    plural = [w for w in words if w[-1] == "s"]
    words.update(w[:-1] for w in plural)
    words.update(w[:-2] for w in plural if w.endswith("es"))
    words.update(w[:-3] + "y" for w in plural if w.endswith("ies"))
    return words


def _designations(runs: list[str]) -> Iterator[str]:
    """Runs of digits joined with the run before and with the run after them, in their plain form."""
    for i in [i for i, run in enumerate(runs) if run.isdecimal()]:
        if i:
            yield plain(runs[i - 1] + runs[i])
        yield from (plain(runs[i] + after) for after in runs[i + 1 : i + 2])


def _holds(index: Index, words: set[str]) -> bool:
    return any(needs <= words for key in words & index.keys for needs, _ in index.entries[key])


def _index(phrases: Iterable[tuple[str, str]], needs_of: Callable[[str], frozenset[str]] | None = None) -> Index:
    """Phrases, each with an id, by the part that fewest of them share, with all that a text must hold for them to be in it."""
    needed = [((needs_of or _needs)(phrase), id_) for phrase, id_ in phrases]
    shared = Counter(part for needs, _ in needed for part in needs)
    entries: dict[str, list[tuple[frozenset[str], str]]] = Packed()
    for needs, id_ in needed:
        entries.setdefault(min(needs, key=lambda part: (shared[part], part)), []).append((needs, id_))
    return Index(frozenset(entries), entries)


def _needs(phrase: str) -> frozenset[str]:
    runs = [plain(run) for part in pieces(phrase) if part not in JOINERS for run in _runs(part)]
    joined = {i for i in range(len(runs)) if any(run.isdecimal() for run in runs[max(0, i - 1) : i + 2])}
    alone = (run for i, run in enumerate(runs) if i not in joined or len(runs) == 1)
    return frozenset([*alone, *_designations(runs)])


def _name_needs(name: str) -> frozenset[str]:
    """What a text must hold of a name: of "Bill" and "Port Said" the words in capitals, as `cased_alike` wants them."""
    if has_digit(name) or len(pieces(name)) >= AT_LENGTH:
        return _needs(name)
    return frozenset(_CAPITAL * run[0].isupper() + plain(run) for run in _RUN.findall(name))


def _settings(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    for id_, entry in knowledge.entries["setting"].items():
        yield from ((phrase, id_) for phrase in entry["match"])


def _classes(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    for id_, entry in knowledge.entries["class"].items():
        if can_be_goods(entry):
            yield from ((phrase, id_) for phrase in (entry["name"], *entry.get("match", ())))


def _systems(knowledge: Knowledge, civil: bool) -> Iterable[tuple[str, str]]:
    for id_, entry in knowledge.entries["system"].items():
        if (entry.get("category") in CIVIL_TOO) == civil:
            yield from ((name, id_) for name in _names(entry))


def _states(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    for kind in ("state", "organisation"):
        for id_, entry in knowledge.entries[kind].items():
            names = (*_names(entry), *entry.get("adjectives", ()), *entry.get("organs", ()))
            yield from ((name, id_) for name in names)


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry["name"], *entry.get("aliases", ()))
