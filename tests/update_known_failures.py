"""Writes `tests/cases/known_failures.json` anew: the cases that fail now, each with what is wrong first (`make known-failures`)."""

import json
import sys

from casebook import KNOWN_FAILURES, all_cases, complaints
from dealx.extractor import Extractor


def failing() -> dict[str, str]:
    extractor = Extractor()
    failures = {}
    for case in all_cases():
        found = [deal.to_json() for deal in extractor.extract(case["text"], date=case.get("date"))]
        if wrong := complaints(case["deals"], found):
            failures[case["id"]] = wrong[0]
    return failures


if __name__ == "__main__":
    failures = failing()
    KNOWN_FAILURES.write_text(json.dumps(failures, ensure_ascii=False, indent=0) + "\n")
    print(f"{len(failures)} of {len(all_cases())} cases fail", file=sys.stderr)
