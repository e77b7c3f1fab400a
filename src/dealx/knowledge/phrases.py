"""A phrase dictionary over tokens: longest match, many phrases, built in milliseconds.

spaCy's PhraseMatcher matches as fast, but takes a Doc per phrase to build, some 40 microseconds each, paid at every
start; this one is plain nested dicts. Keys are folded words (lower case, no accents) without joining marks, so that
`S-400`, `S 400` and `S400` share a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from dealx.knowledge.packed import Packed

_PIECE = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W\d_]+(?:'[^\W\d_sS][^\W\d_]*)?|\d+(?:[.,]\d+)*|'[sS]\b|[^\w\s]"
)
_LETTERS = "aàáâãäåāăą cçćč dďđ eèéêëēęě gğ iìíîïı lł nñńň oòóôõöøōő rř sśšşș tťţț uùúûüūůű yýÿ zźżž"  # noqa: RUF001 (the Turkish dotless i is meant)
_PLAIN = str.maketrans({accented: group[0] for group in _LETTERS.split() for accented in group[1:]})
JOINERS = frozenset("-/.'")


def plain(word: str) -> str:
    """A word in the form under which phrases are filed: lower case, without accents."""
    low = word.lower()
    return low if low.isascii() else low.translate(_PLAIN)


def pieces(phrase: str) -> list[str]:
    """A phrase from the pattern files cut into tokens as the tokeniser cuts articles."""
    return _PIECE.findall(phrase)


class Hit(NamedTuple):
    """A phrase found: half-open token offsets and what was filed under it."""

    start: int
    end: int
    payloads: list[Any]


class First(NamedTuple):
    """What the first key of a phrase leads to: the node, payloads if it is the plural of a phrase, and the keys that go on.

    `following` is None where the key is a phrase by itself.
    """

    node: dict[str, Any] | None
    plural: list[Any] | None
    following: frozenset[str] | None


def keys_of(phrase: str) -> list[str]:
    """The keys under which a phrase is filed, one a token."""
    return [plain(piece) for piece in pieces(phrase) if piece not in JOINERS]


class PhraseTable:
    """Phrases with payloads."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = Packed()
        self.openers: set[str] = set()
        self._firsts: dict[str, First] = {}

    def add(self, phrase: str, payload: Any) -> None:
        """Files a payload under a phrase; several payloads may share one."""
        keys = keys_of(phrase)
        if not keys:
            return
        self._firsts.clear()
        node, first = self.root, keys[0]
        for key in keys:
            node = node.setdefault(key, {})
        node.setdefault("", []).append(payload)
        self.openers.add(first)
        if node is self.root[first]:
            self.openers.update((first + "s", first + "es", first[:-1] + "ies"))

    def find(
        self, keys: Sequence[str], spaced: Sequence[bool], fits: Callable[[Hit], bool] | None = None
    ) -> Iterator[Hit]:
        """Longest phrases from left to right, not overlapping; `spaced[i]` tells whether white space follows token i.

        With `fits`, the longest phrase that it accepts.
        """
        openers, firsts, size, end = self.openers, self._firsts, len(keys), 0
        for i in [i for i, key in enumerate(keys) if key in openers]:
            if i < end:
                continue
            first = firsts.get(keys[i]) or self._first(keys[i])
            if first.following is None or (i + 1 < size and keys[i + 1] in first.following):
                hit = self._longest(keys, spaced, i, fits)
                if hit is not None:
                    yield hit
                    end = hit.end

    def _first(self, key: str) -> First:
        """Looked up once for each key that opens a phrase, and kept."""
        node = self.root.get(key)
        plural = self._singular(self.root, key) if key[-1] == "s" and (node is None or "" not in node) else None
        alone = node is None or "" in node or plural is not None
        first = self._firsts[key] = First(node, plural, None if node is None or alone else _following(node))
        return first

    def at(self, keys: Sequence[str], spaced: Sequence[bool], start: int) -> Hit | None:
        """The longest phrase that begins at token `start`, or None."""
        return self._longest(keys, spaced, start) if keys[start] in self.openers else None

    def _longest(
        self, keys: Sequence[str], spaced: Sequence[bool], start: int, fits: Callable[[Hit], bool] | None = None
    ) -> Hit | None:
        found = self._all_at(keys, spaced, start)
        while found:
            hit = Hit(start, *found.pop())
            if fits is None or fits(hit):
                return hit
        return None

    def _all_at(self, keys: Sequence[str], spaced: Sequence[bool], start: int) -> list[tuple[int, list[Any]]]:
        """The ends and payloads of all phrases that begin at token `start`, the shortest first."""
        node, plural, _ = self._firsts.get(keys[start]) or self._first(keys[start])
        found, i, size = [(start + 1, plural)] if plural is not None else [], start + 1, len(keys)
        while node is not None:
            if "" in node:
                found.append((i, node[""]))
                # S-400s: the plural mark is a token of its own after digits
                if i < size and keys[i] == "s" and not spaced[i - 1]:
                    found.append((i + 1, node[""]))
            while i < size and keys[i] in JOINERS and keys[i] not in node and _joins(keys[i], spaced[i - 1], spaced[i]):
                i += 1
            if i == size:
                break
            key, after = keys[i], node.get(keys[i])
            if key[-1] == "s" and (after is None or "" not in after):
                plural = self._singular(node, key)  # "rounds", though "rounds of ammunition" begins with it too
                if plural is not None:
                    found.append((i + 1, plural))
            node, i = after, i + 1
        return found

    @staticmethod
    def _singular(node: dict[str, Any], key: str) -> list[Any] | None:
        if len(key) < 2:
            return None
        forms = [key[:-1]]
        if key.endswith("es"):
            forms.append(key[:-2])
        if key.endswith("ies"):
            forms.append(key[:-3] + "y")
        for form in forms:
            after = node.get(form)
            if after is not None and "" in after:
                payloads: list[Any] = after[""]
                return payloads
        return None


def _following(node: dict[str, Any]) -> frozenset[str]:
    """The keys that may come next, plurals of last words and joining marks among them."""
    plurals = (form for key, after in node.items() if "" in after for form in (key + "s", key + "es", key[:-1] + "ies"))
    return JOINERS.union(node, plurals)


def _joins(mark: str, space_before: bool, space_after: bool) -> bool:
    """Whether a mark joins two words of a name: `S-400`, `St. Louis`, `Workers' Party`, `HS .50`."""
    if space_before:
        return mark == "." and not space_after
    return not space_after or mark in {".", "'"}
