"""Goods that arrive somewhere: whether that is the buyer, or only where forces go."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Roles
from dealx.pipes.reading import Reading

_MADE = (["-", "built"], ["-", "made"], ["-", "supplied"])


def arrival(reading: Reading, clause: Clause, roles: Roles) -> None:
    """ "The last of six guns bought from China reached Rwanda": the destination buys, where the goods are told to be bought.

    "Finnish-built boats arrived in Fiji" tells it too; "six bombers from the United States arrived in Britain" does not.
    """
    places = roles.slots.pop("destination", [])
    if not places or "buyer" in roles.slots or roles.open:
        return
    bought = "seller" in roles.slots and any(
        t.label == "verb" and t.data["voice"] == "passive" for t in clause.triggers[:-1]
    )
    made = any(p.data["form"] == "adjective" and reading.keys[p.end : p.end + 2] in _MADE for p in clause.parties)
    if bought or made:
        roles.add("buyer", places[0])
