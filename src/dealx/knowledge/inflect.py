"""Regular English inflection of the verbs and nouns in the trigger files."""

from __future__ import annotations

from typing import Any

_VOWELS = "aeiou"
_DOUBLING = frozenset("commit transfer equip annul refit submit permit allot".split())


def verb_forms(phrase: str, entry: dict[str, Any]) -> dict[str, list[str]]:
    """Form (`base`, `s`, `past`, `part`, `ing`) to phrases; irregular forms come from the entry's `past` and `participle`.

    Where past and participle are one, as in regular verbs, they are the form `ed`.
    """
    head, _, tail = phrase.partition(" ")
    own = phrase == entry["verb"]
    past = [entry["past"]] if own and "past" in entry else _ed(head)
    participle = [entry["participle"]] if own and "participle" in entry else past
    done = {"ed": past} if past == participle else {"past": past, "part": participle}
    forms = {"base": [head], "s": [_s(head)], **done, "ing": _ing(head)}
    return {form: [f"{word} {tail}" if tail else word for word in words] for form, words in forms.items()}


def noun_forms(noun: str) -> list[str]:
    """Singular and plural."""
    return [noun, noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in _VOWELS else noun + "s"]


def _s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if _consonant_y(verb) else verb + "s"


def _ed(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb + "d"]
    return [verb[:-1] + "ied"] if _consonant_y(verb) else [stem + "ed" for stem in _stems(verb)]


def _ing(verb: str) -> list[str]:
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return [verb[:-1] + "ing"]
    return [stem + "ing" for stem in _stems(verb)]


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in _VOWELS


def _stems(verb: str) -> list[str]:
    """What stands before -ed and -ing: *shipped*; *cancelled* is British, *canceled* American.

    Verbs of one syllable with a short vowel double their last letter: ship, scrap; so do some with a stressed end.
    """
    if len(verb) > 4 and verb.endswith("el"):
        return [verb + "l", verb]
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    one = sum(c in _VOWELS for c in verb) == 1
    return [verb + verb[-1]] if verb in _DOUBLING or (short and one) else [verb]
