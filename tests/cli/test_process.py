"""The program as a process of its own: start, pipes, standard input."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
DEALX = [sys.executable, "-c", "from dealx.cli import main; main()"]


def dealx(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DEALX, *args], input=stdin, capture_output=True, check=False)


HEAVY = {"spacy", "pydantic", "dealx.records", "dealx.knowledge", "dealx.articles"}


@pytest.mark.parametrize(
    ("args", "allowed"),
    [
        (["--help"], set()),
        (["extract", "--help"], {"pydantic"}),  # imported by Typer itself to read the options
        (["eval", "--help"], {"pydantic"}),
        (["batch", "--help"], {"pydantic"}),
        (["schema", "--help"], {"pydantic"}),
        (["patterns", "--help"], {"pydantic"}),
        (["patterns", "list", "--help"], {"pydantic"}),
        (["patterns", "show", "--help"], {"pydantic"}),
        (["patterns", "check", "--help"], {"pydantic"}),
        (["patterns", "try", "--help"], {"pydantic"}),
        (["patterns", "suggest", "--help"], {"pydantic"}),
    ],
)
def test_help_imports_nothing_heavy(args: list[str], allowed: set[str]) -> None:
    code = (
        "import atexit, sys; from dealx.cli import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=False)
    assert (done.returncode, HEAVY & set(done.stderr.split()) - allowed) == (0, set())
    assert done.stdout.startswith("Usage: dealx")


def test_help_documents_the_exit_codes_and_shows_examples() -> None:
    text = dealx("extract", "--help").stdout.decode()
    assert "Exit codes:\n    0  all inputs were read\n    1  some inputs" in text
    assert "Examples:\n    dealx extract story.txt\n" in text


def test_version() -> None:
    assert dealx("--version").stdout.decode() == f"dealx {version('dealx')}\n"


def test_schema_is_that_of_a_record_as_written() -> None:
    schema = json.loads(dealx("schema").stdout)
    assert schema["required"] == list(schema["properties"])
    assert len(schema["properties"]) == 25
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    "args", [["schema"], ["extract", str(SAMPLES), "--format", "jsonl"]], ids=["schema", "extract"]
)
def test_a_closed_pipe_is_no_error(args: list[str]) -> None:
    with subprocess.Popen([*DEALX, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_standard_input_is_an_article_or_json_lines() -> None:
    article = (SAMPLES / "s-400-turkey.txt").read_text()
    [first, *_] = json.loads(dealx("extract", "-", stdin=article.encode()).stdout)
    assert first["source"] == "-"
    line = json.dumps({"id": "x", "text": article})
    assert json.loads(dealx("extract", "-", stdin=line.encode()).stdout)[0] == first | {"source": "x"}


def test_the_same_bytes_whatever_the_order_of_hashes(tmp_path: Path) -> None:
    article = b"Croatia bought 5.56 mm ammunition, 30 mm shells and 155 mm ammunition from Denmark for 3 million euros."
    found = set()
    for seed in ("1", "2", "3"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path / seed)}
        command = [*DEALX, "extract", "-", "--format", "jsonl"]
        found.add(subprocess.run(command, input=article, capture_output=True, check=True, env=environment).stdout)
    assert len(found) == 1
    assert b"ammunition" in found.pop()


def test_empty_standard_input() -> None:
    done = dealx("extract", "-")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"[]\n", b"dealx: -: empty, no article in it\n")
