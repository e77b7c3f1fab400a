"""Regular English inflection of the verbs and nouns in the trigger files."""

from __future__ import annotations

from typing import Any

_VOWELS = "aeiou"
_DOUBLING = frozenset("commit transfer equip annul refit submit permit allot".split())


def verb_forms(phrase: str, entry: dict[str, Any]) -> dict[str, list[str]]:
    """Form (`base`, `s`, `past`, `part`, `ing`) to phrases; irregular forms come from the entry's `past` and `participle`."""
    head, _, tail = phrase.partition(" ")
    rest = f" {tail}" if tail else ""
    own = phrase == entry["verb"]
    past = entry["past"] if own and "past" in entry else _ed(head)
    participle = entry.get("participle", past) if own else past
    if past == participle:
        return {"base": [head + rest], "s": [_s(head) + rest], "ed": [past + rest], "ing": [_ing(head) + rest]}
    return {
        "base": [head + rest],
        "s": [_s(head) + rest],
        "past": [past + rest],
        "part": [participle + rest],
        "ing": [_ing(head) + rest],
    }


def noun_forms(noun: str) -> list[str]:
    """Singular and plural."""
    return [noun, noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in _VOWELS else noun + "s"]


def _s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if _consonant_y(verb) else verb + "s"


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if _consonant_y(verb) else _doubled(verb) + "ed"


def _ing(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye")) else _doubled(verb)) + "ing"


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in _VOWELS


def _doubled(verb: str) -> str:
    """Verbs of one syllable with a short vowel double their last letter: ship, scrap; so do some with a stressed end."""
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    one = sum(c in _VOWELS for c in verb) == 1
    return verb + verb[-1] if verb in _DOUBLING or (short and one) else verb
