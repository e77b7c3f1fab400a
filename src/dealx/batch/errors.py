"""Why a batch ends without its output."""


class BatchError(Exception):
    """The batch cannot begin or go on; the message says why, and what to do. What was done is kept for the next run."""
