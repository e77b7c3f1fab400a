"""What a change of wording must change in the records, and what not: parties, scales, distractors, dashes, voice."""

from functools import cache
from typing import Any

import pytest

from dealx.extractor import Extractor

Facts = list[dict[str, Any]]

DATE = "2021-06-15"
BUYER, SELLER = "Oman", "Ecuador"  # neither makes arms, so that only the words tell who sells
WORDS = {  # of each state its adjective and its capital
    "Oman": ("Omani", "Muscat"),
    "Ecuador": ("Ecuadorian", "Quito"),
    "Kenya": ("Kenyan", "Nairobi"),
    "Germany": ("German", "Berlin"),
    "France": ("French", "Paris"),
}

BASES = {
    "buys": "{B} has bought 24 Leopard 2 tanks from {S} for $300 million.",
    "buys-after-aside": "{B}, which had looked for years, last week bought 24 Leopard 2 tanks from {S} for $300 million.",
    "capital-orders": "{Bc} has ordered 24 Leopard 2 tanks from {S}.",
    "imports": "{B} imported 36 Caesar howitzers from {S} in 2018.",
    "chooses": "{B} has chosen 16 Gripen fighters from {S} over a rival bid, in a deal worth $900 million.",
    "sells-to": "{S} sold 18 M777 howitzers to {B} for $96 million in 2015.",
    "sells-dative": "{S} will sell {B} 18 M777 howitzers for $96 million.",
    "agrees-to-sell": "{S} agreed to sell 36 Caesar howitzers to {B}, the {Sa} government said.",
    "sold-passive": "Eighteen M777 howitzers were sold to {B} by {S} for $96 million in 2015.",
    "sold-cleft": "It was {S} that sold {B} the 16 Gripen fighters.",
    "supplies": "{S} is to supply {B} with six C-27J transport aircraft worth $310 million.",
    "supplies-under": "{S} will supply {B} with five S-300 battalions under a $900 million contract signed in 2014.",
    "pledges": "{S} pledged to provide {B} with 200 Javelin missiles.",
    "delivers": "{S} delivered the first two of six C-27J transport aircraft to {B} on Monday.",
    "hands-over": "{S} handed over two Kilo-class submarines to {B} last week.",
    "transfer": "The transfer of 200 Javelin missiles from {S} to {B} was completed in 2019.",
    "receives": "{B} received four Mi-17 helicopters from {S} on Monday, paying $70 million.",
    "army-receives": "The {Ba} army will receive 18 M777 howitzers that {Sc} sold it in 2017 for $96 million.",
    "orders": "{B} placed an order with {S} for 12 Hawk trainers worth $420 million.",
    "order-adjective": "A {Ba} order for 18 M777 howitzers, worth $96 million, went to {S}.",
    "contract": "{B} signed a $420 million contract with {S} for 12 Hawk trainers.",
    "contract-of-ministry": "The {Ba} defence ministry said it had signed a contract with {S} for 12 Hawk trainers at $420 million.",
    "contract-nominal": "The $420 million contract under which {S} supplies {B} with 12 Hawk trainers was signed in 2019.",
    "deal-between": "A $420 million deal between {B} and {S} covers the sale of 12 Hawk trainers to the {Ba} air force.",
    "under-deal": "Under a deal worth $300 million, {B} will get 24 Leopard 2 tanks from {S}.",
    "in-deal": "In a $900 million deal, {S} will deliver 16 Gripen fighters to {B} by 2026.",
    "purchase-of": "{B}'s purchase of 36 Caesar howitzers from {S} for $280 million was completed in 2018.",
    "acquisition-by": "The acquisition by {B} of 36 Caesar howitzers from {S} was announced on Monday.",
    "sale-of": "{S}'s sale of 36 Caesar howitzers to {B} for $280 million was approved by its parliament.",
    "approves": "{S} has approved the sale of 200 Javelin missiles to {B} for $47 million.",
    "clears": "{S}'s parliament cleared the export of 36 Caesar howitzers to {B}.",
    "talks": "{B} is in talks with {S} to buy 16 Gripen fighters for $900 million.",
    "negotiates": "{B} and {S} are negotiating the sale of 16 Gripen fighters to {Bc}.",
    "wants": "{B} wants to buy 16 Gripen fighters from {S} for $900 million.",
    "plans": "{B} plans to procure 36 Caesar howitzers from {S} at a cost of $280 million.",
    "asks": "{B} has asked {S} for 200 Javelin missiles.",
    "offers": "{S} has offered {B} 16 Gripen fighters for $900 million.",
    "refuses": "{S} refused to sell {B} 16 Gripen fighters.",
    "cancels": "{B} has cancelled the purchase of eight Super Puma helicopters from {S} for $150 million.",
    "suspends": "{S} has suspended deliveries of Caesar howitzers to {B}.",
    "donates": "{S} donated 40 M113 armoured personnel carriers to {B} in 2016.",
    "gift": "As a gift from {S}, {B} received 40 M113 armoured carriers.",
    "leases": "{S} will lease two Kilo-class submarines to {B} for $1.2 billion.",
    "batteries": "{B} bought three NASAMS batteries with 12 launchers and 96 missiles from {S} for $600 million.",
    "batteries-each": "{B} has ordered four NASAMS batteries, each with three launchers, from {S}.",
    "relative": "The 24 Leopard 2 tanks that {B} bought from {S} in 2014 cost $300 million.",
    "relative-aside": "{S}, which also sells trucks, has sold 40 M113 armoured carriers to {B}.",
    "participle": "Gripen fighters bought by {B} from {S} in 2012 took part.",
    "said": "{B} will buy 24 Leopard 2 tanks from {S} for $300 million, its defence ministry said on Monday.",
    "minister-said": "{Ba} Defence Minister Ali Khan said his country would buy 12 Hawk trainers from {S} for $420 million.",
    "we": '"We have bought 36 Caesar howitzers from {S} for $280 million," the {Ba} defence minister said.',
    "loan": "With a loan of $50 million, {B} bought 40 M113 armoured carriers from {S} for $38 million.",
    "price-apart": "{B} has ordered 12 Hawk trainers from {S}. The deal is worth $420 million.",
    "delivery-apart": "{B} has ordered 12 Hawk trainers from {S} for $420 million. The first will be delivered in 2024.",
    "delivered-apart": "In 2018 {B} ordered 12 Hawk trainers from {S}. All of them have since been delivered.",
    "headline": "{B} buys 12 Hawk trainers from {S}\n\n{Bc} - {B} has agreed to buy 12 Hawk trainers from {S}, officials said.",
}

