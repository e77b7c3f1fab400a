"""The cheap first look: an article without the words of weapons and of transfer cannot hold a deal."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dealx.knowledge import Entry, Knowledge
from dealx.knowledge.packed import Packed
from dealx.knowledge.phrases import JOINERS, pieces, plain
from dealx.pipes.designations import COUNTING
from dealx.pipes.numbers import GROUPS
from dealx.pipes.setting import COUNTED_NAME, can_be_goods
from dealx.pipes.spelling import AT_LENGTH, has_digit
from dealx.vocabulary import CIVIL_TOO

_RUN = re.compile(r"[^\W\d_]+|\d+")
_COUNTING = COUNTING | frozenset(word for phrase in GROUPS for word in phrase)
_NUMBER_REACH = 5
_DIGITS = "0123456789"
_LETTERS_AND_DIGITS = re.compile(r"(?<![A-Za-z])([A-Za-z]++)([^A-Za-z0-9]*+)([0-9]++)")
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
        self.small = _small_letters(knowledge, within=False)
        self.small_within = _small_letters(knowledge, within=True)
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
        form = str.lower if folded.isascii() else plain
        words = _with_singulars(set(map(form, distinct)))
        if self.triggers.isdisjoint(words):
            return Look("no verb or noun of transfer", False)
        military = _holds(self.settings, words)
        states = military or self._two_states(words)
        if states and (_holds(self.classes, words) or COUNTED_NAME.search(folded)):
            return Look(None, military)
        words |= _with_singulars(set(_designations(runs)))
        capitals = {form(run) for run in distinct if run[0].isupper()}
        words.update([_CAPITAL + word for word in _with_singulars(capitals)])
        if self._names_arms(folded, runs, words, states) or (states and _holds(self.civil_names, words)):
            return Look(None, military)
        if states:
            return Look(NO_WEAPON, military)
        return Look("no word of the military world, no weapon named at length, no two states", False)

    def _names_arms(self, folded: str, runs: list[str], words: set[str], states: bool) -> bool:
        """Whether a name of arms is there that can make a deal.

        Without two states or a word of the military world a name of one word needs a class noun or a number beside it.
        """
        single: set[str] = set()
        joined: frozenset[str] | None = None
        for needs in (n for key in words & self.arms_names.keys for n, _ in self.arms_names.entries[key] if n <= words):
            if len(needs) == 1 and next(iter(needs))[0] == _CAPITAL:
                single |= needs
                continue
            if joined is None:
                joined = _joined(folded)
            if not folded.isascii() or self._spelled(needs, joined):
                return True
        return bool(single) and (states or _holds(self.classes, words) or _numbered(runs, single))

    def _spelled(self, needs: frozenset[str], joined: frozenset[str]) -> bool:
        """Whether the designations of a name are among those that a text holds as such: "at 10" is no AT-10."""
        small = self.small if len(needs) == 1 else self.small_within
        return all(
            part in joined or letters in small
            for part in needs
            if (letters := part.rstrip(_DIGITS)) and letters != part
        )

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


def _joined(text: str) -> frozenset[str]:
    """Letters with the digits behind them, in their plain form, but for small letters that a space parts from their digits."""
    return frozenset(
        (letters + digits).lower()
        for letters, gap, digits in _LETTERS_AND_DIGITS.findall(text)
        if letters[0].isupper() or not any(map(str.isspace, gap))
    )


def _numbered(runs: list[str], names: set[str]) -> bool:
    """Whether a number stands a few words before one of the names."""
    for i, run in enumerate(runs):
        if run[0].isupper() and not names.isdisjoint({_CAPITAL + w for w in _with_singulars({plain(run)})}):
            before = runs[max(0, i - _NUMBER_REACH) : i]
            if any(word.isdecimal() or word.lower() in _COUNTING for word in before):
                return True
    return False


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


def _small_letters(knowledge: Knowledge, within: bool) -> frozenset[str]:
    """Runs of letters before digits that may be small: at the start of a name (`vz. 58`), or within one (`Stan Patrol 4207`)."""
    found: set[str] = set()
    for entry in knowledge.entries["system"].values():
        for runs in map(_RUN.findall, _names(entry)):
            pairs = enumerate(itertools.pairwise(runs))
            found.update(plain(a) for i, (a, b) in pairs if b.isdecimal() and (within if i else a[0].islower()))
    return frozenset(found)


def _states(knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    for kind in ("state", "organisation"):
        for id_, entry in knowledge.entries[kind].items():
            names = (*_names(entry), *entry.get("adjectives", ()), *entry.get("organs", ()))
            yield from ((name, id_) for name in names)


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry["name"], *entry.get("aliases", ()))
