"""How right records are: labelled articles against what was found in them, with figures, errors and comparisons."""

from dealx.evaluation.compare import compare, read_result
from dealx.evaluation.evaluate import Evaluation, evaluate
from dealx.evaluation.labels import LabelError, Labelled, read_found, read_labelled

__all__ = [
    "Evaluation",
    "LabelError",
    "Labelled",
    "compare",
    "evaluate",
    "read_found",
    "read_labelled",
    "read_result",
]
