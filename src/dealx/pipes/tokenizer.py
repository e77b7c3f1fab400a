"""The tokeniser: words, numbers and single marks, with designations taken apart.

`S-400`, `S 400` and `S400` all become a letter token and a number token (with the hyphen between them a token of its
own), so that one spelling in `patterns/` stands for all of them. Numbers keep their separators (`2,500`, `4.75`),
initials their stops (`U.S.`).
"""

from __future__ import annotations

import re

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\ufeff", " "
)
_QUOTES = {
    "\u2018": "'",
    "\u2019": "'",
    "\u02bc": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "`": "'",
}
_FOLD = str.maketrans(_DASHES | _SPACES | _QUOTES)

_PIECE = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # initials: U.S.
    r"|[^\W\d_]+(?:'(?![sS](?![^\W_]))[^\W\d_]+)*"  # words: frigate, don't, Sa'ar
    r"|\d+(?:[.,]\d+)*"  # numbers: 2,500 and 4.75
    r"|'[sS](?![^\W_])|[^\w\s]|_"  # the possessive, single marks
)


def fold(text: str) -> str:
    """The text with dashes, spaces and quotes in their plain form, one character for one: offsets stay valid."""
    return text.translate(_FOLD)


def cut(text: str) -> list[tuple[str, int]]:
    """The pieces of a folded text in order, as (word, first character); white space is left out."""
    found, at = [], 0
    for word in _PIECE.findall(text):
        at = text.index(word, at)
        found.append((word, at))
        at += len(word)
    return found