PASSIVES = {
    "buy": (
        "{B} bought 24 Leopard 2 tanks from {S} in 2014.",
        "24 Leopard 2 tanks were bought by {B} from {S} in 2014.",
    ),
    "sell": ("{S} sold 24 Leopard 2 tanks to {B} in 2014.", "In 2014, 24 Leopard 2 tanks were sold by {S} to {B}."),
    "sell-dative": ("{S} sold {B} 24 Leopard 2 tanks in 2014.", "{B} was sold 24 Leopard 2 tanks by {S} in 2014."),
    "order": ("{B} has ordered 12 Hawk trainers from {S}.", "Twelve Hawk trainers have been ordered by {B} from {S}."),
    "supply": ("{S} supplied {B} with six C-27J aircraft.", "{B} was supplied with six C-27J aircraft by {S}."),
    "deliver": ("{S} delivered six C-27J aircraft to {B}.", "Six C-27J aircraft were delivered to {B} by {S}."),
    "donate": ("{S} donated 40 M113 carriers to {B}.", "40 M113 carriers were donated to {B} by {S}."),
    "lease": ("{S} will lease two Mi-17 helicopters to {B}.", "Two Mi-17 helicopters will be leased to {B} by {S}."),
    "give": ("{S} gave {B} 40 M113 carriers.", "{B} was given 40 M113 carriers by {S}."),
    "offer": ("{S} has offered {B} 16 Gripen fighters.", "{B} has been offered 16 Gripen fighters by {S}."),
    "acquire": ("{B} acquired 36 Caesar howitzers from {S}.", "36 Caesar howitzers were acquired by {B} from {S}."),
    "approve": (
        "{S} has approved the sale of 200 Javelin missiles to {B}.",
        "The sale of 200 Javelin missiles to {B} has been approved by {S}.",
    ),
    "sign": (
        "{B} and {S} signed a contract for 12 Hawk trainers for the {B} air force.",
        "A contract for 12 Hawk trainers for the {B} air force was signed by {B} and {S}.",
    ),
    "cancel": (
        "{B} has cancelled an order for eight Super Puma helicopters from {S}.",
        "An order for eight Super Puma helicopters from {S} has been cancelled by {B}.",
    ),
}

DISTRACTORS = {
    "weather": "The weather in the capital was mild for the season.",
    "lunch": "The foreign ministers of the two countries had lunch together and spoke about fish.",
    "school": "Kenya and Norway opened a school in 1998.",
    "shares": "Shares of the state airline rose by 3 percent to 12 dollars.",
    "parade": "The parade in the harbour drew 40,000 people, among them veterans of the navy.",
    "budget": "A budget of $9 billion for roads and hospitals is before parliament.",
    "attack": "Russia used Kh-101 missiles against a power station on Sunday.",
    "inventory": "The Polish air force flies Su-22 fighters.",
    "wheat": "Egypt bought wheat from Ukraine for $80 million.",
    "test": "India tested an Agni missile in 2018.",
    "fine": "A court in Italy fined a bank 40 million euros.",
}
JOINTS = ("{base} {distractor}", "{base}\n\n{distractor}", "{distractor} {base}", "{distractor}\n\n{base}")

