"""Numbers of contracts of the United States."""

from __future__ import annotations

import re

INSTRUMENT = re.compile(r"\b[A-Z][A-Z0-9]{5}-\d\d-[A-Z]-[A-Z0-9]{4}\b")
"""A procurement instrument identifier (FAR 4.1603): office, year, kind, serial number; `W56HZV-18-C-0002`."""
