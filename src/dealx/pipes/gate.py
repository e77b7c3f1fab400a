"""The cheap first look: an article without the words of weapons and of transfer cannot hold a deal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dealx.knowledge import Entry, Knowledge
from dealx.knowledge.packed import Packed
from dealx.knowledge.phrases import JOINERS, pieces, plain
from dealx.pipes.setting import COUNTED_NAME, can_be_goods
from dealx.vocabulary import CIVIL_TOO

_RUN = re.compile(r"[^\W\d_]+|\d+")
_ASCII_RUN = re.compile(r"[a-z]+|[0-9]+")
Index = dict[str, list[frozenset[str]]]
NO_WEAPON = "no weapon"
"""What an article of the military world with transfers lacks whose weapons no entry covers."""


class Gate:
    """Decides on raw text whether the pipeline need run at all; it passes every article that could yield a record.

    A record needs equipment, a trigger, and a word of the military world, a system that is no civil one, or two states
    or organisations. A phrase counts as there if all its words are, whatever their order and capitals, and its digits
    beside the same runs.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.triggers = frozenset(knowledge.triggers.root)
        self.settings = _index(phrase for entry in knowledge.entries["setting"].values() for phrase in entry["match"])
        self.classes = _index(_class_phrases(knowledge))
        systems = knowledge.entries["system"].values()
        self.arms_names = _index(name for e in systems if e.get("category") not in CIVIL_TOO for name in _names(e))
        self.civil_names = _index(name for e in systems if e.get("category") in CIVIL_TOO for name in _names(e))
        self.states = _states(knowledge)

    def passes(self, folded: str) -> bool:
        """Whether a folded text may hold a deal."""
        return self.lacks(folded) is None

    def lacks(self, folded: str) -> str | None:
        """What a folded text lacks to hold a deal, in words; None if nothing."""
        runs = _runs(folded)
        words = _with_singulars(set(runs))
        if self.triggers.isdisjoint(words):
            return "no verb or noun of transfer"
        military = _holds(self.settings, words) or self._two_states(words)
        if military and (_holds(self.classes, words) or COUNTED_NAME.search(folded)):
            return None
        words |= _with_singulars(set(_designations(runs)))
        if _holds(self.arms_names, words) or (military and _holds(self.civil_names, words)):
            return None
        return NO_WEAPON if military else "no word of the military world, no weapon named at length, no two states"

    def _two_states(self, words: set[str]) -> bool:
        found: set[str] = set()
        for key in words & self.states.keys():
            found.update(state for needs, state in self.states[key] if needs <= words)
            if len(found) > 1:
                return True
        return False


def _runs(text: str) -> list[str]:
    """The runs of letters and of digits in a text, in their plain form."""
    return _ASCII_RUN.findall(text.lower()) if text.isascii() else [plain(run) for run in _RUN.findall(text)]


def _with_singulars(words: set[str]) -> set[str]:
    """Words with those added that they may be the plurals of."""
    plural = [w for w in words if w[-1] == "s"]
    words.update(w[:-1] for w in plural)
    words.update(w[:-2] for w in plural if w.endswith("es"))
    words.update(w[:-3] + "y" for w in plural if w.endswith("ies"))
    return words


def _designations(runs: list[str]) -> Iterator[str]:
    """Runs of digits joined with the run before and with the run after them."""
    for i in [i for i, run in enumerate(runs) if run.isdecimal()]:
        if i:
            yield runs[i - 1] + runs[i]
        yield from (runs[i] + after for after in runs[i + 1 : i + 2])


def _holds(index: Index, words: set[str]) -> bool:
    return any(needs <= words for key in words & index.keys() for needs in index[key])


def _index(phrases: Iterable[str]) -> Index:
    """Phrases by the part that fewest of them share, with all that a text must hold for them to be in it."""
    needed = [_needs(phrase) for phrase in phrases]
    shared = Counter(part for needs in needed for part in needs)
    index: Index = Packed()
    for needs in needed:
        index.setdefault(min(needs, key=lambda part: (shared[part], part)), []).append(needs)
    return index


def _states(knowledge: Knowledge) -> dict[str, list[tuple[frozenset[str], str]]]:
    """By the longest word of each name of a state or organisation: all its words, and its id."""
    index: dict[str, list[tuple[frozenset[str], str]]] = {}
    for kind in ("state", "organisation"):
        for id_, entry in knowledge.entries[kind].items():
            for name in (*_names(entry), *entry.get("adjectives", ()), *entry.get("organs", ())):
                needs = _needs(name)
                index.setdefault(max(needs, key=len), []).append((needs, id_))
    return index


def _needs(phrase: str) -> frozenset[str]:
    runs = [run for part in pieces(phrase) if part not in JOINERS for run in _runs(part)]
    joined = {i for i in range(len(runs)) if any(run.isdecimal() for run in runs[max(0, i - 1) : i + 2])}
    alone = (run for i, run in enumerate(runs) if i not in joined or len(runs) == 1)
    return frozenset([*alone, *_designations(runs)])


def _class_phrases(knowledge: Knowledge) -> Iterable[str]:
    for entry in knowledge.entries["class"].values():
        if can_be_goods(entry):
            yield from (entry["name"], *entry.get("match", ()))


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry["name"], *entry.get("aliases", ()))
