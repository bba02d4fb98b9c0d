"""Shared files in the window: written with or without runs, read in the background, their runs put into the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from simulator.declaration import InputError
from simulator.gui.keeping import Keeping
from simulator.gui.model import ExperimentModel
from simulator.gui.panels.notice import Notice
from simulator.gui.text import joined, say, tr

if TYPE_CHECKING:
    from simulator.store import Store
    from simulator.store.shared.file import Shared

ENDING = "learnsim"


class Sharing(QObject):
    """`chosen` gives the runs that are shared with the experiment. Signal: `opened(experiment)`."""

    opened = Signal(object)

    def __init__(
        self,
        model: ExperimentModel,
        keeping: Keeping,
        notice: Notice,
        chosen: Callable[[], Sequence[int]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model, self._keeping, self._notice = model, keeping, notice
        self._chosen, self._window = chosen, parent

    def open(self, file: Path) -> None:
        """Read a shared file, then edit its experiment and list its runs."""
        from simulator.store.shared.file import read

        self._keeping.background.ask("shared file", partial(read, file), self._read, self._failed)

    def share(self) -> None:
        """Ask for a name and write the experiment there, alone."""
        self.share_runs(())

    def share_with_runs(self) -> None:
        """Ask for a name and write the experiment there with the chosen runs."""
        runs = tuple(self._chosen())
        if runs:
            self.share_runs(runs)
        else:
            self._notice.say(tr("There is no saved run to share yet. Run the experiment first."))

    def share_runs(self, runs: Sequence[int]) -> None:
        """Ask for a name and write the experiment there with these runs."""
        kinds = tr("Shared experiments (*.learnsim)")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Share the experiment"), "", kinds)
        if not name:
            return
        file = Path(name) if name.lower().endswith(f".{ENDING}") else Path(f"{name}.{ENDING}")
        experiment = self._model.experiment
        from simulator.store.shared.file import left_behind, write

        def done(_: object) -> None:
            made = tr("{file} holds the experiment and {count} runs.", file=file.name, count=len(runs))
            alone = tr("{file} holds the experiment.", file=file.name)
            self._notice.say(joined([made if runs else alone, *map(say, left_behind(experiment))]))

        if runs:
            self._keeping.ask(lambda store: write(file, experiment, store, runs), done, self._failed)
        else:
            self._keeping.background.ask("share", partial(write, file, experiment), done, self._failed, lasting=True)

    def _read(self, shared: Shared) -> None:
        self.opened.emit(shared.experiment)
        notes = list(map(say, shared.notes))
        if notes:
            self._notice.say(joined(notes))
        if shared.runs:
            self._keeping.ask(partial(_added, shared), partial(self._taken_in, notes), self._failed)

    def _taken_in(self, notes: list[str], added: int) -> None:
        said = tr("{count} runs were added to the list.", count=added)
        if added == 1:
            said = tr("One run was added to the list.")
        if added == 0:
            said = tr("The runs in the file are in the list already.")
        self._notice.say(joined([*notes, said]))

    def _failed(self, error: Exception) -> None:
        self._notice.say(say(error.message) if isinstance(error, InputError) else str(error))


def _added(shared: Shared, store: Store) -> int:
    """Take the runs in; how many were not there yet."""
    from simulator.store.shared.file import take_in

    known = {run.id for run in store.runs()}
    return len(set(take_in(store, shared)) - known)
