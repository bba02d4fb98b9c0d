"""What a page is: a view over the whole middle of the window, drawn only while it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simulator.experiment import Experiment
from simulator.gui.background import TorchBackground
from simulator.gui.keeping import Keeping
from simulator.gui.model import ExperimentModel
from simulator.gui.moment import Moment
from simulator.gui.session import Session
from simulator.gui.theme import Theme
from simulator.gui.view_settings import ViewSettings


@dataclass(frozen=True)
class Surroundings:
    """What a page may ask and follow; it owns none of it.

    `model` is the experiment as it is edited, `session` the runs, `moment` the state that is looked at, `settings` the
    choices that the views share, `keeping` the database. `background` works away from the GUI thread, one thing after
    the other, of each topic only what was asked last.
    """

    model: ExperimentModel
    session: Session
    moment: Moment
    background: TorchBackground
    settings: ViewSettings
    keeping: Keeping


def surround(experiment: Experiment, database: Path | None) -> Surroundings:
    """What the parts of a window work on: an experiment to edit, no run yet, and the runs of a database, if any."""
    background, keeping = TorchBackground(), Keeping(database)
    session = Session(keeping.record)
    model = ExperimentModel(experiment, partial(background.ask, "families"))
    return Surroundings(model, session, Moment(session, keeping), background, ViewSettings(), keeping)


class Page(QWidget):
    """The base of the pages.

    A page overrides `refresh`, which is called when what it shows may have changed, but only while it is visible; and
    when it becomes visible. What takes more than a few milliseconds it asks of the background.
    """

    filmed = True  # whether it shows the moment that is looked at, so that a film of it is worth making

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.theme: Theme | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 4, 0, 0)
        self.body.setSpacing(8)
        around.moment.changed.connect(self._changed)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self.theme = theme
        self._changed()

    def refresh(self) -> None:
        """Show what is to be seen now."""

    def columns(self) -> dict[str, list[object]]:
        """The numbers behind what is shown, by name, for a table."""
        return {}

    def leave(self) -> None:
        """The window closes: end what goes on, soon; does not wait."""

    def finish(self, patience: float) -> bool:
        """Wait so many seconds for what `leave` ended; returns whether it has."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._changed()

    def _changed(self) -> None:
        if self.isVisible() and self.theme is not None:
            self.refresh()
