"""The log in a file that cannot grow without end: what happened behind the sentences that a person reads.

What repeats is counted instead of repeated, and a log that cannot be written disturbs nothing.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from simulator.store.place import usual_log

REMEMBERED = 100  # entries of which repetitions are counted
LARGEST, FILES = 1_000_000, 3  # bytes of a file, and how many there are
PROGRAM = logging.getLogger("simulator")


class ToFile(RotatingFileHandler):
    """Keeps records in a file; of those that repeat, the first, tenth, hundredth and so on."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST, backupCount=FILES - 1, encoding="utf-8", delay=True, errors="replace")
        self.setLevel(logging.WARNING)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._counts: dict[str, int] = {}

    def emit(self, record: logging.LogRecord) -> None:
        try:
            said = record.getMessage()
        except Exception:
            return
        if len(self._counts) > REMEMBERED:
            self._counts.clear()
        count = self._counts[said] = self._counts.get(said, 0) + 1
        if str(count).strip("0") == "1":
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A log that cannot be written is no reason to stop."""


def kept_in(file: Path) -> logging.Handler | None:
    """What keeps a log in `file`; None where its folder cannot be made."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return ToFile(file)


def keep_log() -> None:
    """Keep the log of a program without a window in the usual file, and out of the terminal."""
    if not PROGRAM.handlers:
        PROGRAM.addHandler(kept_in(usual_log()) or logging.NullHandler())
