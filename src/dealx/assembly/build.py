"""From clauses to frames: one frame for each clause that speaks of a transfer."""

from __future__ import annotations

from dataclasses import replace

from dealx.assembly.clauses import Clause, clauses_of
from dealx.assembly.dealings import deal_goes, receives_deal
from dealx.assembly.figures import bare_count, fill_dates
from dealx.assembly.fitting import Fitness
from dealx.assembly.frames import Frame, Item, Roles, Slot, slot_of
from dealx.assembly.items import items_of
from dealx.assembly.places import is_speaker
from dealx.assembly.prices import nearest_price, share_out
from dealx.assembly.roles import RoleFinder
from dealx.assembly.sections import section_years
from dealx.assembly.sides import attribute, fill_roles
from dealx.assembly.status import Assertion, by_contract, furthest
from dealx.knowledge import Knowledge
from dealx.pipes.reading import Mention, Reading, Sentence
from dealx.pipes.shapes import COUNTED

_NEAR = 6
_PART_OF_ORDER = frozenset("first last all both them".split())
_FIRST_REACH = 2
_OBJECT_REACH = 5
_NO_OBJECT = frozenset(
    (
        "the them it this that these those both all some more another two three four five six seven eight nine ten a an"
        " to from for by with in on at under last and as"
    ).split()
)


