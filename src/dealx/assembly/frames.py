"""What assembly works with: a frame is one clause's say about one transfer, a slot is one role filled."""

from __future__ import annotations

from dataclasses import dataclass, field

from dealx.pipes.reading import Mention


@dataclass(slots=True)
class Slot:
    """A role filled: the party's name, kind and home state, the mention it rests on, and the rule that put it there."""

    name: str
    kind: str
    code: str | None
    mention: Mention
    rule: str
    inferred: bool = False
    pair: Mention | None = None


def slot_of(party: Mention, rule: str, inferred: bool = False) -> Slot:
    """A slot filled by a party mention. An organ without a state has an empty name until it is resolved."""
    return Slot(party.data["name"] or "", party.data["kind"], party.data["code"], party, rule, inferred)


@dataclass(slots=True)
class Item:
    """A line of a frame: one system with its counts; each count is (value, bound, mention).

    Parties, price, year and status are its own where the article tells them of this line and not of the whole deal.
    """

    mention: Mention
    counts: dict[str, tuple[int, str | None, Mention]] = field(default_factory=dict)
    origin: Slot | None = None
    maker: Slot | None = None
    buyer: Slot | None = None
    seller: Slot | None = None
    money: Mention | None = None
    year: Mention | None = None
    status: str = ""
    status_trigger: Mention | None = None
    more: bool = False

    @property
    def name(self) -> str:
        return str(self.mention.data["name"])

    @property
    def designated(self) -> bool:
        return bool(self.mention.data["designated"])

    def same_goods(self, other: Item) -> bool:
        """Whether both name one system of the lists, or have one name."""
        a, b = self.mention.data, other.mention.data
        return bool(set(a["systems"]) & set(b["systems"])) or self.name.lower() == other.name.lower()


@dataclass(slots=True)
class Frame:
    """One transfer as told in one place of the article."""

    sentence: int
    start: int
    items: list[Item] = field(default_factory=list)
    buyer: Slot | None = None
    seller: Slot | None = None
    buyers: list[Slot] = field(default_factory=list)
    sellers: list[Slot] = field(default_factory=list)
    nouns: list[Mention] = field(default_factory=list)
    orphans: list[Mention] = field(default_factory=list)
    unplaced: list[Slot] = field(default_factory=list)
    subject: Slot | None = None
    maker: Slot | None = None
    status: str = ""
    status_trigger: Mention | None = None
    triggers: list[Mention] = field(default_factory=list)
    money: Mention | None = None
    year: Mention | None = None
    section_year: Mention | None = None
    deliveries: list[Mention] = field(default_factory=list)
    strong: bool = False
    background: bool = False
    other_goods: bool = False
    headline: bool = False
    refers: bool = False
    delivered: bool = False
    nominal: bool = False
    ruling: bool = False
    target: Frame | None = None
    target_items: list[Item] = field(default_factory=list)
    of_deal: bool = False
    vague: bool = False

    def shares_goods(self, other: Frame) -> bool:
        """Whether both name one of the same goods."""
        return any(a.same_goods(b) for a in self.items for b in other.items)


@dataclass(slots=True)
class Roles:
    """What a clause says of parties: slots by role, those whose side is open, and the grammatical subject."""

    slots: dict[str, list[Slot]] = field(default_factory=dict)
    open: list[Slot] = field(default_factory=list)
    subject: Slot | None = None
    speaker: Slot | None = None
    beside: list[Slot] = field(default_factory=list)
    acting: int = 0

    def add(self, role: str, slot: Slot) -> None:
        """Files a slot; `approver` counts as seller, `party` and `counterpart` wait for the other side, before an `either`."""
        if role == "approver":
            self.slots.setdefault("approver", []).append(slot)
        elif role in {"buyer", "seller", "maker", "destination"}:
            self.slots.setdefault(role, []).append(slot)
        elif role in {"party", "counterpart", "pair"}:
            self.open.insert(self.acting, slot)
            self.acting += 1
        elif role == "either":
            self.open.append(slot)
