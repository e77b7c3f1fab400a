"""What a field of an entry may hold, and what is wrong with a value that it may not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

JOINED = frozenset({"words", "phrases", "examples"})
"""Shapes whose lists grow when an entry is extended; all else is overwritten."""

SAYS = {
    "text": "a text that is not empty",
    "words": "a list of texts",
    "phrases": "a list of at least one text",
    "codes": "a text, or a list of texts",
    "examples": "a sentence, or a list of sentences",
    "flag": "true or false",
    "whole": "a whole number of at least 0",
    "number": "a number above 0",
    "real": "a number",
    r"\S+": "without blanks",
    "[A-Z]{3}": "a code of three capitals",
    "[A-Z]{3,4}": "a code of three or four capitals",
}
"""How shapes and forms are told to people."""


@dataclass(frozen=True)
class Field:
    """What a field holds: its `shape`, the only values it may have, and the kinds whose ids it refers to."""

    shape: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    form: str = ""

    def fault(self, value: object) -> str | None:
        """What is wrong with a value, in words; None if nothing is."""
        if not _SHAPES[self.shape](value):
            return f"must be {SAYS[self.shape]}, not {_shown(value)}"
        for one in listed(value):
            if self.choices and one not in self.choices:
                return f'is "{one}", but must be one of {", ".join(self.choices)}'
            if self.form and not re.fullmatch(self.form, str(one)):
                return f'is "{one}", but must be {SAYS[self.form]}'
        return None


def listed(value: Any) -> list[Any]:
    """The value as a list: a field may hold one text or several."""
    return value if isinstance(value, list) else [value]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value == value.strip() and value.isprintable()


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_phrases(value: object) -> bool:
    return bool(value) and _is_texts(value)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_real(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and _is_real(value) and value > 0


def _is_sentences(value: object) -> bool:
    return bool(value) and all(isinstance(one, str) and one.strip() for one in listed(value))


def _is_one_or_more(value: object) -> bool:
    return _is_text(value) or _is_phrases(value)


_SHAPES = {
    "text": _is_text,
    "words": _is_texts,
    "phrases": _is_phrases,
    "codes": _is_one_or_more,
    "examples": _is_sentences,
    "flag": _is_flag,
    "whole": _is_whole,
    "number": _is_number,
    "real": _is_real,
}


def _shown(value: object) -> str:
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "an object",
    }
    if value in ("", []):
        return "an empty one"
    if isinstance(value, str) and value != value.strip():
        return "one with blanks around it"
    if isinstance(value, str) and not value.isprintable():
        return "one with characters that cannot be seen"
    if isinstance(value, list) and not _is_texts(value):
        return "a list with something else in it"
    return kinds.get(type(value), "null")
