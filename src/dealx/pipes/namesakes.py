"""Names that mean a weapon in one article and something else in another: which it is here."""

from __future__ import annotations

from dealx.knowledge import Knowledge
from dealx.pipes.designations import MACHINES, is_counted
from dealx.pipes.reading import Mention, Reading
from dealx.pipes.setting import beside_states
from dealx.pipes.shapes import BEHIND_NAME, in_title_case, starts_sentence

_SHIPS = frozenset({"warship", "vessel", "submarine"})
_DETERMINERS = frozenset("the a an its their our his new first second of and , more this these".split())


def settle_namesakes(knowledge: Knowledge, reading: Reading, mentions: list[Mention]) -> None:
    """Takes an ambiguous name ("Patriot") where the article says it in full elsewhere, or a number or a maker stands beside it.

    A name that the article shows as somebody's surname ("Zohar Lahav") is ambiguous wherever it stands alone.
    """
    surnames = {reading.words[m.start] for m in mentions if _is_surname(reading, m)}
    for m in mentions:
        if reading.words[m.start] in surnames and _is_bare(m):
            m.data["ambiguous"] = True
    sure = {s for m in mentions if not m.data["ambiguous"] for s in m.data["systems"]}
    for m in mentions:
        m.data["from_home"] = False
        if reading.words[m.start] in surnames and _is_bare(m):
            continue
        counted = reading.words[m.end - 1][-1:] == "s" and is_counted(reading, m.start)
        m.data["from_home"] = bool(m.data["systems"]) and _is_from_home(knowledge, reading, m)
        made = m.data["from_home"] or _is_made(reading, m)
        known = m.data["systems"] and (made or counted or sure.intersection(m.data["systems"]))
        machine = m.data["classes"] and m.data["category"] in MACHINES
        engine = machine and m.data["category"] == "engine" and beside_states(reading, m)
        alone = not m.data["classes"] and not m.data["systems"] and _stands_alone(reading, m)
        if known or engine or (is_counted(reading, m.start) and (machine or alone)):
            m.data["ambiguous"] = False


def _is_bare(m: Mention) -> bool:
    return m.end - m.start == 1 and bool(m.data["systems"]) and not m.data["classes"]


def _is_surname(reading: Reading, m: Mention) -> bool:
    """ "a man named Zohar Lahav": a capitalised word that is no party stands before the name, and no article before that."""
    i = m.start - 1
    if i < 1 or not _is_bare(m) or not reading.words[m.start].istitle() or reading.breaks[m.start]:
        return False
    if not (reading.words[i].istitle() and reading.words[i].isalpha() and len(reading.words[i]) > 1):
        return False
    if in_title_case(reading, i) or starts_sentence(reading, i):
        return False
    before = reading.words[i - 1]
    named = any(p.start <= i < p.end for p in reading.within("parties", i - 6, m.start))
    return not (named or before.lower() in _DETERMINERS or before[0].isdecimal() or before == "'s")


def _is_made(reading: Reading, m: Mention) -> bool:
    """ "Israel's Spike", "the Swedish Gripen": a state or a company stands before the name, and the name ends there."""
    return (
        m.data["category"] not in _SHIPS
        and not _goes_on(reading, m.end)
        and any(
            p.data["form"] in {"adjective", "name"} and reading.keys[p.end : m.start] in ([], ["'s"])
            for p in reading.within("parties", m.start - 6, m.start)
        )
    )


def _is_from_home(knowledge: Knowledge, reading: Reading, m: Mention) -> bool:
    """ "Vanuatu ordered the Guardian from Australia": behind the name stands the state that makes it, and another buys it."""
    if reading.keys[m.end : m.end + 1] != ["from"]:
        return False
    home = next(iter(reading.within("parties", m.end + 1, m.end + 4)), None)
    named = home is not None and home.data["form"] == "name" and reading.keys[m.end + 1 : home.start] in ([], ["the"])
    codes = knowledge.with_kin(knowledge.homes(m.data["systems"]))
    return named and home is not None and home.data["code"] in codes and beside_states(reading, m)


def _goes_on(reading: Reading, end: int) -> bool:
    """Whether a capitalised word or a number follows, so that the name is part of a longer one: "China's Legend Holdings"."""
    if end >= len(reading.words) or reading.breaks[end] or in_title_case(reading, end):
        return False
    return reading.words[end][0].isupper() or reading.words[end][0].isdecimal()


def _stands_alone(reading: Reading, m: Mention) -> bool:
    """ "18 KZ-30 from Spain": a designation with no noun behind it, in a sentence with two states."""
    after = reading.words[m.end] if m.end < len(reading.words) else "."
    return (after in BEHIND_NAME or not after[0].isalpha()) and beside_states(reading, m)
