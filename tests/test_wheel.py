"""The wheel: what is in it, and whether it works where nothing else is installed."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")
SHIPPED = "dealx/_patterns/"

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path | None = None) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=cwd).stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, *PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    [built] = folder.glob("*.whl")
    return built


def test_all_patterns_are_shipped(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {name.removeprefix(SHIPPED) for name in names if name.startswith(SHIPPED)}
    patterns = ROOT / "patterns"
    assert shipped == {str(path.relative_to(patterns)) for path in patterns.rglob("*") if path.is_file()}
    assert "dealx/py.typed" in names


def test_it_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    run(python, *PIP, "install", wheel)
    assert len(json.loads(run(python.with_name("dealx"), "schema", cwd=tmp_path))["properties"]) == 25
    sample = ROOT / "samples" / "s-400-turkey.txt"
    assert json.loads(run(python.with_name("dealx"), "extract", sample, cwd=tmp_path))[0]["buyer"] == "Turkey"
    code = (
        f"import spacy; n = spacy.blank('en'); n.add_pipe('dealx'); print(len(n(open({str(sample)!r}).read())._.deals))"
    )
    assert int(run(python, "-c", code, cwd=tmp_path)) > 0
