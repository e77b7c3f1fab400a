"""A dict that is quick to load: its values wait, pickled, until somebody asks for them.

An article touches a few hundred of the many thousand names that dealx knows, so most of them are never unpacked.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any, TypeVar

V = TypeVar("V")


class Packed(dict[str, V]):
    """A dict to read from. Pickling packs each value by itself; it is unpacked, and kept so, at the first look at it."""

    def __getitem__(self, key: str) -> V:
        value: Any = super().__getitem__(key)
        if type(value) is bytes:
            value = pickle.loads(value)
            self[key] = value
        return value  # type: ignore[no-any-return]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or else `default`."""
        value = super().get(key, default)
        return self[key] if type(value) is bytes else value

    def values(self) -> Any:
        """The values, all unpacked."""
        self._unpack()
        return super().values()

    def items(self) -> Any:
        """Keys with their values, all unpacked."""
        self._unpack()
        return super().items()

    def _unpack(self) -> None:
        for key in self:
            self[key]

    def __reduce__(self) -> tuple[type[Packed[V]], tuple[Mapping[str, bytes]]]:
        return Packed, ({key: _packed(value) for key, value in super().items()},)


def _packed(value: object) -> bytes:
    return value if isinstance(value, bytes) else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
