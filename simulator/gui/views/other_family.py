"""The line of the plots that is of another family: how it is drawn and named."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from simulator.gui.panels.card import legend
from simulator.gui.session import Session
from simulator.gui.text import tr
from simulator.gui.theme import Theme

ELSEWHERE_DASH = Qt.PenStyle.DashDotLine


class OtherFamily(QLabel):
    """Names the line, where the current run has it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(tr("The same strategy, judged on tasks of a family that it is not trained on."))
        self._session = session
        self._theme: Theme | None = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Follow the current run."""
        run = self._session.current
        family = run.experiment.elsewhere if run is not None else None
        self.setVisible(family is not None)
        if family is not None and self._theme is not None:
            name = tr("on {family}, without training there", family=tr(family.title))
            self.setText(legend([(self._theme.series[2], name)]))
