"""Which state the views look at: the newest of the current run, or one that was chosen on the timeline."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from simulator.declaration import InputError, sentence
from simulator.engine.states import States
from simulator.experiment import Experiment
from simulator.gui.keeping import Keeping
from simulator.gui.session import Run, Session
from simulator.strategies.base import State

MOST, MOST_BYTES = 64, 2**23  # states of a run that is no longer looked at, and of those that were read back


@dataclass(frozen=True)
class _Chosen:
    """A moment that is past."""

    iteration: int
    state: State
    experiment: Experiment


class Moment(QObject):
    """Follows the current run, unless an evaluated meta-iteration of it is chosen.

    A state that is no longer in memory is read from the database; until it is there, the views stay where they are.

    Signals: `changed` when the views are to adapt anew: after an evaluation where the newest state is followed, when
    another run is shown, and when another meta-iteration was chosen. `listed` when `iterations`, `wanted` or
    `following` may have changed. `failed` with what went wrong where a state could not be read.
    """

    changed = Signal()
    listed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, keeping: Keeping) -> None:
        super().__init__()
        self._session, self._keeping = session, keeping
        self._run: Run | None = None
        self._stored: tuple[int, ...] = ()  # the iterations of which the database has states
        self._read = States(MOST, MOST_BYTES)
        self._chosen: _Chosen | None = None
        self._wanted: int | None = None  # None: the newest
        session.started.connect(self._started)
        session.evaluated.connect(self._evaluated)
        session.ended.connect(self.changed)
        session.listed.connect(self._left)

    @property
    def run(self) -> Run | None:
        """The run that is looked at."""
        return self._session.current

    @property
    def experiment(self) -> Experiment | None:
        """The experiment of the run, with the live changes that were made up to the moment."""
        if self._chosen is not None:
            return self._chosen.experiment
        return self.run.experiment if self.run is not None else None

    @property
    def following(self) -> bool:
        """Whether the newest state is looked at."""
        return self._wanted is None

    @property
    def iteration(self) -> int | None:
        """After how many meta-iterations the strategy is looked at; None where nothing was evaluated yet."""
        if self._chosen is not None:
            return self._chosen.iteration
        return self._newest

    @property
    def state(self) -> State | None:
        """What the strategy had learned by then; None where that is not known."""
        if self._chosen is not None:
            return self._chosen.state
        if self.run is None or not self.run.progress.evaluations:
            return None
        return self.run.progress.evaluations[-1].state

    @property
    def iterations(self) -> list[int]:
        """Those that can be chosen, in their order; the last is the newest evaluation."""
        newest = self._newest
        if self.run is None or newest is None:
            return []
        known = {*self.run.progress.states.iterations, *self._stored, newest}
        return sorted(each for each in known if each <= newest)

    @property
    def wanted(self) -> int | None:
        """The iteration that was chosen last, or the newest; its state may still be on its way."""
        return self._newest if self._wanted is None else self._wanted

    def choose(self, iteration: int) -> None:
        """Look at the state after so many meta-iterations, or of those that are known the nearest to that."""
        run, known = self.run, self.iterations
        if run is None or not known:
            return
        wanted = self._wanted = min(known, key=lambda each: abs(each - iteration))
        state = run.progress.states.get(wanted) or self._read.get(wanted)
        if state is None and wanted not in self._stored:
            state = run.progress.evaluations[-1].state
        if state is not None:
            self._show(run, wanted, state)
        else:
            self._ask(run, wanted)
        self.listed.emit()

    def follow(self) -> None:
        """Look at the newest state, now and from now on."""
        self._chosen = self._wanted = None
        self.changed.emit()
        self.listed.emit()

    @property
    def _newest(self) -> int | None:
        if self.run is None or not self.run.progress.evaluations:
            return None
        return self.run.progress.evaluations[-1].iteration

    def _show(self, run: Run, iteration: int, state: State) -> None:
        self._chosen = _Chosen(iteration, state, at(run, iteration))
        self.changed.emit()

    def _ask(self, run: Run, iteration: int) -> None:
        """Read a state that is not in memory."""

        def came(state: State) -> None:
            if run is self.run:
                self._read.add(iteration, state)
                if iteration == self._wanted:
                    self._show(run, iteration, state)

        def failed(error: Exception) -> None:
            if run is self.run and iteration == self._wanted:
                self._stay()
                self.failed.emit(error)
                self._list(run)  # it may have been let go in favour of later ones

        store = self._keeping.store
        if store is not None and run.kept is not None:
            self._keeping.background.ask("state", partial(store.state, run.kept, iteration), came, failed)
        else:  # the database was closed, or another one is open
            self._stored = ()
            self._stay()
            self.failed.emit(InputError(sentence("What was learned by then is no longer at hand.")))

    def _stay(self) -> None:
        """Look at what is looked at already."""
        self._wanted = self._chosen.iteration if self._chosen is not None else None
        self.listed.emit()

    def _list(self, run: Run) -> None:
        """Find out of which moments the database knows the state."""

        def came(found: list[int]) -> None:
            if run is self.run:
                self._stored = tuple(found)
                self.listed.emit()

        store = self._keeping.store
        if store is not None and run.kept is not None:
            self._keeping.background.ask("states", partial(store.states, run.kept), came)

    def _started(self) -> None:
        self._enter()
        self.follow()

    def _left(self) -> None:
        """The run may have been left for none."""
        if self.run is not self._run:
            self._started()

    def _enter(self) -> None:
        """Look at another run; of the one that is left, fewer states stay in memory: there may be many runs."""
        before, self._run = self._run, self.run
        if before is not None and before is not self._run:
            before.progress.states.shrink(MOST, MOST_BYTES)
        self._stored = ()
        self._read.clear()
        if self._run is not None:
            self._list(self._run)

    def _evaluated(self) -> None:
        if self.following:
            self.changed.emit()
        self.listed.emit()


def at(run: Run, iteration: int) -> Experiment:
    """The experiment of a run as it was after so many meta-iterations: later live changes are taken back."""
    experiment = run.experiment
    for change in reversed(run.progress.changes):
        if change.iteration >= iteration and "." in change.path:  # all but the speed belong to the experiment
            with suppress(InputError):
                experiment = experiment.with_value(change.path, change.old)
    return experiment