class FrameBuilder:
    """Builds the frames of an article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.roles = RoleFinder(knowledge)
        self.assertion = Assertion(knowledge)
        self.fitness = Fitness(knowledge)

    def build(self, reading: Reading) -> list[Frame]:
        """All frames in order, with and without equipment; those that are denied or set aside are left out."""
        this_year = reading.today.year if reading.today is not None else 9999
        frames: list[Frame] = []
        speaker: Slot | None = None
        head: Frame | None = None
        sections = section_years(reading)
        for index, sentence in enumerate(reading.sentences):
            discards = _discards(reading, sentence)
            if "sentence" in discards:
                reading.leave_out(sentence, _discarded_by(reading, sentence))
                continue
            carried = _quoted(reading, sentence) or speaker
            for clause in clauses_of(reading, index):
                clause.triggers = [t for t in clause.triggers if self.fitness.has_its_deal(reading, clause, t)]
                roles = self.roles.read(
                    reading,
                    clause,
                    carried if clause.opener not in {"which", "who"} else _antecedent(reading, sentence, clause),
                )
                carried = roles.subject or roles.speaker or carried
                frame = self._frame(reading, clause, roles, bool(discards & {"services", "civil"}), this_year)
                if (
                    frame is not None
                    and head is not None
                    and frame.items
                    and not frame.triggers
                    and (_bullet(reading, sentence) or all(i.counts for i in frame.items))
                    and not _goes_on(reading, index)
                ):
                    head.items += frame.items
                    continue
                if frame is not None:
                    frame.headline = sentence.headline
                    frame.section_year = sections[index]
                    if not frame.status:
                        self._announced(frame)
                    frames.append(frame)
                    if roles.speaker is not None and not clause.triggers:
                        attribute(frames, roles.speaker)
            speaker = carried or speaker
            if (
                reading.words[sentence.end - 1] == ":"
                and frames
                and frames[-1].sentence == index
                and frames[-1].triggers
            ):
                head = frames[-1]
            elif head is not None and frames and frames[-1].sentence == index and frames[-1].triggers:
                head = None
        return frames

    def _frame(self, reading: Reading, clause: Clause, roles: Roles, services: bool, this_year: int) -> Frame | None:
        if not (clause.triggers or clause.equipment or clause.money or clause.dates):
            told = {role: slots[0] for role, slots in roles.slots.items()}
            return Frame(clause.sentence, clause.start, buyer=told.get("buyer"), seller=told.get("seller"))
        fitting = [t for t in clause.triggers if self.fitness.counts(reading, clause, t, roles)]
        if clause.triggers and not fitting and all(self._sends(t) for t in clause.triggers):
            roles = Roles(subject=roles.subject, speaker=roles.speaker)
        clause.triggers = fitting
        judged = [(t, self._judge(reading, clause, t)) for t in clause.triggers]
        if (judged and all(s is None for _, s in judged)) or services:
            if services:
                reading.leave_out(
                    reading.sentences[clause.sentence], _discarded_by(reading, reading.sentences[clause.sentence])
                )
            return None
        frame = Frame(clause.sentence, clause.start, triggers=clause.triggers, subject=roles.subject)
        frame.items, frame.orphans = items_of(self.knowledge, reading, clause, reading.mentions["equipment"])
        bare = bare_count(reading, clause, frame.items) if not frame.orphans else None
        if bare is not None:
            goods, count = bare
            counts = {str(goods.data["counted_as"]): (count.data["value"], count.data["bound"], count)}
            frame.items = [replace(frame.items[0], counts=counts) if frame.items else Item(goods, counts)]
        taken = {id(i.mention) for i in frame.items}
        frame.nouns = [m for m in clause.equipment if not m.data["designated"] and id(m) not in taken]
        frame.refers = any(m.label == "reference" for m in clause.cues)
        frame.of_deal = any(m.label == "reference" and m.data["refers"] == "deal" for m in clause.cues)
        fill_roles(self.knowledge, frame, roles)
        self._fill_status(reading, frame, [(t, s) for t, s in judged if s is not None])
        if self._nobody(frame, roles):
            reading.leave_out(frame.triggers[0], "nobody is said to do it")
            frame.triggers, frame.status, frame.strong = [], "", False
        frame.vague = any(m.data["vague"] for m in clause.equipment) or frame.refers
        frame.money = nearest_price(reading, clause, frame)
        share_out(reading, clause, frame)
        fill_dates(self.knowledge, reading, clause, frame, this_year)
        trigger = frame.status_trigger
        frame.delivered = trigger is not None and self._passes_on(reading, clause, frame, trigger)
        frame.other_goods = not frame.items and self._has_object(reading, frame)
        frame.background = any(t.data["tense"] == "pluperfect" for t in clause.triggers)
        return frame

    def _passes_on(self, reading: Reading, clause: Clause, frame: Frame, trigger: Mention) -> bool:
        """Whether a delivery is told of goods named before: "they were handed over", "took delivery of the first"."""
        entry = self.knowledge.get(trigger.label, trigger.id)
        if trigger.label == "verb" and entry.get("deal") and not frame.items:
            return True
        if not entry.get("delivery") and entry["status"] != "delivered":
            return False
        return (
            frame.refers
            or trigger.data["voice"] != "active"
            or bool(_PART_OF_ORDER.intersection(reading.keys[trigger.end : trigger.end + _FIRST_REACH]))
            or ("subject" not in entry and not any(p.start < trigger.start for p in clause.parties))
        )

    def _has_object(self, reading: Reading, frame: Frame) -> bool:
        """ "Egypt bought wheat from Ukraine": the verb has an object, and it stands for no goods named elsewhere."""
        verb = frame.status_trigger
        if frame.refers or verb is None or verb.label != "verb" or verb.data["voice"] != "active":
            return False
        following = reading.keys[verb.end : verb.end + 1]
        deal = self.knowledge.get("verb", verb.id).get("deal")
        return not deal and bool(following) and following[0].isalpha() and following[0] not in _NO_OBJECT

    def _nobody(self, frame: Frame, roles: Roles) -> bool:
        """A verb of supply or making without a party: "The unit provides a launch capability", "17,000 have been made"."""
        if frame.buyer or frame.seller or frame.unplaced or roles.subject or roles.slots or not frame.triggers:
            return False
        for trigger in frame.triggers:
            entry = self.knowledge.get(trigger.label, trigger.id)
            active = trigger.data["voice"] == "active" and trigger.data["tense"] in {"present", "past"}
            tally = trigger.data["voice"] == "passive" and trigger.data["tense"] == "perfect" and entry.get("weak")
            if trigger.label != "verb" or entry.get("subject") != "seller" or not (active or tally):
                return False
        return True

    def _sends(self, trigger: Mention) -> bool:
        return self.knowledge.get(trigger.label, trigger.id).get("needs") == "recipient"

    def _arrives(self, trigger: Mention) -> bool:
        """Whether goods do it by themselves: they arrive, reach somebody, enter service."""
        entry = self.knowledge.get(trigger.label, trigger.id)
        return trigger.label == "verb" and bool(entry.get("delivery")) and "subject" not in entry

    def _announced(self, frame: Frame) -> None:
        """An infinitive right before its goods tells of what is to come: "UK to send tanks", "resolved on Friday to buy 12 jets"."""
        for trigger in frame.triggers:
            near = any(0 <= i.mention.start - trigger.end <= _NEAR for i in frame.items)
            if trigger.data["tense"] == "infinitive" and (near or frame.headline):
                entry = self.knowledge.get("verb", trigger.id)
                frame.status, frame.status_trigger = str(entry.get("future", entry["status"])), trigger
                frame.strong = not entry.get("weak") or any(i.counts for i in frame.items)

    def _judge(self, reading: Reading, clause: Clause, trigger: Mention) -> str | None:
        status = self.assertion.judge(reading, trigger, clause.cues)
        if status is None:
            by = [
                reading.phrase(c.start, c.end)
                for c in clause.cues
                if c.data.get("effect") in {"negated", "hypothetical"}
            ]
            reading.leave_out(trigger, f'denied, or only supposed: "{", ".join(by)}"')
        if status == "delivered" and (
            receives_deal(self.knowledge, clause, trigger) or deal_goes(self.knowledge, clause, trigger)
        ):
            return "signed"
        if status == "signed" and trigger.label == "verb" and self._only_intends(clause, trigger):
            return "proposed"
        if status == "delivered" and trigger.label == "verb" and self._receives_approval(clause, trigger):
            return ""
        return status

    def _only_intends(self, clause: Clause, verb: Mention) -> bool:
        """ "signed a letter of intent on 50 tanks": what is signed is no contract yet."""
        entry = self.knowledge.get("verb", verb.id)
        objects = [t for t in clause.triggers if t.label == "noun" and 0 <= t.start - verb.end <= _OBJECT_REACH]
        return bool(entry.get("deal")) and any(
            self.knowledge.get("noun", t.id)["status"] == "proposed" for t in objects[:1]
        )

    def _receives_approval(self, clause: Clause, verb: Mention) -> bool:
        """ "Finland gets Congress nod for 64 jets": what is received is leave to buy."""
        return "deal_subject" in self.knowledge.get("verb", verb.id) and any(
            t.label == "noun"
            and 0 <= t.start - verb.end <= _NEAR
            and self.knowledge.get("noun", t.id).get("by") == "approver"
            for t in clause.triggers
        )

    def _fill_status(self, reading: Reading, frame: Frame, judged: list[tuple[Mention, str | None]]) -> None:
        finite = [(t, s) for t, s in judged if s and t.label == "verb"]
        nominal = [(t, s) for t, s in judged if s and t.label == "noun"]
        said = finite + [(t, s) for t, s in nominal if s == "delivered"] if finite else nominal
        frame.nominal = not finite
        frame.ruling = any(self.knowledge.get("verb", t.id).get("subject") == "approver" for t, _ in finite)
        strong = [(t, s) for t, s in said if not self.knowledge.get(t.label, t.id).get("weak")]
        both = frame.buyer is not None and frame.seller is not None
        frame.strong = bool(strong) or (
            bool(said) and any(_is_named(i) and (i.counts or i.more or both) for i in frame.items)
        )
        counting = strong + [(t, s) for t, s in said if self._arrives(t)] if strong else said
        frame.status = furthest([str(s) for _, s in counting]) or ""
        frame.status_trigger = next((t for t, s in counting if s == frame.status), judged[0][0] if judged else None)
        if frame.status == "approved" and any(s == "signed" and by_contract(reading, t) for t, s in nominal):
            frame.status = "signed"
        if not finite and any(s == "proposed" for _, s in nominal):
            frame.status = "proposed"
        elif (
            not finite
            and frame.status == "signed"
            and any(s == "approved" and not self.knowledge.get("noun", t.id).get("settled") for t, s in nominal)
        ):
            frame.status = "approved"  # "approval for a sale"
        if any(s == "cancelled" for _, s in nominal):
            frame.status = "cancelled"


def _is_named(item: Item) -> bool:
    """Whether goods have a designation that more than a number before it tells."""
    return item.designated and item.mention.rule != COUNTED


def _discards(reading: Reading, sentence: Sentence) -> set[str]:
    """Scopes of the discards of a sentence; one that tells the place of work is set aside unless it tells a deal first.

    Services that stand behind numbered goods ("2,000 rockets, training and support services") come with them.
    """
    cues = [m for m in reading.within("cues", sentence.start, sentence.end) if m.label == "discard"]
    goods = [c for c in reading.within("counts", sentence.start, sentence.end) if _numbers_goods(reading, c)]
    cues = [m for m in cues if m.data["scope"] != "services" or not goods or m.start < goods[0].start]
    places = [m for m in cues if m.data["scope"] == "place"]
    aside = bool(places) and not reading.within("triggers", sentence.start, places[0].start)
    return {m.data["scope"] for m in cues} - {"place"} | ({"sentence"} if aside else set())


def _numbers_goods(reading: Reading, count: Mention) -> bool:
    data = reading.mentions["equipment"][count.data["target"]].data
    return data["designated"] and not data["ambiguous"]


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether another sentence follows on the same line: "* LY-80. In 2013 the army signed for three systems"."""
    after = reading.sentences[index + 1 : index + 2]
    return bool(after) and not reading.breaks[after[0].start]


