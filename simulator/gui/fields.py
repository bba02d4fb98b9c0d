"""One control for each kind of parameter. A field shows a value and says when a person changed it; no more.

Numbers beyond the declared limits can be typed: it is the declaration that refuses them, with its sentence.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from simulator.declaration import Parameter
from simulator.gui.number_fields import Explored, Interval, Number, Slider, WholeNumber, explored, wheel
from simulator.gui.text import tr
from simulator.gui.text_fields import Listed, Path, Text

__all__ = [
    "Choice",
    "Explored",
    "Field",
    "Flag",
    "Interval",
    "Listed",
    "Number",
    "Path",
    "Slider",
    "Text",
    "WholeNumber",
    "control_of",
    "explored",
    "field_for",
    "stops_of",
]


class Flag(QCheckBox):
    """Yes or no."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self.toggled.connect(self.edited.emit)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setChecked(value)


class Choice(QComboBox):
    """One of a few words."""

    edited = Signal(object)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__()
        self._choices = parameter.choices
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for choice in parameter.choices:
            self.addItem(tr(choice), choice)
        self.currentIndexChanged.connect(lambda index: self.edited.emit(self._choices[index]))

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self._choices.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        wheel(self, event)


Field = WholeNumber | Number | Flag | Choice | Interval | Listed | Text | Path | Explored


def field_for(parameter: Parameter) -> Field:
    """The control for a parameter; numbers that people explore get a slider."""
    if parameter.kind == "text":
        return Path(parameter) if parameter.file else Text(parameter)
    if parameter.optional or parameter.kind == "integers":
        return Listed(parameter)
    if parameter.kind in ("integer", "number"):
        number = WholeNumber(parameter) if parameter.kind == "integer" else Number(parameter)
        return Explored(number, Slider(parameter)) if explored(parameter) else number
    kinds: dict[str, type[Flag] | type[Choice] | type[Interval]] = {
        "flag": Flag,
        "choice": Choice,
        "range": Interval,
    }
    return kinds[parameter.kind](parameter)


def control_of(field: Field) -> QWidget:
    """The part of a field that takes the keyboard and carries its name."""
    if isinstance(field, Explored):
        return field.number
    return field.line if isinstance(field, Path) else field


def stops_of(field: Field) -> list[QWidget]:
    """The parts of a field that the Tab key goes through."""
    if isinstance(field, Explored):
        return [field.number, field.slider]
    if isinstance(field, Interval):
        return [field.low, field.high]
    return [field.line, field.browse] if isinstance(field, Path) else [field]
