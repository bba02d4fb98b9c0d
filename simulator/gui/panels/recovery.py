"""What was cut off when the program last ended: a card above the plots, and nothing where nothing was lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from simulator.gui.text import tr

AT_ONCE = 3  # things offered beside each other


@dataclass(frozen=True)
class Offer:
    """One thing that was cut off: what is said of it, what its button is called, and what that does."""

    text: str
    name: str
    button: str
    act: Callable[[], None]


class RecoveryCard(QFrame):
    """Offers what was cut off. Signal: `left` when it is to be left as it is."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._title = QLabel(tr("The program ended unexpectedly."))
        self._title.setObjectName("cardTitle")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._more = QLabel()
        self._more.setObjectName("muted")
        self._leave = QPushButton(tr("Leave it"))
        self._leave.setObjectName("recoveryLeave")
        self._leave.setToolTip(
            tr(
                "Do not offer this again. Runs stay in the list of runs, edits in the File menu under Earlier edits, "
                "sweeps on their page."
            )
        )
        self._leave.clicked.connect(self._left)
        below = QHBoxLayout()
        below.addWidget(self._more, 1)
        below.addWidget(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addLayout(self._rows)
        layout.addLayout(below)
        self.hide()

    def offer(self, offers: list[Offer]) -> None:
        """Show the first of these; without any, nothing."""
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.setParent(None)
                row.deleteLater()
        for index, each in enumerate(offers[:AT_ONCE]):
            self._rows.addWidget(self._row(index, each))
        more = len(offers) - AT_ONCE
        self._more.setText(tr("and {count} more, in the list of runs", count=more) if more > 0 else "")
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(each.text for each in offers[:AT_ONCE]))
        self.setVisible(bool(offers))

    def texts(self) -> list[str]:
        """What is being said; nothing while hidden."""
        if self.isHidden():
            return []
        said = [label.text() for label in self.findChildren(QLabel, "recoveryText")]
        return [self._title.text(), *said, *filter(None, [self._more.text()])]

    def _row(self, index: int, offer: Offer) -> QWidget:
        row = QWidget()
        text = QLabel(offer.text)
        text.setObjectName("recoveryText")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        button = QPushButton(offer.button)
        button.setObjectName(f"recoveryAct{index + 1}")
        button.setAccessibleName(f"{offer.button}: {offer.name}")
        button.setToolTip(offer.name)
        button.clicked.connect(lambda _checked=False: offer.act())
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text, 1)
        layout.addWidget(button)
        return row

    def _left(self) -> None:
        self.hide()
        self.left.emit()
