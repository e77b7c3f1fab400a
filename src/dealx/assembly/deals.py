"""From drafts to records: what is certain enough becomes a `Deal`, with the words that each field rests on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from typing import Any

from dealx.assembly.citations import Citations
from dealx.assembly.confidence import confidence, support
from dealx.assembly.frames import Item, Slot
from dealx.assembly.links import is_linked
from dealx.assembly.merge import GENERIC, Draft, is_generic
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading
from dealx.records import Deal

_COUNTS = ("batteries", "launchers", "missiles", "units")
_WEAPONS = frozenset(
    (
        "tank armoured_vehicle artillery combat_aircraft combat_drone attack_helicopter warship submarine"
        " missile air_defence launcher munition electronic sensor engine"
    ).split()
)
_ENDS = frozenset("by until till through before completed complete end last".split())
_RANGES = frozenset({"to", "and", "-"})
_OF_SYSTEM = frozenset({"seller-home-of-system", "seller-maker-of-system"})
"""Rules by which it is the system that tells who sells."""
_DATED = frozenset({"proposed", "approved", "signed"})


class DealWriter:
    """Turns the drafts of one article into records."""

    def __init__(
        self, knowledge: Knowledge, reading: Reading, article: str, today: dt.date | None, source: str | None
    ) -> None:
        self.knowledge = knowledge
        self.reading = reading
        self.article = article
        self.today = today
        self.source = source

    def write(self, drafts: list[Draft]) -> list[Deal]:
        """Records in order of appearance."""
        kept = [d for d in drafts if self._is_deal(d)]
        groups = _groups(kept)
        named = Counter(d.item.name for d in kept)
        records = [
            (min(m.start for m in d.names), self._record(d, key, size, named[d.item.name] - 1))
            for (key, size), d in zip(groups, kept, strict=True)
        ]
        return [record for _, record in sorted(records, key=lambda pair: pair[0])]

    def _is_deal(self, draft: Draft) -> bool:
        why = self._not_told(draft) or self._unbound(draft) or self._civil(draft)
        if why is not None:
            self.reading.leave_out(draft.item.mention, why)
        return why is None

    def _not_told(self, draft: Draft) -> str | None:
        """What a transfer must say and this one does not, if so."""
        if not draft.status:
            return "how far the deal has come is not said"
        if not any(f.strong for f in draft.frames):
            return "its verb or noun is weak: it makes a deal only of a designated and counted weapon"
        if draft.buyer is None and draft.seller is None:
            return "nobody is said to buy or to sell"
        if is_generic(draft) and draft.money is None:
            return "what is transferred is not said, nor a price"
        if draft.buyer is not None and draft.seller is not None and draft.buyer.name == draft.seller.name:
            return "buyer and seller are the same"
        return None

    def _unbound(self, draft: Draft) -> str | None:
        """Why the parties and the goods of a transfer may have nothing to do with each other, if so."""
        if self._is_thin(draft) and not is_linked(self.knowledge, self.reading, draft):
            return "without a designation or figures, its words do not bind buyer, seller and goods together"
        if draft.buyer is not None and draft.seller is not None:
            guessed = draft.buyer.inferred and draft.seller.inferred
            told = draft.item.counts or draft.money is not None or (draft.more and draft.item.designated)
            return "neither buyer nor seller is said, nor a number or a price" if guessed and not told else None
        said = draft.buyer or draft.seller
        if said is None or said.inferred:
            return "one party is not said, and the other one only inferred"
        if draft.buyer is None and said.kind == "company" and not self._contracted(draft):
            return "no buyer, and no contract or order: what a company sells is business"
        if not (_telling(draft.item) or draft.item.counts or draft.money is not None):
            return "one party is not said, nor a number, a price or a full designation"
        return None

    def _civil(self, draft: Draft) -> str | None:
        """Why nobody buys arms here, neither a state nor a maker for its weapons: an airline, a bank or a shop does, if so."""
        buyer, seller = draft.buyer, draft.seller
        if (
            buyer is not None
            and buyer.kind == "company"
            and not (buyer.mention.id and draft.item.mention.data["category"] in _WEAPONS)
        ):
            return "the buyer is a company, and no maker of arms"
        if buyer is None and seller is not None and seller.kind == "company" and not seller.mention.id:
            return "no buyer, and the seller is an unknown company"
        return None

    def _contracted(self, draft: Draft) -> bool:
        """Whether a contract or an order is spoken of; what a maker merely sells or ships is business."""
        entries = [self.knowledge.get(t.label, t.id) for f in draft.frames for t in f.triggers]
        return any(e.get("deal") or e.get("contract") for e in entries)

    @staticmethod
    def _is_thin(draft: Draft) -> bool:
        """Whether the deal is told without a designation, or without figures, so that its words must bind it together."""
        if draft.item.designated:
            return not draft.item.counts and draft.money is None
        return not (draft.item.counts and any(i.designated for i in draft.frame.items))

    def _record(self, draft: Draft, deal: str, size: int, rivals: int) -> Deal:
        fields: dict[str, Any] = {
            "system": draft.item.name,
            "status": draft.status,
            "category": draft.item.mention.data["category"],
        }
        cite = Citations(self.reading, self.article)
        bounds: dict[str, str] = {}
        inferred: list[str] = []
        cite.add("system", draft.item.mention)
        cite.add("status", draft.status_trigger or draft.item.mention)
        for role, slot in (("buyer", draft.buyer), ("seller", draft.seller)):
            self._party(fields, cite, inferred, role, slot, draft)
        self._counts(draft, fields, cite, bounds)
        self._value(draft, fields, cite, bounds, size)
        self._year(draft, fields, cite, inferred)
        self._deliveries(draft, fields, cite)
        self._maker(draft, fields, cite)
        if fields["category"] is not None:
            cite.repeat("category", "system", "category-of-system")
        ordered = tuple(f for f in ("buyer", "seller", "year") if f in inferred)
        fields |= {"inferred": ordered, "evidence": cite.fields}
        return Deal(
            **fields,
            bounds=bounds,
            deal=deal,
            source=self.source,
            confidence=confidence(self.knowledge, support(self.knowledge, self.reading, fields, rivals)),
        )

    @staticmethod
    def _party(
        fields: dict[str, Any], cite: Citations, inferred: list[str], role: str, slot: Slot | None, draft: Draft
    ) -> None:
        if slot is None:
            return
        fields[role], fields[f"{role}_country"] = slot.name, slot.code
        cite.add(role, slot.mention, slot.rule)
        if slot.pair is not None:
            cite.add(role, slot.pair, "names-the-state")
        if slot.rule in _OF_SYSTEM:
            cite.add(role, draft.item.mention, slot.rule)
        if slot.code is not None:
            cite.repeat(f"{role}_country", role, f"country-of-{slot.kind}")
        if slot.inferred:
            inferred.append(role)

    def _counts(self, draft: Draft, fields: dict[str, Any], cite: Citations, bounds: dict[str, str]) -> None:
        for field, (value, bound, mention) in draft.item.counts.items():
            if value <= 0:
                continue
            fields[field] = value
            cite.add_number(field, mention, bound)
            if mention.data.get("per"):
                cite.add_factors(field, value, mention)
            if bound:
                bounds[field] = bound
        if "units" in fields:
            fields["unit"], words = self._unit(draft)
            cite.add("unit", words, "unit-of-system")

    def _unit(self, draft: Draft) -> tuple[str, Mention]:
        """What the units are called, and the words that say so."""
        for mention in draft.names:
            if mention.data["classes"] and mention.data["classes"][-1] not in GENERIC:
                return str(self.knowledge.get("class", mention.data["classes"][-1])["name"]), mention
        for id_ in draft.item.mention.data["systems"]:
            entry = self.knowledge.entries["class"].get(self.knowledge.get("system", id_).get("class", ""))
            if entry:
                return str(entry["name"]), draft.item.mention
        return draft.item.name, draft.item.mention

    def _value(self, draft: Draft, fields: dict[str, Any], cite: Citations, bounds: dict[str, str], size: int) -> None:
        money = draft.money
        if money is None:
            return
        fields["value"], fields["currency"] = money.data["value"], money.data["currency"]
        fields["value_scope"] = "deal" if size > 1 else "system"
        cite.add_number("value", money, money.data["bound"])
        cite.repeat("value_scope", "value", f"price-of-{fields['value_scope']}")
        if money.data["currency"]:
            cite.add("currency", money)
        if money.data["bound"]:
            bounds["value"] = money.data["bound"]

    def _year(self, draft: Draft, fields: dict[str, Any], cite: Citations, inferred: list[str]) -> None:
        if draft.year is not None:
            fields["year"] = draft.year.data["year"]
            cite.add_year(draft.year)
        elif draft.frame.section_year is not None:
            fields["year"] = draft.frame.section_year.data["year"]
            inferred.append("year")
            cite.add("year", draft.frame.section_year, "section-year")
        elif self.today is not None and draft.status in _DATED and not draft.frame.background:
            fields["year"] = self.today.year
            inferred.append("year")
            if not cite.add_today("year"):
                cite.add("year", draft.status_trigger or draft.item.mention, "article-date")

    def _deliveries(self, draft: Draft, fields: dict[str, Any], cite: Citations) -> None:
        earliest = fields.get("year", 0)
        deliveries = [m for m in draft.deliveries if m.data["year"] >= earliest]
        ends = [m for m in deliveries if self._is_end(m)]
        starts = [m for m in deliveries if m not in ends]
        if starts:
            first = min(starts, key=lambda m: m.data["year"])
            fields["delivery_start"] = first.data["year"]
            cite.add("delivery_start", first)
        if ends:
            last = max(ends, key=lambda m: m.data["year"])
            if last.data["year"] >= fields.get("delivery_start", 0):
                fields["delivery_end"] = last.data["year"]
                cite.add("delivery_end", last)

    def _is_end(self, date: Mention) -> bool:
        """Whether deliveries end with a year: "by 2030", "the last in 2030", "from 2026 to 2030"."""
        before = self.reading.keys[max(0, date.start - 4) : date.start]
        return bool(_ENDS.intersection(before) or _RANGES.intersection(before[-1:]))

    def _maker(self, draft: Draft, fields: dict[str, Any], cite: Citations) -> None:
        maker = draft.item.maker or draft.frame.maker
        if (
            maker is not None
            and draft.seller is not None
            and maker.name not in {"", draft.seller.name, draft.buyer.name if draft.buyer else ""}
        ):
            fields["maker"] = maker.name
            cite.add("maker", maker.mention)


def _groups(drafts: list[Draft]) -> list[tuple[str, int]]:
    """For each draft the id of its deal and the number of records in it: drafts of one frame, or sharing a price, are one deal."""
    keys = [id(d.money) if d.money is not None else id(d.frame) for d in drafts]
    names: dict[int, list[str]] = {}
    for key, draft in zip(keys, drafts, strict=True):
        parts = (
            draft.buyer.name if draft.buyer else "",
            draft.seller.name if draft.seller else "",
            draft.item.name,
            str(draft.names[0].start),
        )
        names.setdefault(key, []).append("|".join(parts))
    ids = {key: hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12] for key, parts in names.items()}
    return [(ids[key], len(names[key])) for key in keys]


def _telling(item: Item) -> bool:
    """Whether a designation can hardly mean anything else: it has a number or more than one word."""
    return item.designated and (" " in item.name or any(c.isdecimal() for c in item.name))
