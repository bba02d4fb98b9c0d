"""The log: warnings and errors of the program, in its panel and in a file that cannot grow without end.

What repeats is counted instead of repeated, and a log that cannot be written disturbs nothing.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from simulator.gui.text import tr
from simulator.store.log_file import PROGRAM, REMEMBERED, kept_in

BLOCKS = 2000  # lines of the panel


class LogPanel(QWidget):
    """Shows what went wrong, and where the file with it is; `toPlainText` is all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setMaximumBlockCount(BLOCKS)
        self.text.setUndoRedoEnabled(False)
        self.text.setAccessibleName(tr("Log"))
        self._place = QLabel(tr("The log is not kept in a file."))
        self._place.setObjectName("muted")
        self._place.setWordWrap(True)
        self._place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._place)
        self._known: dict[str, tuple[QTextCursor, str, int]] = {}

    def toPlainText(self) -> str:
        return self.text.toPlainText()

    def say_where(self, file: Path) -> None:
        """Say in which file the log is kept."""
        self._place.setText(tr("The log is also kept in {file}.", file=file))

    def add(self, message: str) -> None:
        """Show an entry, under the time; one that is there already gets a count of its repetitions."""
        head, known = time.strftime("%H:%M:%S"), self._known.pop(message, None)
        if known is not None and known[0].block().text().startswith(known[1]):
            cursor, first, count = known
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(tr("{first}, {count} times, last at {time}", first=first, count=count + 1, time=head))
            self._known[message] = (cursor, first, count + 1)
            return
        end = QTextCursor(self.text.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        if not self.text.document().isEmpty():
            end.insertBlock()
        cursor = QTextCursor(end)
        cursor.setKeepPositionOnInsert(True)
        end.insertText(f"{head}\n{message.rstrip()}")
        self._known[message] = (cursor, head, 1)
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]


class ToPanel(logging.Handler):
    """Hands records from whatever thread to the panel."""

    class Bridge(QObject):
        """Carries a text into the thread of the window."""

        told = Signal(str)

    def __init__(self, panel: LogPanel) -> None:
        super().__init__(logging.WARNING)
        self._bridge = self.Bridge()
        self._bridge.told.connect(panel.add)

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):  # a window that is already gone, or a message that cannot be put together
            self._bridge.told.emit(self.format(record))


class Log:
    """The panel and, where a file is given, the file; `close` lets go of both."""

    def __init__(self, file: Path | None) -> None:
        self.panel = LogPanel()
        self._handlers: list[logging.Handler] = [ToPanel(self.panel)]
        if file is not None and (handler := kept_in(file)) is not None:
            self._handlers.append(handler)
            self.panel.say_where(file)
        for handler in self._handlers:
            PROGRAM.addHandler(handler)

    def close(self) -> None:
        """Take in nothing more."""
        for handler in self._handlers:
            PROGRAM.removeHandler(handler)
            handler.close()
