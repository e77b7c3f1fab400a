"""Fits the weights of the confidence to labelled articles, and says how far it can be trusted. See README.md beside this file."""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dealx.assembly.confidence import support
from dealx.evaluation import Labelled, read_labelled
from dealx.evaluation.agreement import Record, agrees, is_given
from dealx.evaluation.pairing import pairs_of
from dealx.evaluation.scoring import Score, judge
from dealx.extractor import Extractor

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "patterns" / "confidence" / "weights.jsonl"
DOC = ROOT / "docs" / "confidence.md"
MEASURED = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- end -->)", re.DOTALL)
IDENTITY = ("buyer", "seller", "system")
PENALTY = 40.0
"""How firmly the weights are held to their priors: about as firmly as by four hundred records."""
FOLDS = 10
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)

Vector = NDArray[np.float64]


class Sample(NamedTuple):
    """A record found in a labelled article, what speaks for and against it, and whether it is right."""

    article: Labelled
    record: dict[str, Any]
    support: list[str]
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", help="labelled articles, JSON lines, as for `dealx eval`")
    args = parser.parse_args()
    print(calibrate(args.gold, WEIGHTS, DOC))


def calibrate(gold: Sequence[str], weights_file: Path, doc: Path) -> str:
    """Write the fitted weights and the tables of the document; the tables are returned too."""
    extractor = Extractor()
    articles = [article for name in gold for article in read_labelled(name)]
    samples = [sample for article in articles for sample in samples_of(extractor, article)]
    entries = [json.loads(line) for line in weights_file.read_text(encoding="utf-8").splitlines()]
    names = [entry["id"] for entry in entries]
    observed = np.array([[float(name in sample.support) for name in names] for sample in samples])
    right = np.array([float(sample.right) for sample in samples])
    prior = np.array([entry["prior"] for entry in entries])
    fitted = fit(observed, right, prior)
    held_out = cross_validated(observed, right, prior, [sample.article.id for sample in samples])
    for entry, weight in zip(entries, fitted, strict=True):
        entry["log_odds"] = round(float(weight), 2)
    weights_file.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    report = "\n".join(
        [
            _weights_table(entries, observed),
            _reliability_table(held_out, right),
            _threshold_table(samples, held_out, articles),
        ]
    )
    doc.write_text(MEASURED.sub(lambda _: report, doc.read_text(encoding="utf-8")), encoding="utf-8")
    return report


def samples_of(extractor: Extractor, article: Labelled) -> list[Sample]:
    """Every record that dealx finds in an article."""
    records = [deal.to_json() for deal in extractor.extract(article.text, date=article.date, source=article.id)]
    if not records:
        return []
    reading = extractor.read(article.text, article.date)
    labelled = {found: article.deals[index] for index, found in pairs_of(article.deals, records)}
    named = Counter(record["system"] for record in records)
    return [
        Sample(
            article,
            record,
            support(extractor.knowledge, reading, record, named[record["system"]] - 1),
            index in labelled and is_right(labelled[index], record),
        )
        for index, record in enumerate(records)
    ]


def is_right(labelled: Record, found: Record) -> bool:
    """Whether buyer, seller and system are all as labelled, null where the label says nothing."""
    asked = (name for name in IDENTITY if name not in labelled.get("open", ()))
    return all(agrees(n, labelled, found) if is_given(labelled, n) else not is_given(found, n) for n in asked)


def fit(observed: Vector, right: Vector, prior: Vector) -> Vector:
    """Weights of a logistic regression by Newton's method, with an L2 penalty on how far each strays from its prior."""
    weights = prior.copy()
    for _ in range(50):
        p = predicted(observed, weights)
        gradient = observed.T @ (right - p) - PENALTY * (weights - prior)
        curvature = observed.T @ (observed * (p * (1 - p))[:, None]) + PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def predicted(observed: Vector, weights: Vector) -> Vector:
    """The probability that each record is right."""
    p: Vector = 1 / (1 + np.exp(-(observed @ weights)))
    return p


def cross_validated(observed: Vector, right: Vector, prior: Vector, articles: Sequence[str]) -> Vector:
    """The confidence of each record by weights that were fitted without the articles of its fold."""
    folds = np.array([int(hashlib.sha256(id_.encode()).hexdigest(), 16) % FOLDS for id_ in articles])
    held_out = np.zeros(len(right))
    for fold in range(FOLDS):
        out = folds == fold
        held_out[out] = predicted(observed[out], fit(observed[~out], right[~out], prior))
    return held_out.round(2)


def _weights_table(entries: Sequence[dict[str, Any]], observed: Vector) -> str:
    rows = [
        f"| {entry['when']} | {entry['log_odds']:+.2f} | {int(count)} |"
        for entry, count in zip(entries, observed.sum(axis=0), strict=True)
    ]
    return "\n".join(["## The weights\n", "| when | log-odds | records |", "| --- | ---: | ---: |", *rows, ""])


def _reliability_table(held_out: Vector, right: Vector) -> str:
    rows = []
    for low, high in itertools.pairwise(BANDS):
        inside = (held_out >= low) & ((held_out < high) | (high == BANDS[-1]))
        if inside.any():
            rows.append(
                f"| {low:.2f} to {high:.2f} | {inside.sum()} | {held_out[inside].mean():.2f} | {right[inside].mean():.2f} |"
            )
    return "\n".join(
        [
            "## Reliability\n",
            "| confidence | records | mean confidence | right |",
            "| --- | ---: | ---: | ---: |",
            *rows,
            "",
        ]
    )


def _threshold_table(samples: Sequence[Sample], held_out: Vector, articles: Sequence[Labelled]) -> str:
    head = "## What `--min-confidence` trades\n\n| `--min-confidence` | records | right | precision | recall | F1 |"
    rows = []
    for threshold in THRESHOLDS:
        kept = [sample for sample, p in zip(samples, held_out, strict=True) if p >= threshold]
        score = Score()
        for article in articles:
            score.add(article.deals, judge(article.deals, [s.record for s in kept if s.article is article]))
        all_fields = score.to_json()["all"]
        share = sum(sample.right for sample in kept) / len(kept) if kept else 1.0
        figures = " | ".join(f"{all_fields[key]:.2f}" for key in ("p", "r", "f1"))
        rows.append(f"| {threshold} | {len(kept)} | {share:.2f} | {figures} |")
    return "\n".join([head, "| ---: | ---: | ---: | ---: | ---: | ---: |", *rows, ""])


if __name__ == "__main__":
    main()
