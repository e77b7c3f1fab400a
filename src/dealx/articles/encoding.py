"""From bytes to text: UTF-8 unless the user says otherwise, and a helpful word where that fails."""

from io import BufferedReader, TextIOWrapper

DEFAULT = "utf-8-sig"
"""UTF-8 with or without a byte-order mark."""

ENGLISH = ["utf_8", "cp1252"]
FOREIGN = [*ENGLISH, "cp1251", "koi8_r", "cp1254", "gb18030", "big5", "shift_jis", "euc_kr"]
"""Encodings to choose from when guessing; among all that exist, short texts mislead."""


class UndecodableError(ValueError):
    """Bytes that are not text in the expected encoding; its message says which encoding they seem to be in."""


def decode(data: bytes, encoding: str | None) -> str:
    """The text of a whole file."""
    try:
        return data.decode(encoding or DEFAULT)
    except UnicodeError:
        raise UndecodableError(_complaint(data, encoding)) from None


def text_lines(stream: BufferedReader, encoding: str | None) -> TextIOWrapper:
    """A stream's lines, to be passed through `checked_line` one by one, so that a bad one does not hide the others."""
    return TextIOWrapper(stream, encoding or DEFAULT, errors="surrogateescape", newline="\n")


def checked_line(line: str, encoding: str | None) -> str:
    """The line, unless some of its bytes could not be decoded."""
    if any("\udc80" <= character <= "\udcff" for character in line):
        data = line.encode(encoding or "utf-8", "surrogateescape")
        raise UndecodableError(_complaint(data, encoding))
    return line


def _complaint(data: bytes, expected: str | None) -> str:
    found = _guess(data)
    cure = f"it looks like {found}: give --encoding {found}" if found else "no other encoding fits, is it text?"
    return f"not {expected or 'UTF-8'}; {cure}"


def _guess(data: bytes) -> str | None:
    if b"\0" in data:
        return "utf_16"
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=ENGLISH if _is_mostly_ascii(data) else FOREIGN).best()
    return best.encoding if best else None


def _is_mostly_ascii(data: bytes) -> bool:
    return sum(byte < 128 for byte in data) > 0.8 * len(data)
