"""The commands of the README print what the README says. `make readme` writes anew what they print."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
EXAMPLE = re.compile(r"(?<=```console\n)\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)(?=```\n)")


def printed(command: str) -> str:
    """What a command prints, run as a newcomer would, in the checkout with dealx installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=README.parent,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode()


def refreshed(text: str) -> str:
    return EXAMPLE.sub(lambda match: f"$ {match['command']}\n{printed(match['command'])}", text)


@pytest.mark.parametrize("example", list(EXAMPLE.finditer(README.read_text())), ids=lambda match: match["command"])
def test_example(example: re.Match[str]) -> None:
    if "jq" in example["command"] and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    assert printed(example["command"]) == example["output"]


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text()))