def _bullet(reading: Reading, sentence: Sentence) -> bool:
    return (
        reading.words[sentence.start] in {"•", "-", "*", "–", "▪", "·", "("}
        or reading.words[sentence.start].isdecimal()
    )


def _antecedent(reading: Reading, sentence: Sentence, clause: Clause) -> Slot | None:
    """What "which" and "who" stand for: the party named right before them."""
    if clause.opener not in {"which", "who"}:
        return None
    before = [p for p in reading.within("parties", sentence.start, clause.start) if p.data["form"] != "adjective"]
    return (
        slot_of(before[-1], "antecedent")
        if before and clause.start - before[-1].end <= 1 and before[-1].data["name"]
        else None
    )


def _quoted(reading: Reading, sentence: Sentence) -> Slot | None:
    """ "We have bought 36 howitzers," the Omani minister said: who "we" are is told behind the quotation."""
    if "we" not in reading.keys[sentence.start : sentence.start + 3]:
        return None
    said = (m for m in reading.within("parties", sentence.start, sentence.end) if is_speaker(reading, m))
    return next((slot_of(m, "speaker") for m in said if m.data["name"]), None)


def _discarded_by(reading: Reading, sentence: Sentence) -> str:
    cues = [m for m in reading.within("cues", sentence.start, sentence.end) if m.label == "discard"]
    return f'the sentence is about something else: "{", ".join(reading.phrase(m.start, m.end) for m in cues)}"'
