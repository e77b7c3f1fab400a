"""Prices: which sum of a clause its goods cost, and whether a sum told apart is the price of the deal before it."""

from __future__ import annotations

from dealx.assembly.clauses import Clause
from dealx.assembly.frames import Frame
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading

_PRICE = frozenset(
    (
        "worth value valued price priced cost costs costing estimated bill ceiling amount amounting total totalling"
        " totaling put comes came runs ran booked"
    ).split()
)
_DEAL = frozenset(
    "deal contract order package agreement purchase sale buy lot bill modification award acquisition programme program".split()
)
_FOREIGN = frozenset(
    (
        "industry industries firms exports imports debt debts aid economy gdp tourism oil gas trade turnover shares assets"
        " budget wages pensions work jobs loss losses offsets penalty plant factory base infrastructure"
    ).split()
)
_DEALS = frozenset("deals contracts orders agreements sales purchases exports".split())
_KNOWN = frozenset("the these both those two three".split())
_PAYING = frozenset({"pay", "cost"})
_HANGING = frozenset({"for", "at", "(", ",", ":", "-", "of", "to", "a", "an", "the"})
_LEFT, _RIGHT, _OPENING, _NEAR, _OWN_REACH = 8, 3, 3, 4, 3


def tells_price(knowledge: Knowledge, reading: Reading, frame: Frame, target: Frame) -> bool:
    """Whether the sum of a frame is what the deal of `target`, told in another clause, costs."""
    money = frame.money
    if money is None:
        return False
    sentence = reading.sentences[frame.sentence]
    begin = int(money.data.get("begin", money.start))
    before = reading.keys[max(frame.start, begin - _LEFT) : begin]
    after = reading.keys[money.end : min(money.end + _RIGHT, sentence.end)]
    if _FOREIGN.intersection((*before, *after)):
        return False
    told = reading.within("triggers", sentence.start, money.start)
    if frame.of_deal or _DEAL.intersection(after) or any(_is_of_deal(knowledge, t) for t in (*frame.triggers, *told)):
        return True
    priced = bool(_PRICE.intersection(before))
    if frame.sentence == target.sentence:
        return priced or not before or before[-1] in _HANGING
    return (priced and frame.refers) or (not frame.triggers and begin - sentence.start <= _OPENING)


def is_of_several(reading: Reading, frame: Frame) -> bool:
    """ "signed deals worth 22 billion dollars": whether a clause tells of several deals that are not those just told."""
    return any(
        t.label == "noun" and reading.keys[t.end - 1] in _DEALS and reading.keys[t.start - 1] not in _KNOWN
        for t in frame.triggers
    )


def _is_of_deal(knowledge: Knowledge, trigger: Mention) -> bool:
    """Whether a trigger is a word for a deal, or for paying."""
    entry = knowledge.get(trigger.label, trigger.id)
    named = trigger.label == "noun" and not entry.get("delivery")
    return trigger.id in _PAYING or named or bool(entry.get("deal") or entry.get("contract"))


def price_of(clause: Clause) -> Mention | None:
    """The first price of a clause."""
    return next((m for m in clause.money if m.data["sense"] == "price"), None)


def nearest_price(reading: Reading, clause: Clause, frame: Frame) -> Mention | None:
    """The price that stands nearest to the first goods of the clause."""
    prices = [
        m for m in clause.money if m.data["sense"] == "price" and not (frame.items and _strays(reading, clause, m))
    ]
    if not frame.items or len(prices) < 2:
        return prices[0] if prices else None
    goods = frame.items[0].mention
    return min(prices, key=lambda m: min(abs(goods.start - m.end), abs(m.start - goods.end)))


def share_out(reading: Reading, clause: Clause, frame: Frame) -> None:
    """With several prices in a clause, an item's is the one "for" it, else the first after it and before the next, else the last before."""
    prices = [m for m in clause.money if m.data["sense"] == "price"]
    if len(frame.items) < 2 or not prices:
        return
    if len(prices) == 1:
        _give_to_its_own(reading, frame, prices[0])
        return
    starts = [i.mention.start for i in frame.items]
    paid = [m for m in prices if _paid_for(reading, m)]
    for item, following in zip(frame.items, [*starts[1:], clause.end], strict=True):
        own = [m for m in paid if min((s for s in starts if s >= m.end), default=None) == item.mention.start]
        after = [m for m in prices if item.mention.end <= m.start < following and m not in paid]
        before = [m for m in prices if m.end <= item.mention.start]
        item.money = next(iter([*own[-1:], *after[:1], *before[-1:]]), None)


def _paid_for(reading: Reading, money: Mention) -> bool:
    """ "1.1 billion dollars in 2009 for two battalions": the goods of a sum follow it."""
    return "for" in reading.keys[money.end : money.end + 3]


def _strays(reading: Reading, clause: Clause, money: Mention) -> bool:
    """ "two planes, and a collection among citizens brought 3 million": a sum that something else in the clause is about."""
    begin = int(money.data.get("begin", money.start))
    named = (*clause.equipment, *clause.triggers, *clause.parties, *clause.dates, *clause.counts)
    start = max((m.end for m in named if m.end <= begin), default=clause.start)
    gap, after = reading.keys[start:begin], reading.keys[money.end : money.end + _RIGHT]
    bound = _PRICE.union(_DEAL).intersection(gap) or _DEAL.intersection(after)
    return len(gap) > _NEAR and gap[-1] not in _HANGING and not bound


def _give_to_its_own(reading: Reading, frame: Frame, price: Mention) -> None:
    """ "four corvettes at $6bn, and 104,000 bombs": a price inside a list is that of the goods right before it."""
    before = [i for i in frame.items if i.mention.end <= price.start]
    after = [i for i in frame.items if i.mention.start >= price.end]
    joined = "and" in reading.keys[price.end : price.end + 2]
    if before and after and joined and price.start - before[-1].mention.end <= _OWN_REACH:
        before[-1].money, frame.money = price, None
