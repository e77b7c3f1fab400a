"""dealx inside spaCy: components found by their entry points, spans, and everything that spaCy saves and sends around."""

import json
import os
import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import dealx
from dealx.extractor import STAGES, Extractor
from dealx.knowledge import PatternError

SAMPLE = (Path(__file__).parents[1] / "samples" / "s-400-turkey.txt").read_text()
GROUPS = {f"dealx_{name}" for name in ("parties", "equipment", "money", "counts", "dates", "triggers", "cues")}
HEAVY = ("dealx.extractor", "dealx.records", "dealx.knowledge", "dealx.component", "dealx.pipes", "dealx.assembly")

Records = list[dict[str, Any]]


def in_new_process(code: str, **env: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=SAMPLE, capture_output=True, text=True, env=os.environ | env, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("dealx")
    return nlp


@pytest.fixture(scope="module")
def stages() -> Language:
    return dealx.load()


@pytest.fixture(params=["dealx", "stages"])
def pipeline(request: pytest.FixtureRequest, nlp: Language, stages: Language) -> Language:
    return nlp if request.param == "dealx" else stages


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(SAMPLE)


@pytest.fixture(scope="module")
def expected() -> Records:
    return [deal.to_json() for deal in dealx.extract(SAMPLE)]


def test_every_component_has_an_entry_point() -> None:
    points = {
        point.name: point.value for point in entry_points(group="spacy_factories") if point.name.startswith("dealx")
    }
    assert points == {name: f"dealx.factories:{name}" for name in ("dealx", *STAGES)}


def test_it_works_without_an_import_of_dealx(expected: Records) -> None:
    code = "import spacy, sys; n = spacy.blank('en'); n.add_pipe('dealx'); print(len(n(sys.stdin.read())._.deals))"
    assert int(in_new_process(code)) == len(expected) > 0


def test_a_blank_pipeline_loads_nothing_heavy() -> None:
    loaded = in_new_process("import spacy, sys; spacy.blank('en'); print(*sys.modules)").split()
    assert "dealx.factories" in loaded
    assert not set(HEAVY) & set(loaded)


def test_load_gives_all_stages(stages: Language) -> None:
    assert stages.pipe_names == list(STAGES)


def test_load_gives_the_deals_that_extract_gives(stages: Language, expected: Records) -> None:
    assert stages(SAMPLE)._.deals == expected


def test_load_gives_evidence_from_the_article_as_given(stages: Language) -> None:
    text = SAMPLE.replace("S-400", "S\u2011400").replace("'", "\u2019")
    assert stages(text)._.deals == [deal.to_json() for deal in dealx.extract(text)]


def test_deals_are_those_of_extract(doc: Doc, expected: Records) -> None:
    assert doc._.deals == expected


def test_mentions_are_shown_as_spans_of_any_tokeniser(doc: Doc) -> None:
    assert set(doc.spans) == GROUPS
    assert {"Ankara", "Moscow"} <= {span.text for span in doc.spans["dealx_parties"]}
    [system] = {span for span in doc.spans["dealx_equipment"] if span.text == "S-400 Triumf batteries"}
    assert (system.label_, system.kb_id_) == ("system", "s-400-triumf")


def test_spans_cover_all_tokens_that_a_mention_touches(nlp: Language) -> None:
    words = "Chile bought/ordered S-400s-and tanks from the Russian army .".split()
    doc = nlp(Doc(nlp.vocab, words))
    assert "S-400s-and" in {span.text for span in doc.spans["dealx_equipment"]}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "A quiet day in the village, where nothing was sold."])
