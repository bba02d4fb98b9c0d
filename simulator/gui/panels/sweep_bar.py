"""How a sweep stands, and what can be done about it: hold, stop, go on, look at another one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from simulator.gui.panels.card import Elided
from simulator.gui.panels.sweep_axis import Kinds
from simulator.gui.panels.sweep_going import Earlier, Sweeping
from simulator.gui.status import duration
from simulator.gui.text import plain, tr


class SweepBar(QWidget):
    """Signal: `picked(number)` when another sweep of the database is to be looked at."""

    picked = Signal(int)

    def __init__(self, sweeping: Sweeping) -> None:
        super().__init__()
        self._sweeping = sweeping
        self._listed: list[Earlier] = []
        self.said = Elided()
        self.said.setObjectName("sweepState")
        self.pause = _button("sweepPause", tr("Hold the runs that go on, or let them go on"))
        self.stop = _button("sweepStop", tr("End the runs that go on; what they did is kept, and it can go on"))
        self.go_on = _button("sweepContinue", tr("Run the cells that are missing, and try failed ones again"))
        self.stop.setText(tr("Stop"))
        self.go_on.setText(tr("Continue"))
        self.earlier = Kinds()
        self.earlier.setObjectName("sweepEarlier")
        self.earlier.setAccessibleName(tr("Earlier sweeps"))
        self.earlier.setToolTip(tr("Sweeps of the database, to look at again or to continue"))
        self.earlier.setFixedWidth(190)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.said, 1)
        for widget in (self.pause, self.stop, self.go_on, self.earlier):
            layout.addWidget(widget)
        self.pause.clicked.connect(sweeping.pause)
        self.stop.clicked.connect(sweeping.stop)
        self.earlier.activated.connect(self._picked)
        sweeping.listed.connect(self._take)
        self.refresh()

    def refresh(self) -> None:
        """Show how the sweep stands."""
        sweeping, progress = self._sweeping, self._sweeping.progress
        self.pause.setVisible(sweeping.going)
        self.stop.setVisible(sweeping.going)
        self.pause.setText(tr("Continue") if sweeping.paused else tr("Pause"))
        for button in (self.pause, self.stop):
            button.setEnabled(not sweeping.stopping and not sweeping.beginning)
        unfinished = progress is not None and (not progress.complete or progress.count("failed") > 0)
        self.go_on.setVisible(not sweeping.going and sweeping.number is not None and unfinished)
        self.said.setText(self._state())
        self.said.setToolTip(plain(self.said.text()))  # a title may be a stranger's
        self.earlier.setVisible(bool(self._listed))
        self.earlier.setEnabled(not sweeping.going)
        with QSignalBlocker(self.earlier):
            self.earlier.setCurrentIndex(self.earlier.findData(sweeping.number) if sweeping.number else -1)

    def _state(self) -> str:
        sweeping, progress = self._sweeping, self._sweeping.progress
        if progress is None:
            return ""
        title = progress.sweep.experiment.title
        counts = {"done": len(progress.outcomes), "all": progress.sweep.size}
        of = tr("{done} of {all} runs of {title}", title=tr(title), **counts) if title else ""
        parts = [of or tr("{done} of {all} runs", **counts)]
        if sweeping.stopping:
            parts.append(tr("stopping"))
        elif sweeping.paused:
            parts.append(tr("paused"))
        elif sweeping.going:
            left = progress.seconds_left()
            parts.append(tr("starting") if left is None else tr("{time} left", time=duration(left)))
        for state, told in (("diverged", tr("{count} diverged")), ("failed", tr("{count} failed"))):
            if progress.count(state):
                parts.append(told.format(count=progress.count(state)))
        return tr(", ").join(parts)

    def _take(self, found: list[Earlier]) -> None:
        self._listed = found
        with QSignalBlocker(self.earlier):
            self.earlier.clear()
            self.earlier.setPlaceholderText(tr("Earlier sweeps"))
            for index, each in enumerate(found):
                self.earlier.addItem(_named(each), each.summary.id)
                self.earlier.setItemData(index, plain(_named(each)), Qt.ItemDataRole.ToolTipRole)
        self.refresh()

    def _picked(self, index: int) -> None:
        self.picked.emit(self.earlier.itemData(index))


def _named(each: Earlier) -> str:
    """A sweep in few words: its number, what was varied, and in which experiment."""
    summary, varied = each.summary, tr(", ").join(map(tr, each.varied)) or tr("Seeds")
    return tr("{number}: {varied}, {title}", number=summary.id, varied=varied, title=tr(summary.title or "Experiment"))


def _button(name: str, tip: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setToolTip(tip)
    return button
