"""Exceptions that nobody caught, from the window or any thread: into the log, and into one dialog.

They end neither the window nor a run.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from simulator.experiment import Experiment
from simulator.gui.report import ReportDialog

log = logging.getLogger(__name__)


class Unexpected(QObject):
    """Takes in exceptions; `experiment` says what is edited, `save` asks where to save it."""

    _told = Signal(str, str)

    def __init__(self, window: QWidget, experiment: Callable[[], Experiment], save: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._experiment, self._save = window, experiment, save
        self.dialog: ReportDialog | None = None
        # Not at once: it may be a view that raises while it is painted.
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Take in from now on whatever is not caught anywhere."""
        sys.excepthook = self.report
        threading.excepthook = self._of_thread
        sys.unraisablehook = self._unraisable

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Show an exception, from whatever thread; it is kept in the log."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("%s", details)
        try:
            what = str(error).partition("\n")[0][:300] or kind.__name__
        except Exception:
            what = kind.__name__
        with suppress(RuntimeError):  # the window is gone
            self._told.emit(what, details)

    def close(self) -> None:
        """Put the dialog away with the window."""
        if self.dialog is not None:
            self.dialog.close()

    def _of_thread(self, given: threading.ExceptHookArgs) -> None:
        self.report(given.exc_type, given.exc_value, given.exc_traceback)

    def _unraisable(self, given: sys.UnraisableHookArgs) -> None:
        self.report(given.exc_type, given.exc_value, given.exc_traceback)

    def _show(self, what: str, details: str) -> None:
        if self.dialog is None:
            self.dialog = ReportDialog(self._window, self._save)
        self.dialog.add(what, details, self._experiment())


def each(*deeds: Callable[[], object]) -> None:
    """Do all of them; what one of them raises is reported, and stops none of the others."""
    for deed in deeds:
        try:
            deed()
        except Exception:
            sys.excepthook(*sys.exc_info())
