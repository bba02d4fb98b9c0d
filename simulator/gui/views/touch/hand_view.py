"""What a view is in which a person makes a task by hand, in the place of the picture of a sampled one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from simulator.gui.pages.page import Surroundings
from simulator.gui.theme import Theme
from simulator.gui.views.touch.kept_tasks import KeptTasks


class HandView(QWidget):
    """The base of these views. Signals: `said` when its summary is another one, `picked(task)` when a sampled task
    is to be seen instead.
    """

    said = Signal()
    picked = Signal(int)

    def __init__(self, around: Surroundings, kept: KeptTasks) -> None:
        super().__init__()
        self.around, self.kept = around, kept
        self.theme: Theme | None = None

    @classmethod
    def button(cls) -> str:
        """What the control is called that shows it."""
        return ""

    @classmethod
    def hint(cls) -> str:
        """What it is for."""
        return ""

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.theme = theme

    def show_moment(self, task: int, step: int) -> None:
        """The state that is looked at, the sampled task or the inner step may have changed; only called while seen."""

    def summary(self) -> str:
        """What is seen, in one line."""
        return ""

    def columns(self) -> dict[str, list[object]]:
        """The numbers behind what is shown, by name, for a table."""
        return {}
