"""The button that shows, instead of the picture of a task, the view in which a person makes one by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from simulator.gui.pages.page import Surroundings
from simulator.gui.text import tr
from simulator.gui.theme import Theme
from simulator.gui.views.task.kinds import BY_HAND
from simulator.gui.views.touch.hand_view import HandView
from simulator.gui.views.touch.kept_tasks import KeptTasks


class ByHand(QToolButton):
    """There for the kinds of pictures that have such a view. Signals: `made(view)` once it is made, and its own."""

    made = Signal(object)
    said = Signal()
    picked = Signal(int)

    def __init__(self, around: Surroundings, kept: KeptTasks) -> None:
        super().__init__()
        self.setObjectName("byHand")
        self.setText(tr("By hand"))
        self.setCheckable(True)
        self.hide()
        self._around, self._kept = around, kept
        self._theme: Theme | None = None
        self._views: dict[type, HandView] = {}

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        for view in self._views.values():
            view.set_theme(theme)

    def view(self, kind: type) -> HandView | None:
        """The view that is to be seen instead of a picture of this kind; made when it is first wanted."""
        load = BY_HAND.get(kind)
        self.setVisible(load is not None)
        if load is None:
            return None
        maker = load()
        self.setText(maker.button())
        self.setToolTip(maker.hint())
        if not self.isChecked():
            return None
        if kind not in self._views:
            view = self._views[kind] = maker(self._around, self._kept)
            if self._theme is not None:
                view.set_theme(self._theme)
            view.said.connect(self.said)
            view.picked.connect(self.picked)
            self.made.emit(view)
        return self._views[kind]
