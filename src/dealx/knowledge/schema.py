"""What a pattern file may hold: the kinds of entries, their files, and their fields.

The one place that says so: reading, `dealx patterns check` and the tables of `patterns/README.md` all follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from dealx.knowledge.fields import Field, listed
from dealx.vocabulary import Category, Status

_ID = Field(required=True, form=r"\S+")


@dataclass(frozen=True)
class Kind:
    """A kind of entry.

    `files`: where in a pattern folder it stands, `*` for any name; `names`: the fields whose texts name the entry or are
    its phrases; `table`: kinds of one table compete for a name, which only one entry may claim outright; `closed`: users
    may change its entries but add none, since the program knows what each id means.
    """

    files: str
    fields: Mapping[str, Field]
    names: tuple[str, ...] = ("match",)
    table: str = ""
    id: Field = _ID
    closed: bool = False


def _choice(*choices: str, required: bool = False) -> Field:
    return Field(choices=choices, required=required)


def _ref(*kinds: str) -> Field:
    return Field(refers=kinds)


_TEXT, _NAME = Field(), Field(required=True)
_WORDS, _PHRASES = Field("words"), Field("phrases", required=True)
_FLAG, _WHOLE = Field("flag"), Field("whole")
_COUNTRY = _ref("state")
_ALPHA = Field(form="[A-Z]{3,4}")
_EXAMPLES = {"match": Field("examples"), "no_match": Field("examples")}
_COUNTED_AS = _choice("units", "missiles", "launchers", "batteries")
_STATUS = get_args(Status)
_ROLES = ("buyer", "seller", "maker", "approver", "party", "counterpart", "pair", "either", "destination", "system")
_ROLE = _choice(*_ROLES)
PREPOSITIONS = tuple(
    (
        "to from with for on at by between of in near under against over via through into inside across off around"
        " toward towards among alongside like than including aboard after before behind beyond"
    ).split()
)

_TRIGGER = {
    "variants": _WORDS,
    "not_in": _WORDS,
    **dict.fromkeys(PREPOSITIONS, _ROLE),
    "status": _choice(*_STATUS, required=True),
    "weak": _FLAG,
    "deal": _FLAG,
    "contract": _FLAG,
    "delivery": _FLAG,
    "settled": _FLAG,
    "implies_seller": _ref("state"),
    **_EXAMPLES,
}

KINDS: dict[str, Kind] = {
    "state": Kind(
        "parties/states.jsonl",
        {
            "name": _NAME,
            **dict.fromkeys(("aliases", "adjectives", "people", "seats", "organs", "leaders"), _WORDS),
            "currency": Field(form="[A-Z]{3}"),
            "since": _WHOLE,
            "until": _WHOLE,
            "successors": Field("codes", refers=("state",)),
            "code": _ALPHA,
            "ambiguous": _WORDS,
            **_EXAMPLES,
        },
        ("name", "aliases", "adjectives", "people", "seats", "organs", "leaders"),
        "parties",
    ),
    "organ": Kind(
        "parties/organs.jsonl",
        {"match": _PHRASES, "kind": _choice("government", "service", "agency", "leader", "parliament", required=True)},
        table="organs",
    ),
    "organisation": Kind(
        "parties/organisations.jsonl",
        {
            "name": _NAME,
            "aliases": _WORDS,
            "ambiguous": _WORDS,
            "role": _choice("buyer", "seller", "both"),
            "code": _TEXT,
            **_EXAMPLES,
        },
        ("name", "aliases"),
        "parties",
    ),
    "company": Kind(
        "parties/companies.jsonl",
        {
            "name": _NAME,
            "aliases": _WORDS,
            "country": _COUNTRY,
            "parent": _ref("company"),
            "ambiguous": _WORDS,
            **_EXAMPLES,
        },
        ("name", "aliases"),
        "parties",
    ),
    "category": Kind(
        "systems/categories.jsonl",
        {"name": _NAME, "un_register": _TEXT},
        (),
        id=_choice(*get_args(Category), required=True),
    ),
    "class": Kind(
        "systems/classes.jsonl",
        {
            "name": _NAME,
            "match": _WORDS,
            "category": _ref("category"),
            "counted_as": _COUNTED_AS,
            "standalone": _FLAG,
            "part": _FLAG,
            "not_after": _WORDS,
            "not_before": _WORDS,
        },
        ("name", "match"),
        "classes",
    ),
    "system": Kind(
        "systems/*.jsonl",
        {
            "name": _NAME,
            "aliases": _WORDS,
            "category": _ref("category"),
            "class": _ref("class"),
            "maker": _ref("company"),
            "country": Field("codes", refers=("state",)),
            "family": _ref("system"),
            "counted_as": _COUNTED_AS,
            "ambiguous": _WORDS,
            **_EXAMPLES,
        },
        ("name", "aliases"),
        "systems",
    ),
    "verb": Kind(
        "triggers/verbs.jsonl",
        {
            "verb": _NAME,
            "past": _TEXT,
            "participle": _TEXT,
            "subject": _ROLE,
            "subject_to": _ROLE,
            "indirect": _ROLE,
            "future": _choice(*_STATUS),
            "deal_subject": _ROLE,
            "deal_to": _ROLE,
            "deal_voice": _choice("active", "passive"),
            "needs": _choice("recipient", "deal", "price", "transfer", "goods", "reference"),
            "not_with": _WORDS,
            "not_before": Field("codes"),
            "participle_only": _FLAG,
            "past_only": _FLAG,
            "goods_before": _FLAG,
            "posts": _FLAG,
            "making": _FLAG,
            **_TRIGGER,
        },
        ("verb", "variants"),
        "verbs",
    ),
    "noun": Kind(
        "triggers/nouns.jsonl",
        {"noun": _NAME, "done": _FLAG, "possessive": _ROLE, "adjunct": _ROLE, "adjective": _ROLE, **_TRIGGER},
        ("noun", "variants"),
        "nouns",
    ),
    "cue": Kind(
        "context/cues.jsonl",
        {
            "match": _PHRASES,
            "effect": _choice(
                "proposed",
                "approved",
                "signed",
                "agreed",
                "future",
                "negated",
                "cancelled",
                "hypothetical",
                required=True,
            ),
            "direction": _choice("right", "left", required=True),
            "reach": _WHOLE,
        },
        table="cues",
    ),
    "discard": Kind(
        "context/discards.jsonl",
        {
            "match": _PHRASES,
            "scope": _choice("sentence", "place", "services", "civil", "article", required=True),
        },
        table="discards",
    ),
    "setting": Kind("context/settings.jsonl", {"match": _PHRASES}, table="settings"),
    "reference": Kind(
        "context/references.jsonl",
        {"match": _PHRASES, "refers": _choice("deal", "system", required=True)},
        table="references",
    ),
    "currency": Kind(
        "money/currencies.jsonl",
        {
            "names": _PHRASES,
            "symbols": Field("words", required=True),
            "shared": _WORDS,
            "country": _ref("state", "organisation"),
            "default": _FLAG,
        },
        ("names", "symbols"),
        "currencies",
        Field(required=True, form="[A-Z]{3}"),
    ),
    "scale": Kind("money/scales.jsonl", {"match": _PHRASES, "factor": Field("number", required=True)}, table="scales"),
    "sense": Kind(
        "money/senses.jsonl",
        {
            "match": _PHRASES,
            "sense": _NAME,
            "side": _choice("left", "right", "any", required=True),
            "reach": Field("whole", required=True),
            "only": _WORDS,
        },
        table="senses",
    ),
    "weight": Kind(
        "confidence/weights.jsonl",
        {"log_odds": Field("real", required=True), "prior": Field("real"), "when": _TEXT},
        (),
        closed=True,
    ),
}

_OWN_FILES = {kind.files: name for name, kind in KINDS.items() if "*" not in kind.files}


def kind_of(file: str) -> str | None:
    """The kind of the entries in a pattern file, by its path in the folder (`systems/drones.jsonl`); None if it is none."""
    if file in _OWN_FILES:
        return _OWN_FILES[file]
    folder, _, name = file.partition("/")
    return "system" if folder == "systems" and name.endswith(".jsonl") and "/" not in name else None


def fields_of(kind: str) -> dict[str, Field]:
    """The fields of a kind, with the id and what an entry may say of one that exists."""
    return {"id": KINDS[kind].id, **KINDS[kind].fields, "extend": _FLAG, "replace": _FLAG}


def names_in(kind: str, entry: Mapping[str, Any]) -> list[str]:
    """All names and phrases that an entry, or a line that extends one, gives to its thing."""
    return [name for key in KINDS[kind].names if key in entry for name in listed(entry[key])]
