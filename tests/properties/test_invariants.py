"""What holds for every text: made-up articles, mangled cases, and any characters at all."""

import datetime as dt
import json
from functools import cache

import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from casebook import all_cases
from dealx.assembly import assemble
from dealx.extractor import Extractor
from dealx.records import SAID_FIELDS, Deal

PARTIES = (
    "Turkey|Ankara|the Turkish army|Russia|Moscow|the Kremlin|Georgia|Jordan|Chad|the United States|Washington|the U.S. Navy|"
    "NATO|West Germany|Lockheed Martin|Saab AB|Dassault|Rheinmetall|Mr Smith|Côte d'Ivoire|Türkiye|the kingdom|it|its|they"
).split("|")
GOODS = (
    "S-400 Triumf|S‑400s|F-16C/D Block 52|Patriot|PAC-3 MSE missiles|Rafales|Leopard 2A7+ tanks|Xy-123B|AN/TPS-77 radars|"
    "155 mm shells|Type 45 destroyers|submarines|fighter jets|howitzers|air defence systems|aircraft|Javelin|rifles|them|Mi-24V"
).split("|")
ACTS = (
    "bought|has ordered|will buy|sold|to sell|has not sold|denied buying|was supplied with|were delivered to|donated|leased|"
    "signed a contract for|cancelled|is in talks on|approved the sale of|received|plans to buy|awarded a contract to|wants|"
    "had refused to deliver|purchase of|deal for|delivery of|order worth|may acquire"
).split("|")
LINKS = "from|to|for|with|by|and|,|;|under|of|in|worth|at|between|, which|, including|(|)|-|–|•|:||vs.|approx.".split(
    "|"
)
NUMBERS = (
    "36|two|a dozen|thirty-six (36)|at least 192|up to 50|about 100|between 10 and 12|1,000|120 000|12.5|0|"
    "four batteries with 36 launchers|three each|dozens of|a|99999999999999999999|1/2|III|²|٣"
).split("|")
SUMS = (
    "$2.5 billion|2.5 bn|€250m|£1.2bn ($1.5bn)|4 trillion won|Rs 62,700 crore|300 mln dlrs|USD34.6|between $1 and $2 billion|"
    "$5 million each|a fine of 3 million euros|NT$14.5bn|$|$0|an undisclosed sum|10^9 dollars"
).split("|")
TIMES = (
    "in 2017|on Friday|last year|in December 2017|on 5 Oct. 2018|fiscal 2025|next month|by 2030|between 2020 and 2031|"
    "since the 1990s|yesterday|May 5|in 0000|2024-02-30|today"
).split("|")
ENDS = (". ", ".\n", "!\n\n", "\n", "? ", '." ', " | ", "...", "\n\n* ", "\r\n", " ")
HEADS = (
    "",
    "",
    "ANKARA, Dec 29 (Reuters) - ",
    "2017-12-29\n",
    "LONDON (AP) — ",
    "JETS FOR PERU\n\n",
    "\ufeff",
    "Year | Item | Quantity\n",
)

Article = tuple[str, dt.date | None]

checked = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    pick = [st.sampled_from(words) for words in (PARTIES, ACTS, NUMBERS, GOODS, LINKS, PARTIES, LINKS, SUMS, TIMES)]
    words = [draw(one) for one in pick]
    kept = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    said = [word for word, keep in zip(words, kept, strict=True) if keep]
    if draw(st.booleans()):
        said.append(draw(st.text(max_size=8)))
    return " ".join(draw(st.permutations(said)) if draw(st.integers(0, 3)) == 0 else said) + draw(st.sampled_from(ENDS))


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A case with a piece cut out, and something else in its place."""
    text: str = draw(st.sampled_from([case["text"] for case in all_cases()]))
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    piece: str = draw(st.one_of(st.just(""), st.text(max_size=5), sentences()))
    return text[:start] + piece + text[end:]


made_up = st.builds(
    lambda head, body: head + "".join(body), st.sampled_from(HEADS), st.lists(sentences(), min_size=1, max_size=6)
)
texts = st.one_of(made_up, made_up, mangled(), mangled(), st.text(max_size=300))
dates = st.one_of(st.none(), st.dates())
articles = st.tuples(texts, dates)
proper_articles = st.tuples(st.one_of(made_up, mangled()), dates)


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def other_extractor() -> Extractor:
    return Extractor()


@cache
def pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("dealx")
    return nlp


def records(by: Extractor, article: Article) -> list[Deal]:
    text, date = article
    return by.extract(text, date=date)


def as_json(deals: list[Deal]) -> str:
    return json.dumps([deal.to_json() for deal in deals])


@given(articles)
@checked
def test_evidence_is_what_stands_in_the_article(article: Article) -> None:
    for deal in records(extractor(), article):
        for pieces in deal.evidence.values():
            assert [article[0][e.start : e.end] for e in pieces] == [e.text for e in pieces]


@given(articles)
@checked
def test_nothing_is_said_without_evidence(article: Article) -> None:
    for deal in records(extractor(), article):
        said = {name for name in SAID_FIELDS if getattr(deal, name) is not None}
        assert said <= set(deal.evidence)
        assert {*deal.inferred, *deal.bounds, *deal.evidence} <= {name for name, value in deal if value is not None}


@given(articles)
@checked
def test_the_same_article_gives_the_same_records(article: Article) -> None:
    first = as_json(records(extractor(), article))
    assert as_json(records(extractor(), article)) == first
    assert as_json(records(other_extractor(), article)) == first


@given(articles)
@checked
def test_the_component_gives_the_same_records(article: Article) -> None:
    text, date = article
    doc = pipeline().make_doc(text)
    if date is not None:
        doc.user_data["dealx_date"] = date.isoformat()
    assert pipeline()(doc)._.deals == [deal.to_json() for deal in records(extractor(), article)]


@given(proper_articles)
@checked
def test_the_gate_passes_over_no_article_with_deals(article: Article) -> None:
    text, date = article
    reading = extractor().read(text, date)
    assert as_json(assemble(extractor().knowledge, reading, text, None)) == as_json(records(extractor(), article))


def test_the_generated_articles_hold_deals() -> None:
    found = 0

    @given(proper_articles)
    @checked
    def count(article: Article) -> None:
        nonlocal found
        found += bool(records(extractor(), article))

    count()
    assert found >= 5
