"""Why a batch ends without its output."""

import errno
import os
import sqlite3


class BatchError(Exception):
    """The batch cannot begin or go on; the message says why, and what to do. What was done is kept for the next run."""


GO_ON = "what is done is kept: the same command goes on from there"


def why(error: Exception) -> str:
    """What an OSError or an error of SQLite says, in words."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return os.strerror(errno.ENOSPC)
    return getattr(error, "strerror", None) or str(error)
