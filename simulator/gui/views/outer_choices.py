"""What is chosen about the outer-loop plot: measure, inner step, axis, linear or logarithmic."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from simulator.gui.text import tr
from simulator.gui.view_settings import ViewSettings


class OuterChoices:
    """The controls, which set and show what the views share."""

    def __init__(self, settings: ViewSettings) -> None:
        self._settings = settings
        self._axis, self._step, self.measure, self._log = QComboBox(), QComboBox(), QComboBox(), QToolButton()
        self._name()
        self._axis.currentIndexChanged.connect(lambda _: settings.set(axis=self._axis.currentData()))
        self.measure.currentIndexChanged.connect(lambda _: settings.set(measure=self.measure.currentData()))
        self._step.currentIndexChanged.connect(lambda step: settings.set(step=step))
        self._log.toggled.connect(lambda on: settings.set(logarithmic=on))

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return self.measure, self._step, self._axis, self._log

    def show(self, steps: int, classes: bool) -> None:
        """Offer the choices that an experiment with that many evaluation steps has."""
        with QSignalBlocker(self._step), QSignalBlocker(self.measure):
            if self._step.count() != steps + 1:
                self._step.clear()
                self._step.addItems([tr("after step {step}", step=step) for step in range(steps + 1)])
            self._step.setCurrentIndex(self._settings.step)
            self.measure.setVisible(classes)
            self.measure.setCurrentIndex(self.measure.findData(self._settings.measure))
        self._log.setEnabled(self._settings.measure == "loss")

    def _name(self) -> None:
        for key, name in (
            ("iterations", tr("by meta-iterations")),
            ("gradients", tr("by gradient evaluations")),
            ("seconds", tr("by seconds")),
        ):
            self._axis.addItem(name, key)
        self._axis.setAccessibleName(tr("Horizontal axis"))
        self._axis.setToolTip(
            tr("Gradient evaluations count the work: strategies compared by them are compared fairly.")
        )
        self._step.setAccessibleName(tr("Inner step of the validation curve"))
        self._step.setToolTip(tr("The inner step after which the validation loss is read, here and in the sentence."))
        self.measure.addItem(tr("loss"), "loss")
        self.measure.addItem(tr("right answers"), "accuracy")
        self.measure.setAccessibleName(tr("Measure"))
        self.measure.setToolTip(tr("Show the loss, or the share of right answers."))
        self._log.setText(tr("log"))
        self._log.setCheckable(True)
        self._log.setAccessibleName(tr("Logarithmic loss axis"))
        self._log.setToolTip(tr("Logarithmic loss axis: equal distances are equal factors."))
