"""Where a run's tags or its note are written, under the list of runs; what is typed is kept a moment later."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

from simulator.gui.run_list.rows import ListedRun
from simulator.gui.text import tr

LOWEST = 46  # pixels of the field for a note: two lines
KEPT_AFTER = 1000  # ms after the last key


class RunNotes(QFrame):
    """Shown for one run at a time. `tagged(number, tags)` and `noted(number, note)` tell what was changed."""

    tagged = Signal(int, object)
    noted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._run: int | None = None
        self._begun: tuple[list[str], str] = ([], "")
        self._told = self._begun
        self._title = QLabel()
        self._title.setObjectName("muted")
        done = QPushButton(tr("Done"))
        done.setObjectName("notesDone")
        done.clicked.connect(self.finish)
        header = QHBoxLayout()
        header.addWidget(self._title, 1)
        header.addWidget(done)
        self.tags = QLineEdit()
        self.tags.setObjectName("runTags")
        self.tags.setPlaceholderText(tr("Tags, with commas between"))
        self.tags.setAccessibleName(tr("Tags"))
        self.tags.setToolTip(tr("Words by which the run can be found again, with commas between"))
        self.tags.returnPressed.connect(self.finish)
        self.note = QPlainTextEdit()
        self.note.setObjectName("runNote")
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setToolTip(tr("What is worth knowing about the run"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(LOWEST)
        for field in (self.tags, self.note):
            field.installEventFilter(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEPT_AFTER)
        self._soon.timeout.connect(self.tell)
        self.tags.textChanged.connect(self._soon.start)
        self.note.textChanged.connect(self._soon.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(header)
        layout.addWidget(self.tags)
        layout.addWidget(self.note)
        self.hide()

    @property
    def run(self) -> int | None:
        """The run that is written about."""
        return self._run

    def edit(self, row: ListedRun, *, note: bool) -> None:
        """Write about a run: its note, or else its tags."""
        self.finish()
        self._title.setText(tr("Run {number}", number=row.stored))
        self.setAccessibleName(self._title.text())
        self.tags.setText(", ".join(row.tags))
        self.note.setPlainText(row.note)
        self._run = row.stored
        self._begun = self._told = self._typed
        self.tags.setVisible(not note)
        self.note.setVisible(note)
        self.show()
        (self.note if note else self.tags).setFocus()

    def tell(self) -> None:
        """Tell what was changed since that was told."""
        self._say(self._typed)

    def finish(self) -> None:
        """Tell what was changed, and go."""
        self.tell()
        self.leave()

    def give_up(self) -> None:
        """Take back what was changed, and go."""
        self._say(self._begun)
        self.leave()

    def leave(self) -> None:
        """Go without a word."""
        self._run = None
        self._soon.stop()
        self.hide()

    @property
    def _typed(self) -> tuple[list[str], str]:
        tags = sorted({each.strip() for each in self.tags.text().split(",")} - {""})
        return tags, self.note.toPlainText().strip()

    def _say(self, now: tuple[list[str], str]) -> None:
        run, before, self._told = self._run, self._told, now
        if run is None:
            return
        if now[0] != before[0]:
            self.tagged.emit(run, now[0])
        if now[1] != before[1]:
            self.noted.emit(run, now[1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape gives up, Ctrl and Enter is done."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.give_up()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finish()
                return True
        return super().eventFilter(watched, event)