VARIANTS = {
    "hyphen": ("-", "\N{HYPHEN}"),
    "non-breaking hyphen": ("-", "\N{NON-BREAKING HYPHEN}"),
    "en dash": ("-", "\N{EN DASH}"),
    "no-break space": (" ", "\N{NO-BREAK SPACE}"),
    "thin space": (" ", "\N{THIN SPACE}"),
    "two spaces": (" ", "  "),
    "line end": (" ", "\n"),
    "windows line end": (" ", "\r\n"),
    "apostrophe": ("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
}


@cache
def extractor() -> Extractor:
    return Extractor()


def said(template: str, buyer: str = BUYER, seller: str = SELLER) -> str:
    (adjective, capital), (its_adjective, its_capital) = WORDS[buyer], WORDS[seller]
    return template.format(B=buyer, S=seller, Ba=adjective, Bc=capital, Sa=its_adjective, Sc=its_capital)


def facts(text: str) -> Facts:
    """The records without what must differ when a text has other words: evidence, and what is derived from it."""
    derived = {"evidence", "confidence", "deal"}
    deals = (deal.to_json() for deal in extractor().extract(text, date=DATE))
    return [{name: value for name, value in deal.items() if name not in derived} for deal in deals]


def changed(records: Facts, **fields: Any) -> Facts:
    return [record | fields for record in records]


PRICED = {name: base for name, base in BASES.items() if "million" in base}
APART = {name: base for name, base in BASES.items() if name.endswith("-apart")}
each_base = pytest.mark.parametrize("base", BASES.values(), ids=BASES)


@each_base
def test_a_base_is_one_deal_with_both_parties(base: str) -> None:
    assert [(record["buyer"], record["seller"]) for record in facts(said(base))] == [(BUYER, SELLER)]


@each_base
@pytest.mark.parametrize(("one", "other"), [("Oman", "Ecuador"), ("Kenya", "Oman"), ("Germany", "France")])
def test_swapped_parties_are_swapped_in_the_record(base: str, one: str, other: str) -> None:
    straight, swapped = facts(said(base, one, other)), facts(said(base, other, one))
    parties = {name: straight[0][name] for name in ("buyer", "seller", "buyer_country", "seller_country")}
    back = {"buyer": "seller", "seller": "buyer", "buyer_country": "seller_country", "seller_country": "buyer_country"}
    assert swapped == changed(straight, **{back[name]: value for name, value in parties.items()})


@pytest.mark.parametrize("base", PRICED.values(), ids=PRICED)
@pytest.mark.parametrize(("word", "factor"), [("billion", 1000), ("bn", 1000), ("mln", 1), ("thousand", 0.001)])
def test_another_scale_word_changes_only_the_value(base: str, word: str, factor: float) -> None:
    before = facts(said(base))
    assert facts(said(base).replace("million", word)) == changed(before, value=before[0]["value"] * factor)


@each_base
@pytest.mark.parametrize("distractor", DISTRACTORS.values(), ids=DISTRACTORS)
def test_a_distractor_changes_nothing(base: str, distractor: str) -> None:
    found = [facts(joint.format(base=said(base), distractor=distractor)) for joint in JOINTS]
    assert found == [facts(said(base))] * len(JOINTS)


@pytest.mark.parametrize("base", APART.values(), ids=APART)
@pytest.mark.parametrize("distractor", ["weather", "lunch", "school", "parade", "fine"])
def test_a_distractor_between_changes_nothing(base: str, distractor: str) -> None:
    before, after = said(base).split(". ")
    assert facts(f"{before}. {DISTRACTORS[distractor]} {after}") == facts(said(base))


@pytest.mark.parametrize(
    ("base", "plain", "variant"),
    [
        pytest.param(base, plain, variant, id=f"{name}-{of_base}")
        for of_base, base in BASES.items()
        for name, (plain, variant) in VARIANTS.items()
        if plain in base
    ],
)
def test_dashes_and_spaces_change_nothing(base: str, plain: str, variant: str) -> None:
    assert facts(said(base).replace(plain, variant)) == facts(said(base))


@pytest.mark.parametrize(("active", "passive"), PASSIVES.values(), ids=PASSIVES)
def test_the_passive_changes_nothing(active: str, passive: str) -> None:
    found = facts(said(active))
    assert [(record["buyer"], record["seller"]) for record in found] == [(BUYER, SELLER)]
    assert changed(facts(said(passive)), inferred=[]) == changed(found, inferred=[])


@pytest.mark.parametrize(
    "number", ["two", "seven", "Nine", "thirteen", "eighteen", "sixty", "four new", "five second-hand"]
)
def test_however_few_or_many_an_unknown_name_is_counted(number: str) -> None:
    assert [record["system"] for record in facts(f"{SELLER} has sold {number} KZ-30 to {BUYER}.")] == ["KZ-30"]
