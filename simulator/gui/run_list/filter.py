"""The line that filters the list of runs."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from simulator.gui.text import tr


class RunsFilter(QLineEdit):
    """Takes the words that are to occur in a run."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("runsFilter")
        self.setPlaceholderText(tr("Filter runs"))
        self.setAccessibleName(tr("Filter runs"))
        self.setToolTip(tr("Show the runs in whose name, parts, state, tags or note all these words occur"))
        self.setClearButtonEnabled(True)

    @property
    def filters(self) -> bool:
        """Whether there are words to look for."""
        return bool(self.text().strip())
