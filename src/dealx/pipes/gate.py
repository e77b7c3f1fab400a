"""The cheap first look: an article without the words of weapons and of transfer cannot hold a deal."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from dealx.knowledge import Entry, Knowledge
from dealx.knowledge.packed import Packed
from dealx.knowledge.phrases import JOINERS, pieces, plain
from dealx.vocabulary import CIVIL_TOO

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LETTERS_BACKWARDS = re.compile(r"[-/. ]{0,2}([^\W\d_]+)")
_REACH = 40
_KEPT = frozenset({"missile", "launcher", "air_defence", "engine", "aircraft", "helicopter"})
Index = dict[str, list[frozenset[str]]]


class Gate:
    """Decides on raw text whether the pipeline need run at all; it passes every article that could yield a record.

    A record needs equipment, a trigger, and a word of the military world, a system named at length, or two states or organisations. A
    phrase is there only if all its words are, whatever their order and capitals.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.triggers = frozenset(knowledge.triggers.root)
        self.equipment = _index(_equipment_phrases(knowledge))
        settings = (phrase for entry in knowledge.entries["setting"].values() for phrase in entry["match"])
        self.military = _index([*settings, *_long_names(knowledge)])
        self.states = _states(knowledge)

    def passes(self, folded: str) -> bool:
        """Whether a folded text may hold a deal."""
        words = _words(folded)
        return (
            not self.triggers.isdisjoint(words)
            and _holds(self.equipment, words)
            and (_holds(self.military, words) or self._two_states(words))
        )

    def _two_states(self, words: set[str]) -> bool:
        found: set[str] = set()
        for key in words & self.states.keys():
            found.update(state for needs, state in self.states[key] if needs <= words)
            if len(found) > 1:
                return True
        return False


def _words(text: str) -> set[str]:
    """The words of a text in lower case, with and without plural ending, and its designations joined."""
    words = {plain(w) for w in set(_WORD.findall(text))}
    plural = [w for w in words if w[-1] == "s"]
    words.update(w[:-1] for w in plural)
    words.update(w[:-2] for w in plural if w.endswith("es"))
    words.update(w[:-3] + "y" for w in plural if w.endswith("ies"))
    words.update(_designations(text))
    return words


def _designations(text: str) -> Iterator[str]:
    """Digits, alone and joined to the letters before them; found from the digits, which are rarer than letters."""
    for digits in _DIGITS.finditer(text):
        yield digits[0]
        before = text[max(0, digits.start() - _REACH) : digits.start()]
        letters = _LETTERS_BACKWARDS.match(before[::-1])
        if letters is not None:
            yield plain(letters[1][::-1]) + digits[0]


def _holds(index: Index, words: set[str]) -> bool:
    return any(needs <= words for key in words & index.keys() for needs in index[key])


def _index(phrases: Iterable[str]) -> Index:
    index: Index = Packed()
    for phrase in phrases:
        needs = _needs(phrase)
        index.setdefault(max(needs, key=len), []).append(needs)
    return index


def _states(knowledge: Knowledge) -> dict[str, list[tuple[frozenset[str], str]]]:
    """By the longest word of each name of a state or organisation: all its words, and its id."""
    index: dict[str, list[tuple[frozenset[str], str]]] = {}
    for kind in ("state", "organisation"):
        for id_, entry in knowledge.entries[kind].items():
            for name in (*_names(entry), *entry.get("adjectives", ())):
                needs = _needs(name)
                index.setdefault(max(needs, key=len), []).append((needs, id_))
    return index


def _needs(phrase: str) -> frozenset[str]:
    """What a text must hold for the phrase to be in it: the words, and designations with letters and digits joined."""
    needs: set[str] = set()
    parts = [p for p in pieces(phrase) if p not in JOINERS]
    for before, part in itertools.pairwise(["", *parts]):
        digits = _DIGITS.match(part)
        if digits is not None and before.isalpha():
            needs.discard(plain(before))
            needs.add(plain(before) + digits[0])
        else:
            needs.update(plain(word) for word in _WORD.findall(part))
            needs.update(_DIGITS.findall(part))
    return frozenset(needs)


def _equipment_phrases(knowledge: Knowledge) -> Iterable[str]:
    for entry in knowledge.entries["class"].values():
        if entry.get("standalone", True) or entry.get("category") in _KEPT:
            yield from (entry["name"], *entry.get("match", ()))
    for entry in knowledge.entries["system"].values():
        yield from _names(entry)


def _long_names(knowledge: Knowledge) -> Iterable[str]:
    for entry in knowledge.entries["system"].values():
        if entry.get("category") not in CIVIL_TOO:
            yield from _names(entry)


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry["name"], *entry.get("aliases", ()))
