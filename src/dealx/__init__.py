"""dealx: arms-deal facts from news articles.

import dealx
for deal in dealx.extract("Chile bought 12 trainers from Brazil.", date="2024-05-01"):
    print(deal.buyer, deal.system, deal.units)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from dealx.extractor import Extractor, load
    from dealx.records import Deal

__version__ = "0.1.0"
__all__ = ["Deal", "Extractor", "__version__", "extract", "load"]

_HOMES = {"Extractor": "dealx.extractor", "load": "dealx.extractor", "Deal": "dealx.records"}
_default: list[Extractor] = []


def extract(text: str, *, date: dt.date | str | None = None) -> list[Deal]:
    """The deals of one article, by the built-in patterns, which are loaded at the first call.

    `date` is the article's date, against which "last Friday" is read. Evidence offsets count characters of `text`.
    """
    from dealx.extractor import Extractor

    if not _default:
        _default.append(Extractor())
    return _default[0].extract(text, date=date)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dealx' has no attribute {name!r}")
