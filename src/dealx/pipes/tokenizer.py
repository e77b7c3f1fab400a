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

_PIECE = (
    r"((?<![^\W_])(?:{letter}\.){{2,}}(?:{letter}(?![^\W_]))?"  # initials: U.S.
    r"|{letter}+(?:'(?![sS](?![^\W_])){letter}+)*"  # words: frigate, don't, Sa'ar
    r"|\d+(?:[.,]\d+)*"  # numbers: 2,500 and 4.75
    r"|'[sS](?![^\W_])|[^\w\s]|_)"  # the possessive, single marks
)
_ANY_PIECE = re.compile(_PIECE.format(letter=r"[^\W\d_]"))
_ASCII_PIECE = re.compile(_PIECE.format(letter="[A-Za-z]"))  # for plain texts, which it cuts alike and faster


def fold(text: str) -> str:
    """The text with dashes, spaces and quotes in their plain form, one character for one: offsets stay valid."""
    return text.translate(_FOLD)


def cut(text: str) -> list[str]:
    """A folded text as gaps of white space, which may be empty, and words in turns, a gap first and last."""
    return (_ASCII_PIECE if text.isascii() else _ANY_PIECE).split(text)
