"""The compiled patterns in the user's cache: when they are used, when made anew, and that nothing there can do harm."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dealx.compiled import compiled
from dealx.knowledge.loader import load_knowledge
from dealx.knowledge.packed import Packed
from dealx.knowledge.store import Knowledge

NAME = '{"id": "zorba", "name": "Zorba"}'


@pytest.fixture
def cache(few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "dealx"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "systems").mkdir(parents=True)
    (tmp_path / "pack" / "systems" / "x.jsonl").write_text(NAME)
    return tmp_path / "pack"


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with each time that patterns are read anew."""
    times: list[int] = []

    def load(extra: list[Path]) -> Knowledge:
        times.append(1)
        return load_knowledge(extra)

    monkeypatch.setattr("dealx.knowledge.loader.load_knowledge", load)
    return times


def test_what_is_kept_is_what_was_read(cache: Path) -> None:
    fresh, kept = compiled()[0], compiled()[0]
    assert fresh.equipment.root == {key: kept.equipment.root[key] for key in kept.equipment.root}
    assert {kind: dict(entries.items()) for kind, entries in kept.entries.items()} == fresh.entries


@pytest.mark.parametrize(
    "change",
    [
        lambda pack: (pack / "systems" / "x.jsonl").write_text(NAME.replace("Zorba", "Zorbi")),
        lambda pack: os.utime(pack / "systems" / "x.jsonl", (1, 1)),
        lambda pack: (pack / "systems" / "y.jsonl").write_text(NAME.replace("orba", "ulu")),
        lambda pack: (pack / "systems" / "x.jsonl").rename(pack / "systems" / "y.jsonl"),
        lambda pack: (pack / "parties").mkdir() or (pack / "parties" / "companies.jsonl").write_text("# none"),
    ],
    ids=["changed", "touched", "added", "renamed", "another kind"],
)
def test_made_anew_only_when_a_file_changes(
    change: Callable[[Path], object], cache: Path, pack: Path, loads: list[int]
) -> None:
    compiled([pack])
    compiled([pack])
    assert len(loads) == 1
    change(pack)
    compiled([pack])
    assert len(loads) == 2


def test_a_broken_pack_stays_broken(cache: Path, pack: Path) -> None:
    compiled([pack])
    (pack / "systems" / "y.json").write_text("{}")
    with pytest.raises(ValueError, match=r"y\.json: no pattern file has this name"):
        compiled([pack])


def test_a_cache_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert compiled()[0].get("system", "s-400-triumf")


@pytest.mark.parametrize("content", [b"", b"nonsense", pickle.dumps((1, 2))[:-3]], ids=["empty", "nonsense", "cut off"])
def test_a_spoilt_file_is_made_anew(content: bytes, cache: Path, pack: Path, loads: list[int]) -> None:
    compiled([pack])
    [file] = cache.glob("*.pickle")
    file.write_bytes(content)
    compiled([pack])
    compiled([pack])
    assert len(loads) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
@pytest.mark.parametrize("way", ["another user's", "writable by all"])
def test_a_file_that_others_may_have_written_is_not_trusted(
    way: str, cache: Path, pack: Path, loads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled([pack])
    [file] = cache.glob("*.pickle")
    assert file.stat().st_mode & 0o777 == 0o600
    if way == "writable by all":
        file.chmod(0o666)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    compiled([pack])
    assert len(loads) == 2


def test_processes_that_start_at_once_do_not_disturb_each_other(cache: Path, pack: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from dealx.compiled import compiled;"
        "print(compiled([Path(sys.argv[1])])[0].get('system', 'zorba')['name'])"
    )
    command = [sys.executable, "-c", code, str(pack)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate() for process in started] == [("Zorba\n", "")] * 4
    assert [path.suffix for path in cache.iterdir()] == [".pickle"]


def test_loading_is_quick_beside_importing_spacy() -> None:
    compiled()
    load = "import time, dealx.compiled as c; t = time.process_time(); c.compiled(); print(time.process_time() - t)"
    spacy = "import time; t = time.process_time(); import spacy; print(time.process_time() - t)"

    def seconds(code: str) -> float:
        return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))

    assert seconds(load) <= 0.2 * seconds(spacy)


def test_packed_values_are_unpacked_when_asked_for() -> None:
    packed: Packed[list[int]] = pickle.loads(pickle.dumps(Packed({"a": [1], "b": [2], "c": [3]})))
    assert all(isinstance(value, bytes) for value in dict.values(packed))
    assert (packed["a"], packed.get("b"), packed.get("z", 9), "c" in packed) == ([1], [2], 9, True)
    assert packed["a"] is packed["a"]
    again = pickle.loads(pickle.dumps(packed))
    assert (list(again.values()), list(packed.items())) == ([[1], [2], [3]], [("a", [1]), ("b", [2]), ("c", [3])])
    with pytest.raises(KeyError):
        packed["z"]
