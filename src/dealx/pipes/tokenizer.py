"""The tokeniser: words, numbers and single marks, with designations taken apart.

`S-400`, `S 400` and `S400` all become a letter token and a number token (with the hyphen between them a token of its
own), so that one spelling in `patterns/` stands for all of them. Numbers keep their separators (`2,500`, `4.75`),
initials their stops (`U.S.`).
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

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

_AFFIX = r"[^\w\s]|_"
_PREFIX = re.compile(rf"(?:{_AFFIX})")
_SUFFIX = re.compile(rf"(?:'[sS]|{_AFFIX})$")
_INFIX = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"  # between letters and digits
    r"|(?<!\d)[.,](?=\w)(?<![^\W\d_]\.)|(?<=\d)[.,](?=[^\W\d_])"  # a stop or comma that is not inside a number or initials
    r"|'[sS](?=\W)|[^\w\s.,']|_"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_])?$")


def fold(text: str) -> str:
    """The text with dashes, spaces and quotes in their plain form, one character for one: offsets stay valid."""
    return text.translate(_FOLD)


class FoldingTokenizer(Tokenizer):
    """spaCy's tokeniser with the rules above. The Doc holds the folded text, of the same length as the given one."""

    def __call__(self, string: str) -> Doc:
        return super().__call__(fold(string))


def build_tokenizer(vocab: Vocab) -> FoldingTokenizer:
    """A tokeniser on the given vocabulary."""
    return FoldingTokenizer(
        vocab,
        prefix_search=_PREFIX.match,
        suffix_search=_SUFFIX.search,
        infix_finditer=_INFIX.finditer,
        token_match=_INITIALS.match,
    )


def use_tokenizer(nlp: Language) -> None:
    """Gives the pipeline dealx's tokeniser."""
    nlp.tokenizer = build_tokenizer(nlp.vocab)
