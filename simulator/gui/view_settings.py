"""What the views show, shared by all of them: the inner step, the measure, the axes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from simulator.analysis.outer_loop import Axis, Measure


class ViewSettings(QObject):
    """The choices a person makes about the pictures, not about the run."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.step = 1
        self.measure: Measure = "loss"
        self.axis: Axis = "iterations"
        self.logarithmic = False

    def set(self, **values: Any) -> None:
        """Change some choices; listeners hear of it once, and only if something changed."""
        before = dict(self.__dict__)
        for name, value in values.items():
            setattr(self, name, value)
        if before != self.__dict__:
            self.changed.emit()
