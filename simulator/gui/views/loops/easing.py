"""How a step that is made by hand moves from where it was to where it is."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

EASE = 150  # ms


class Easing(QVariantAnimation):
    """Goes from 0 to 1 when it is started, and has its widget painted all along."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(EASE)
        self.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self.valueChanged.connect(lambda _: widget.update())

    @property
    def going(self) -> bool:
        """Whether it moves still."""
        return self.state() == QVariantAnimation.State.Running

    @property
    def share(self) -> float:
        """How much of the way is done."""
        return float(self.currentValue()) if self.going else 1.0
