"""The line over a task that says which of the kept tasks are none of the family that is seen, and so are not shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from simulator.declaration import Sentence
from simulator.experiment import Experiment, misfits
from simulator.gui.pages.page import Surroundings
from simulator.gui.panels.card import Elided
from simulator.gui.text import joined, say, tr


class MisfitNote(Elided):
    """Hidden as long as all of them fit. They stay with the experiment, and can be chosen again where they fit.

    What they have to fit is what the picture below is of: the run, also where its experiment was edited since. Before
    there is a run it is the edited experiment.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setAccessibleName(tr("Kept tasks that do not fit"))
        self._model, self._moment, self._background = around.model, around.moment, around.background
        self._asked: object = None
        self.hide()
        around.model.changed.connect(lambda _: self._follow())
        around.moment.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Look again, away from the GUI thread: shapes of some families are read from files."""
        edited = self._model.experiment
        experiment = replace(self._moment.experiment or edited, drawn=edited.drawn)
        asked = _all_that_counts(experiment)
        if asked == self._asked:
            return
        self._asked = asked
        if experiment.drawn:
            self._background.ask("kept tasks", partial(misfits, experiment), partial(self._tell, asked))
        else:
            self._tell(asked, ())

    def _tell(self, asked: object, found: tuple[Sentence, ...]) -> None:
        if asked != self._asked:
            return
        self.setVisible(bool(found))
        more = [tr("({count} more do not fit.)", count=len(found) - 1)] if len(found) > 1 else []
        self.say(joined([say(found[0]), *more]) if found else "", "\n".join(map(say, found)))


def _all_that_counts(experiment: Experiment) -> object:
    """What decides which tasks fit."""
    return experiment.drawn, experiment.task, experiment.strategy
