"""Many articles at once: workers, a journal that survives everything, and outputs for tables and databases."""

from dealx.batch.errors import BatchError
from dealx.batch.run import Batch, Watcher, run_batch
from dealx.batch.stats import Stats

__all__ = ["Batch", "BatchError", "Stats", "Watcher", "run_batch"]
