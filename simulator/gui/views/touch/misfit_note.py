"""The line over a task that says which of the kept tasks do not fit the experiment, and so are not shown."""

from __future__ import annotations

from functools import partial

from simulator.declaration import Sentence
from simulator.experiment import Experiment, misfits
from simulator.gui.pages.page import Surroundings
from simulator.gui.panels.card import Elided
from simulator.gui.text import joined, say, tr


class MisfitNote(Elided):
    """Hidden as long as all of them fit. They stay with the experiment, and can be chosen again where they fit."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setAccessibleName(tr("Kept tasks that do not fit"))
        self._model, self._background = around.model, around.background
        self._asked: object = None
        self.hide()
        around.model.changed.connect(self._follow)
        self._follow("")

    def _follow(self, path: str) -> None:
        """Look again, away from the GUI thread: shapes of some families are read from files."""
        experiment = self._model.experiment
        asked = (experiment.drawn, experiment.task, experiment.strategy)
        if asked == self._asked:
            return
        self._asked = asked
        if experiment.drawn:
            self._background.ask("kept tasks", partial(misfits, experiment), partial(self._tell, experiment))
        else:
            self._tell(experiment, ())

    def _tell(self, experiment: Experiment, found: tuple[Sentence, ...]) -> None:
        if experiment.drawn != self._model.experiment.drawn or experiment.task != self._model.experiment.task:
            return
        self.setVisible(bool(found))
        self.setToolTip("\n".join(map(say, found)))
        if found:
            more = [tr("({count} more do not fit.)", count=len(found) - 1)] if len(found) > 1 else []
            self.setText(joined([say(found[0]), *more]))
