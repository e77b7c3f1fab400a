"""How sure a record is: what speaks for and against it, weighed by how often records like it were right.

The weights stand in `patterns/confidence/weights.jsonl`, as log-odds that buyer, seller and system are all right;
`bench/calibrate.py` fits them to labelled articles.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from dealx.knowledge import Knowledge
from dealx.pipes.reading import Reading

COUNTS = ("batteries", "launchers", "missiles", "units")
BIAS = "bias"
_PLACED = "role-"
"""How the rules begin that tell a party's role by its own place in the clause, not by that of others."""


def support(knowledge: Knowledge, reading: Reading, record: Mapping[str, Any], rivals: int) -> list[str]:
    """The ids of the weights that apply to a record, given as plain values with its evidence.

    `rivals` is the number of other records of the article for a system of the same name.
    """
    evidence = record["evidence"]
    listed, designated = _known(reading, evidence["system"][0]["start"])
    observed = {
        BIAS: True,
        "party-missing": record.get("buyer") is None or record.get("seller") is None,
        "seller-inferred": "seller" in record["inferred"],
        "buyer-placed": _rule(evidence, "buyer").startswith(_PLACED),
        "company-sells": _is_company(reading, evidence),
        "made-by-seller": record.get("seller_country") in knowledge.homes(listed),
        "class-only": not designated,
        "unlisted": designated and not listed,
        "counted": any(record.get(name) is not None for name in COUNTS),
        "priced": record.get("value") is not None,
        "approved": record.get("status") == "approved",
        "told-again": rivals > 0,
        "parties-apart": _parties_apart(reading, evidence),
    }
    return [id_ for id_, applies in observed.items() if applies]


def confidence(knowledge: Knowledge, observed: Iterable[str]) -> float:
    """The probability that a record with this support is right, between 0.01 and 0.99, to two digits."""
    log_odds = sum(knowledge.get("weight", id_)["log_odds"] for id_ in observed)
    return min(0.99, max(0.01, round(1 / (1 + math.exp(-log_odds)), 2)))


def _token(reading: Reading, character: int) -> int:
    return bisect_right(reading.begin, character) - 1


def _known(reading: Reading, character: int) -> tuple[list[str], bool]:
    """The ids of the systems that the words at a character may mean, and whether they are a designation."""
    token = _token(reading, character)
    mention = reading.within("equipment", token, token + 1)[0]
    return mention.data["systems"], bool(mention.data["designated"])


def _rule(evidence: Mapping[str, Any], field: str) -> str:
    return str(evidence[field][0]["rule"]) if field in evidence else ""


def _is_company(reading: Reading, evidence: Mapping[str, Any]) -> bool:
    if "seller" not in evidence:
        return False
    token = _token(reading, evidence["seller"][0]["start"])
    return any(m.data["kind"] == "company" for m in reading.within("parties", token, token + 1))


def _parties_apart(reading: Reading, evidence: Mapping[str, Any]) -> bool:
    """Whether a party is said in another sentence than the system."""
    said = (evidence[field][0]["start"] for field in ("system", "buyer", "seller") if field in evidence)
    return len({reading.sentence_at(_token(reading, character)) for character in said}) > 1
