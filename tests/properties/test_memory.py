"""Memory stays flat however many articles pass."""

import gc
import tracemalloc
from collections.abc import Callable

import dealx
from dealx.extractor import Extractor

ARTICLES = 60
WORDS = 1_000
MOST = 500_000
"""Bytes that may be left over; the words of all articles are eight times that."""


def deal(number: int) -> str:
    return f"Chile ordered {number + 2} Leopard 2 tanks from Germany for ${number + 5} million in 2019."


def article(number: int) -> str:
    """A text with a deal, and with words that no other article has."""
    letters = str.maketrans("0123456789", "abcdefghij")
    own = " ".join(f"zq{number:05}x{k:05}".translate(letters) for k in range(WORDS))
    return f"{deal(number)} {own}."


def left_over(read: Callable[[str], object]) -> int:
    """Bytes kept of articles whose deals have been read before, so that the entries of the patterns that they need are there."""
    for number in range(2, 2 + ARTICLES):
        read(deal(number))
    read(article(0))
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(2, 2 + ARTICLES):
            read(article(number))
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


def test_the_extractor_keeps_nothing_of_an_article() -> None:
    extractor = Extractor()
    assert left_over(extractor.extract) < MOST


def test_a_memory_zone_frees_the_words_of_its_docs() -> None:
    nlp = dealx.load()
    words = len(nlp.vocab.strings)
    for number in range(10):
        with nlp.memory_zone():
            assert [deal["buyer"] for deal in nlp(article(number))._.deals] == ["Chile"]
    assert len(nlp.vocab.strings) < words + WORDS
