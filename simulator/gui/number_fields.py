"""Fields for numbers: typed, drawn along a slider, or two of them as the ends of a range."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from simulator.declaration import Parameter
from simulator.gui.text import tr

SLIDER_STEPS = 200
LARGEST_SLIDER = 1000  # a linear slider over more values than this cannot be aimed


class WholeNumber(QSpinBox):
    """A whole number with its unit inside."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.setRange(-(2**31), 2**31 - 1)
        self.setKeyboardTracking(False)
        self.setGroupSeparatorShown(True)
        self.setSuffix(f" {tr(parameter.unit)}" if parameter.unit else "")
        self.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        _plain(self)
        self.valueChanged.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel(self, event)


class Number(QDoubleSpinBox):
    """A number, written as short as it can be; arrows multiply where the scale is logarithmic."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self._log = parameter.log
        self.setDecimals(12)
        self.setRange(-1e12, 1e12)
        self.setKeyboardTracking(False)
        self.setSuffix(f" {tr(parameter.unit)}" if parameter.unit else "")
        self.setSingleStep(0.1)
        _plain(self)
        self.valueChanged.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setValue(value)

    def textFromValue(self, value: float) -> str:
        return f"{value:.6g}"

    def valueFromText(self, text: str) -> float:
        if self._bare(text) == self.textFromValue(self.value()):
            return self.value()  # shown shorter than it is, and not edited
        try:
            return float(self._bare(text))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        bare = self._bare(text)
        try:
            float(bare)
        except ValueError:
            partial = all(letter in "0123456789.,+-eE" for letter in bare)
            state = QValidator.State.Intermediate if partial else QValidator.State.Invalid
            return state, text, position
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:
        if self._log and self.value() > 0:
            self.setValue(float(f"{self.value() * 10 ** (steps / 10):.2g}"))
        else:
            super().stepBy(steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel(self, event)

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip().replace(",", ".")


class Interval(QWidget):
    """Two ends of a range."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.low, self.high = Number(parameter), Number(parameter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.low, 1)
        layout.addWidget(QLabel(tr("to")))
        layout.addWidget(self.high, 1)
        for end, title in ((self.low, tr("lowest")), (self.high, tr("highest"))):
            end.setSuffix("")
            end.setAccessibleName(f"{tr(parameter.title)}, {title}")
            end.edited.connect(lambda _: self.edited.emit([self.low.value(), self.high.value()]))

    def show_value(self, value: Any) -> None:
        self.low.show_value(value[0])
        self.high.show_value(value[1])


class Slider(QSlider):
    """A coarse way to a number, along its declared scale."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._whole = parameter.kind == "integer"
        self._log = parameter.log or (parameter.maximum or 0) > LARGEST_SLIDER / 5
        low = parameter.minimum if parameter.minimum is not None else (parameter.above or 0.0)
        high = float(parameter.maximum or 1.0)
        self._low = max(low, 1 if self._whole else high * 1e-5) if self._log else low
        self._high = high
        self.setRange(0, SLIDER_STEPS)
        self.setPageStep(SLIDER_STEPS // 10)
        self.setAccessibleName(tr("{title}, slider", title=tr(parameter.title)))
        self.valueChanged.connect(lambda place: self.edited.emit(self._value(place)))

    def show_value(self, value: Any) -> None:
        if self._log:
            share = math.log(max(value, self._low) / self._low) / math.log(self._high / self._low)
        else:
            share = (value - self._low) / (self._high - self._low)
        with QSignalBlocker(self):
            self.setValue(round(SLIDER_STEPS * min(1.0, max(0.0, share))))

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel(self, event)

    def _value(self, place: int) -> float | int:
        share = place / SLIDER_STEPS
        if self._log:
            value = self._low * (self._high / self._low) ** share
        else:
            value = self._low + share * (self._high - self._low)
        return round(value) if self._whole else float(f"{value:.2g}")


class Explored(QWidget):
    """A number with a slider under it, for values that people explore."""

    edited = Signal(object)

    def __init__(self, number: WholeNumber | Number, slider: Slider) -> None:
        super().__init__()
        self.number, self.slider = number, slider
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(number)
        layout.addWidget(slider)
        number.edited.connect(self.edited.emit)
        slider.edited.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        self.number.show_value(value)
        self.slider.show_value(value)


def explored(parameter: Parameter) -> bool:
    """Whether a slider makes sense: shown at first sight, and limited at both ends."""
    low = parameter.minimum if parameter.minimum is not None else parameter.above
    if parameter.advanced or low is None or parameter.maximum is None or parameter.kind == "flag":
        return False
    return parameter.log or parameter.maximum - low <= LARGEST_SLIDER


def _plain(field: QSpinBox | QDoubleSpinBox) -> None:
    """No wider than the panel leaves; arrow keys and wheel step, the style sheet takes the buttons away."""
    field.setMinimumWidth(48)
    field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


def wheel(field: QWidget, event: QWheelEvent) -> None:
    """Let the wheel scroll the panel rather than change a value that is only passed over."""
    if field.hasFocus() and isinstance(field, QSpinBox | QDoubleSpinBox):
        type(field).__mro__[1].wheelEvent(field, event)  # type: ignore[attr-defined]
    else:
        event.ignore()
