"""The tool bar's two values: how fast to run, and the seed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QSpinBox, QWidget

from simulator.experiment.experiment import SEED
from simulator.gui.form import tooltip
from simulator.gui.model import ExperimentModel
from simulator.gui.text import say, tr

SPEEDS: tuple[float | None, ...] = (1, 2, 5, 10, 20, 50, 100, 200, 500, None)


class SpeedControl(QWidget):
    """From one meta-iteration a second to as many as the machine makes."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("speed")
        self.slider.setRange(0, len(SPEEDS) - 1)
        self.slider.setValue(len(SPEEDS) - 1)
        self.slider.setPageStep(1)
        self.slider.setFixedWidth(110)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.slider.setAccessibleName(tr("Speed"))
        tip = tr("How many meta-iterations a second, from 1 to unlimited. May change while running.")
        self._value = QLabel()
        self._value.setMinimumWidth(72)
        label = QLabel(tr("Speed"))
        label.setBuddy(self.slider)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (label, self.slider, self._value):
            widget.setToolTip(tip)
            layout.addWidget(widget)
        self.slider.valueChanged.connect(self._moved)
        self._show()

    def _moved(self, _: int) -> None:
        self._show()
        self.chosen.emit(SPEEDS[self.slider.value()])

    def _show(self) -> None:
        speed = SPEEDS[self.slider.value()]
        text = tr("unlimited") if speed is None else tr("{rate}/s", rate=f"{speed:g}")
        self._value.setText(text)
        self.slider.setAccessibleDescription(text)


class SeedControl(QWidget):
    """The seed of the next run."""

    def __init__(self, model: ExperimentModel) -> None:
        super().__init__()
        self._model = model
        self.field = QSpinBox()
        self.field.setObjectName("seed")
        self.field.setRange(-(2**31), 2**31 - 1)
        self.field.setKeyboardTracking(False)
        self.field.setFixedWidth(88)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.field.setAccessibleName(tr("Seed"))
        label = QLabel(tr("Seed"))
        label.setBuddy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (label, self.field):
            widget.setToolTip(tooltip(SEED, "seed"))
            layout.addWidget(widget)
        self.field.valueChanged.connect(lambda value: model.set("seed", value))
        model.changed.connect(lambda _: self.refresh())
        model.refused.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the model's seed, or why another one was refused."""
        refusal = self._model.refusals.get("seed")
        self.field.setProperty("refused", refusal is not None)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self.field.setToolTip(say(refusal) if refusal else tooltip(SEED, "seed"))
        if refusal is None:
            with QSignalBlocker(self.field):
                self.field.setValue(self._model.experiment.seed)