def test_a_text_without_deals(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    assert doc._.deals == []
    assert set(doc.spans) == GROUPS


@pytest.mark.parametrize("date", ["2019-03-04", "2019-03-04T05:06:07Z"])
def test_the_date_of_the_article_comes_with_the_doc(pipeline: Language, date: str) -> None:
    doc = pipeline.make_doc("The Chilean army ordered 12 Leopard 2 tanks from Germany on Monday.")
    doc.user_data["dealx_date"] = date
    assert [deal["year"] for deal in pipeline(doc)._.deals] == [2019]


def test_the_source_comes_with_the_doc(nlp: Language) -> None:
    doc = nlp.make_doc(SAMPLE)
    doc.user_data["dealx_source"] = "turkey.txt"
    assert {deal["source"] for deal in nlp(doc)._.deals} == {"turkey.txt"}


def test_a_doc_is_saved_with_its_deals_and_spans(nlp: Language, doc: Doc) -> None:
    again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    assert again._.deals == doc._.deals
    for name in GROUPS:
        shown = [[(s.text, s.label_, s.kb_id_, s.id_) for s in each.spans[name]] for each in (doc, again)]
        assert shown[0] == shown[1]


@pytest.mark.filterwarnings("ignore:.*W109")
def test_a_doc_after_some_stages_is_saved(stages: Language) -> None:
    doc = stages(SAMPLE, disable=["dealx_deals"])
    assert set(Doc(doc.vocab).from_bytes(doc.to_bytes()).spans) == GROUPS


def test_a_pipeline_is_saved(nlp: Language, expected: Records, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert 'factory = "dealx"\npatterns = []' in (tmp_path / "config.cfg").read_text()
    assert spacy.load(tmp_path)(SAMPLE)._.deals == expected


def test_a_pipeline_of_stages_is_saved_with_its_tokeniser(stages: Language, expected: Records, tmp_path: Path) -> None:
    stages.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [token.text for token in again(SAMPLE)] == [token.text for token in stages(SAMPLE)]
    assert again(SAMPLE)._.deals == expected


@pytest.mark.parametrize(
    "build", ["n = spacy.blank('en'); n.add_pipe('dealx')", "n = dealx.load()"], ids=["dealx", "stages"]
)
def test_several_processes(build: str, expected: Records) -> None:
    code = (
        f"import dealx, json, spacy, sys; {build}\n"
        "if __name__ == '__main__':\n"
        "    docs = n.pipe([sys.stdin.read()] * 4, n_process=2, batch_size=1)\n"
        "    print(json.dumps([doc._.deals for doc in docs]))"
    )
    assert json.loads(in_new_process(code)) == [expected] * 4


def test_a_pickled_pipeline_works_in_another_process(pipeline: Language, expected: Records, tmp_path: Path) -> None:
    path = tmp_path / "nlp.pickle"
    path.write_bytes(pickle.dumps(pipeline))
    code = f"import pickle, sys; n = pickle.load(open({str(path)!r}, 'rb')); print(len(n(sys.stdin.read())._.deals))"
    assert int(in_new_process(code)) == len(expected)


def test_a_pickled_extractor_works(expected: Records) -> None:
    again = pickle.loads(pickle.dumps(Extractor()))
    assert [deal.to_json() for deal in again.extract(SAMPLE)] == expected


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import spacy, sys; n = spacy.blank('en'); n.add_pipe('dealx'); d = n(sys.stdin.read());"
        "print(d._.deals, [(k, [(s.start, s.end, s.label_, s.kb_id_) for s in v]) for k, v in d.spans.items()])"
    )
    first, second = (in_new_process(code, PYTHONHASHSEED=seed) for seed in "12")
    assert first == second


def test_reading_the_same_article_again_adds_no_strings(nlp: Language, doc: Doc) -> None:
    before = len(nlp.vocab.strings)
    for _ in range(3):
        nlp(SAMPLE)
    assert len(nlp.vocab.strings) == before


def test_two_pipelines_can_be_had_at_once(expected: Records) -> None:
    for _ in range(2):
        nlp = spacy.blank("de")
        nlp.add_pipe("dealx")
        assert nlp(SAMPLE)._.deals == expected


def test_own_patterns(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    entry = {"id": "zork-9", "name": "Zork Niner", "category": "missile", "class": "anti-tank-missile"}
    (tmp_path / "systems" / "own.jsonl").write_text(json.dumps(entry))
    text = "The Chilean army bought 12 Zork Niner missiles from France."
    nlp = spacy.blank("en")
    nlp.add_pipe("dealx", config={"patterns": [str(tmp_path)]})
    for deals in (nlp(text)._.deals, dealx.load([tmp_path])(text)._.deals):
        assert [deal["system"] for deal in deals] == ["Zork Niner"]


@pytest.mark.parametrize("stage", ["dealx", "dealx_parties"])
def test_a_missing_folder_of_patterns(stage: str, tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=r"none: no such folder of patterns"):
        spacy.blank("en").add_pipe(stage, config={"patterns": [str(tmp_path / "none")]})
