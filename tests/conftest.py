"""Deals for the tests of several rooms."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dealx.records import SAID_FIELDS, Deal, Evidence

PATTERNS = Path(__file__).parents[1] / "patterns"
NEEDED = re.compile(r'"id": "(s-400-triumf|almaz-antey|saab|air-defence-system|armed-drone|arms)"')


def make(**fields: Any) -> Deal:
    """A deal with a made-up word of evidence for each field that needs one."""
    evidence = {name: (Evidence(start=0, end=4, text="word", rule="rule"),) for name in SAID_FIELDS if name in fields}
    return Deal.model_validate({"confidence": 0.9, "evidence": evidence} | fields)


@pytest.fixture
def make_deal() -> Callable[..., Deal]:
    return make


@pytest.fixture
def turkey() -> Deal:
    return make(
        buyer="Turkey",
        seller="Russia",
        system="S-400 Triumf",
        batteries=4,
        launchers=36,
        missiles=192,
        value=2_500_000_000,
        year=2017,
        status="signed",
        bounds={"missiles": "at_least"},
        delivery_start=2020,
        source="turkey.txt",
        inferred=("seller",),
    )


@pytest.fixture
def poland() -> Deal:
    return make(
        buyer="Poland",
        system="F_35|A",
        batteries=1,
        units=1_032,
        unit="fighter [bold]jet",
        value=4_600_000_001,
        currency="USD",
        year=2020,
        status="proposed",
        bounds={"units": "about", "value": "at_most"},
        value_scope="deal",
        source="poland.txt",
        confidence=0.5,
    )


@pytest.fixture(scope="session")
def few_patterns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in patterns with few systems, classes and companies, for speed."""
    folder = tmp_path_factory.mktemp("few") / "patterns"
    shutil.copytree(PATTERNS, folder)
    for path in [*(folder / "systems").glob("*.jsonl"), folder / "parties" / "companies.jsonl"]:
        if path.stem != "categories":
            kept = [line for line in path.read_text().splitlines() if NEEDED.search(line)]
            path.write_text("\n".join(kept)) if kept else path.unlink()
    return folder


@pytest.fixture(autouse=True)
def no_own_patterns(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty configuration of the user; returns where patterns would be read from."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder / "dealx" / "patterns"


@pytest.fixture
def few(few_patterns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts them in the place of the built-in ones."""
    for module in ("dealx.knowledge.loader", "dealx.compiled", "dealx.teaching.check"):
        monkeypatch.setattr(f"{module}.builtin_patterns", lambda: few_patterns)
