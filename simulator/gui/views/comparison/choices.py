"""What is compared with what: two contenders, the measure, and the inner step; and a report of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from simulator.gui.text import tr
from simulator.gui.view_settings import ViewSettings


class CompareChoices(QWidget):
    """A row of lists and a button.

    Signals: `picked(place, index)` when a contender was chosen as the first, 0, or the second, 1; `reported` when a
    report is wanted.
    """

    picked = Signal(int, int)
    reported = Signal()

    def __init__(self, settings: ViewSettings) -> None:
        super().__init__()
        self._settings = settings
        about = tr("The run that is compared; runs that differ in the seed alone count as one.")
        other = tr("The run that it is compared with: the difference is first less second.")
        self.first, self.second = combo("compareFirst", tr("First"), about), combo("compareSecond", tr("Second"), other)
        for place, each in enumerate((self.first, self.second)):
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            each.setMinimumContentsLength(8)
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            each.currentIndexChanged.connect(partial(self.picked.emit, place))
        about = tr("The inner step after which the two are compared in the sentence and task by task.")
        self.step = combo("compareStep", tr("Inner step"), about)
        self.step.currentIndexChanged.connect(lambda step: settings.set(step=step))
        self.measure = combo("compareMeasure", tr("Measure"), tr("Compare the loss, or the share of right answers."))
        self.measure.addItem(tr("loss"), "loss")
        self.measure.addItem(tr("right answers"), "accuracy")
        self.measure.currentIndexChanged.connect(lambda _: settings.set(measure=self.measure.currentData()))
        self.report = QPushButton(tr("Report..."))
        self.report.setObjectName("compareReport")
        self.report.setAccessibleName(tr("Report of the compared runs"))
        self.report.setToolTip(tr("Write the runs that are drawn here as a page with pictures, numbers and settings"))
        self.report.clicked.connect(self.reported)
        against = QLabel(tr("against"))
        against.setObjectName("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        stretched = (self.first, 1), (against, 0), (self.second, 1)
        for widget, share in (*stretched, (self.measure, 0), (self.step, 0), (self.report, 0)):
            row.addWidget(widget, share)

    def show_contenders(self, names: list[str], chosen: Sequence[int]) -> None:
        """Offer contenders, of which two are chosen, or none."""
        for each, index in zip((self.first, self.second), chosen or (-1, -1), strict=True):
            with QSignalBlocker(each):
                if names != [each.itemText(place) for place in range(each.count())]:
                    each.clear()
                    each.addItems(names)
                each.setCurrentIndex(index)
            each.setEnabled(len(names) > 1)

    def show_settings(self, steps: int | None, classes: bool) -> None:
        """Offer the inner steps up to `steps`, None where nothing is compared; the measure where there are classes."""
        with QSignalBlocker(self.step), QSignalBlocker(self.measure):
            if steps is not None and self.step.count() != steps + 1:
                self.step.clear()
                self.step.addItems([tr("after step {step}", step=step) for step in range(steps + 1)])
            self.step.setCurrentIndex(min(self._settings.step, steps or 0))
            self.measure.setCurrentIndex(self.measure.findData(self._settings.measure))
        self.step.setVisible(steps is not None)
        self.measure.setVisible(classes)


def combo(name: str, title: str, tip: str) -> QComboBox:
    """A list as wide as its entries."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setToolTip(tip)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
