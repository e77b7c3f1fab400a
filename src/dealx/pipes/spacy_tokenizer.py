"""The tokeniser as spaCy wants it, for the pipeline that `dealx.load()` gives."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from dealx.pipes.tokenizer import cut, fold

TEXT_KEY = "dealx_text"
"""Where a Doc keeps the article as given, if its own text was folded: `doc.user_data["dealx_text"]`."""


class FoldingTokenizer:
    """spaCy's view of `cut`: the Doc holds the folded text, of the same length as the given one."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        given, text = text, fold(text)
        words: list[str] = []
        spaces: list[bool] = []
        *pieces, rest = cut(text)
        for gap, word in zip(pieces[::2], pieces[1::2], strict=True):
            _fill_gap(gap, words, spaces)
            words.append(word)
            spaces.append(False)
        _fill_gap(rest, words, spaces)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if text != given:
            doc.user_data[TEXT_KEY] = given
        return doc

    def to_disk(self, path: object, exclude: object = ()) -> None:
        """Nothing is kept: the rules are code."""

    def from_disk(self, path: object, exclude: object = ()) -> FoldingTokenizer:
        """The tokeniser as it is."""
        return self

    def to_bytes(self, exclude: object = ()) -> bytes:
        """Nothing is kept: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, exclude: object = ()) -> FoldingTokenizer:
        """The tokeniser as it is."""
        return self


def _fill_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """White space between words: one blank belongs to the word before it, more makes a token of its own, as in spaCy."""
    if gap and words and gap[0] == " ":
        spaces[-1], gap = True, gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
