"""Raw articles out of one file or standard input; reading is cheap, parsing them is left to others."""

from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader

from dealx.articles.article import Raw, Unreadable, place_of
from dealx.articles.encoding import is_undecoded, text_lines
from dealx.articles.files import (
    ENDINGS,
    EXPECTED,
    JSON_LINES_ENDING,
    READ_ERRORS,
    ending,
    open_file,
    shown,
    unpacked,
    why,
)

LONGEST = 20_000_000
"""Bytes of a text file, or characters of a JSON line, that still count as one article."""

EMPTY = "empty, no article in it"
TOO_LONG = f"more than {LONGEST // 1_000_000} million characters, too long for one article: split it"
SIGN_OF_UTF16 = "\0"
"""In a line that is not UTF-8 it means that no other line is either."""

RawItems = Iterator[Raw | Unreadable]


def read_file(path: str, encoding: str | None, opened: Callable[[str], BufferedReader] = open_file) -> RawItems:
    """The articles of a file; its ending tells whether it is text or JSON lines. `opened` opens it."""
    name = shown(path)
    if ending(path) not in ENDINGS:
        yield Unreadable(name, f"unsupported ending {ending(path)!r}; one of {EXPECTED} is expected")
        return
    read = read_json_lines if ending(path) == JSON_LINES_ENDING else read_text
    try:
        with opened(path) as stream:
            yield from read(unpacked(stream, path), name, encoding)
    except READ_ERRORS as error:
        yield Unreadable(name, why(error))


def read_text(stream: BufferedReader, name: str, encoding: str | None) -> RawItems:
    """The only article of a text file."""
    data = stream.read(LONGEST + 1)
    yield Unreadable(name, TOO_LONG) if len(data) > LONGEST else Raw(name, None, data)


def read_json_lines(stream: BufferedReader, name: str, encoding: str | None) -> RawItems:
    """A raw article for each line that is not blank."""
    empty = True
    lines = text_lines(stream, encoding)
    read_on = partial(lines.readline, LONGEST + 1)
    for number, line in enumerate(iter(read_on, ""), start=1):
        if line.isspace():
            continue
        empty = False
        if len(line) > LONGEST and not line.endswith("\n"):
            yield Unreadable(place_of(name, number), TOO_LONG)
            _skip_rest_of_line(read_on)
            continue
        yield Raw(name, number, line)
        if number == 1 and SIGN_OF_UTF16 in line and is_undecoded(line):
            return
    if empty:
        yield Unreadable(name, EMPTY)


def _skip_rest_of_line(read_on: Callable[[], str]) -> None:
    while (rest := read_on()) and not rest.endswith("\n"):
        pass
