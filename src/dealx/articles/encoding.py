"""From bytes to text: UTF-8 unless the user says otherwise, and a helpful word where that fails."""

from io import BufferedReader, TextIOWrapper

DEFAULT = "utf-8-sig"
"""UTF-8 with or without a byte-order mark."""

ENGLISH = ["utf_8", "cp1252"]
FOREIGN = [*ENGLISH, "cp1251", "koi8_r", "cp1254", "gb18030", "big5", "shift_jis", "euc_kr"]
"""Encodings to choose from when guessing; among all that exist, short texts mislead."""

GUESSED_FROM = 50_000
"""Bytes before and after the first bad one that a guess looks at."""

BINARY = "not text but binary data"


class UndecodableError(ValueError):
    """Bytes that are not text in the expected encoding; its message says which encoding they seem to be in."""


def decode(data: bytes, encoding: str | None) -> str:
    """The text of a whole file."""
    try:
        text = data.decode(encoding or DEFAULT)
    except UnicodeError as error:
        raise UndecodableError(_complaint(data, encoding, getattr(error, "start", 0))) from None
    if "\0" in text:
        raise UndecodableError(_complaint(data, encoding, data.find(b"\0")))
    return text


def text_lines(stream: BufferedReader, encoding: str | None) -> TextIOWrapper:
    """A stream's lines, to be passed through `checked_line` one by one, so that a bad one does not hide the others."""
    return TextIOWrapper(stream, encoding or DEFAULT, errors="surrogateescape", newline="\n")


def is_undecoded(text: str) -> bool:
    """Whether some characters stand for bytes that could not be decoded, or are halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def checked_line(line: str, encoding: str | None) -> str:
    """The line, unless some of its bytes could not be decoded."""
    if is_undecoded(line):
        data = line.encode(encoding or "utf-8", "surrogateescape")
        raise UndecodableError(_complaint(data, encoding, 0))
    return line


def _complaint(data: bytes, expected: str | None, bad: int) -> str:
    sample = data[max(0, bad - GUESSED_FROM) : bad + GUESSED_FROM]
    found = _guess(sample)
    if found is None and b"\0" in sample:
        return BINARY
    cure = f"it looks like {found}: give --encoding {found}" if found else "no other encoding fits, is it text?"
    return f"not {expected or 'UTF-8'}; {cure}"


def _guess(data: bytes) -> str | None:
    if b"\0" in data:
        return "utf_16" if _has_a_zero_in_every_other_byte(data) else None
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=ENGLISH if _is_mostly_ascii(data) else FOREIGN).best()
    return best.encoding if best else None


def _has_a_zero_in_every_other_byte(data: bytes) -> bool:
    """Whether this may be Latin text in UTF-16."""
    zeros = sorted((data[::2].count(0), data[1::2].count(0)))
    return zeros[1] > 0.3 * len(data) and zeros[0] < 0.05 * len(data)


def _is_mostly_ascii(data: bytes) -> bool:
    return sum(byte < 128 for byte in data) > 0.8 * len(data)
