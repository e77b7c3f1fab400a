"""Evaluates an extractor, or records that it gave before, on labelled articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dealx.evaluation.agreement import Record
from dealx.evaluation.causes import Error, errors_of
from dealx.evaluation.labels import Labelled
from dealx.evaluation.scoring import Score, judge
from dealx.evaluation.sight import Sight
from dealx.extractor import Extractor


@dataclass
class Evaluation:
    """The score in all and for each genre, and the errors of each article by its id."""

    score: Score = field(default_factory=Score)
    genres: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: dict[str, list[Error]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain JSON values."""
        return {
            **self.score.to_json(),
            "genres": {genre: score.to_json() for genre, score in sorted(self.genres.items())},
            "errors": {article: [error.to_json() for error in errors] for article, errors in self.errors.items()},
        }


def evaluate(extractor: Extractor, articles: Iterable[tuple[Labelled, Sequence[Record]]]) -> Evaluation:
    """Articles with the records found in them to scores; the extractor's patterns are used to explain the errors."""
    evaluation = Evaluation()
    for article, found in articles:
        judged = judge(article.deals, found)
        evaluation.score.add(article.deals, judged)
        if article.genre is not None:
            evaluation.genres[article.genre].add(article.deals, judged)
        flawless = all(set(one.verdicts.values()) <= {"correct"} for one in judged)
        evaluation.errors[article.id] = (
            [] if flawless else errors_of(Sight(extractor, article.text, article.date), article.deals, judged)
        )
    return evaluation
