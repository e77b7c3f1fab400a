"""`dealx patterns try`: the entries behind the words, the transfers told, and why a sentence makes no deal."""

from pathlib import Path

import pytest

from dealx.extractor import Extractor
from dealx.knowledge.collect import Collection
from dealx.knowledge.loader import sound
from dealx.teaching.trial import Left, Trial, tried

PACK = Path(__file__).parents[2] / "examples" / "patterns"
SANDGROUSE = f"{PACK}/systems/drones.jsonl:1"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return sound([PACK])


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor([PACK])


@pytest.fixture
def trial(request: pytest.FixtureRequest, extractor: Extractor, collection: Collection) -> Trial:
    return tried(extractor, collection, request.param, None)


@pytest.mark.parametrize("trial", ["Chile has ordered 12 Sandgrouse from Brazil for $40 million."], indirect=True)
def test_a_deal_and_what_it_rests_on(trial: Trial) -> None:
    found = {part.words: [(entry["kind"], entry["id"]) for entry in part.entries] for part in trial.parts}
    assert found == {
        "Chile": [("state", "CHL")],
        "ordered": [("verb", "order")],
        "12": [],
        "Sandgrouse": [("system", "sandgrouse")],
        "Brazil": [("state", "BRA")],
        "$40 million": [],
    }
    assert all(trial.text[part.start : part.end] == part.words for part in trial.parts)
    [system] = [part for part in trial.parts if part.words == "Sandgrouse"]
    assert system.entries == [{"kind": "system", "id": "sandgrouse", "place": SANDGROUSE}]
    [transfer] = trial.transfers
    assert (transfer.status, transfer.buyer, transfer.seller, transfer.value) == (
        "signed",
        ("Chile", "subject"),
        ("Brazil", "role-from"),
        40_000_000,
    )
    assert transfer.goods == [{"system": "Sandgrouse", "units": 12}]
    assert [(deal.buyer, deal.seller, deal.system) for deal in trial.deals] == [("Chile", "Brazil", "Sandgrouse")]
    assert trial.left_out == []


@pytest.mark.parametrize(
    ("trial", "words", "why"),
    [
        ("The weather was fine.", None, "a first look finds no verb or noun of transfer"),
        ("Chile bought vegetables from Peru.", None, "a first look finds no weapon"),
        (
            "The shop sold six helicopters.",
            None,
            "a first look finds no word of the military world, no weapon named at length, no two states",
        ),
        (
            "If Chile had ordered 12 frigates from Spain, the army would have protested.",
            "ordered",
            'denied, or only supposed: "If"',
        ),
        (
            "Oman ordered 12 frigates. Work will be performed in Spain under its defence contract for missiles.",
            "Work will be performed in Spain under its defence contract for missiles.",
            'the sentence is about something else: "Work will be performed"',
        ),
        (
            "Twelve frigates of the navy sailed as Chile bought food.",
            "frigates",
            "it does something itself, and is not what it is done to",
        ),
        ("The navy says that 12 frigates were ordered.", "frigates", "nobody is said to buy or to sell"),
        (
            "Chile bought 12 Sandgrouse to replace its Leopard 2 tanks.",
            "Leopard 2 tanks",
            "it stands beside what is transferred: replaced, compared, used or served",
        ),
        (
            "The army said that Chile has bought a Patriot from Spain.",
            "Patriot",
            "it may be something else: no class noun, number or full name tells that it is a weapon",
        ),
    ],
    indirect=["trial"],
)
def test_why_words_make_no_deal(trial: Trial, words: str | None, why: str | None) -> None:
    wanted = trial.text if words is None else words
    told = [left for left in trial.left_out if left.words == wanted]
    assert told, trial.left_out
    assert why in [left.why for left in told]
    assert all(trial.text[left.start : left.end] == left.words for left in trial.left_out)


@pytest.mark.parametrize("trial", ["", "  \n "], indirect=True)
def test_nothing(trial: Trial) -> None:
    assert (trial.parts, trial.transfers, trial.deals) == ([], [], [])
    assert trial.left_out == [Left(0, len(trial.text), "", "a first look finds no verb or noun of transfer")]
