"""What sees to it that nothing is lost: changes, edits, runs that were cut off, files, and what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from simulator.engine import Progress
from simulator.experiment import Experiment
from simulator.gui.files import Files
from simulator.gui.leaving import Leaving
from simulator.gui.log import Log
from simulator.gui.model import Origin
from simulator.gui.pages.page import Surroundings
from simulator.gui.recovery import Recovery
from simulator.gui.resuming import Resuming
from simulator.gui.run_list.panel import RunsPanel
from simulator.gui.sharing import Sharing
from simulator.gui.text import say
from simulator.gui.trouble import Trouble
from simulator.gui.undo import Undo
from simulator.gui.undo_keys import UndoKeys
from simulator.gui.unexpected import Unexpected
from simulator.gui.unsaved_edits import UnsavedEdits
from simulator.gui.workspace import Workspace


class Open(Protocol):
    """Edits another experiment."""

    def __call__(self, experiment: Experiment, origin: Origin | None = None) -> None: ...


class Safekeeping(QObject):
    """Builds these parts for a window and connects them; `log_file` is None where no log is to be kept."""

    def __init__(
        self, window: QWidget, around: Surroundings, workspace: Workspace, open_: Open, log_file: Path | None
    ) -> None:
        super().__init__(window)
        model, session, keeping, notice = around.model, around.session, around.keeping, workspace.notice
        self._model, self._session = model, session
        self.log = Log(log_file)
        self.undo = Undo(model, self)
        self.edits = UnsavedEdits(model, keeping)
        self.trouble = Trouble(keeping, notice, session)
        self.resuming = Resuming(keeping, session, notice, open_)
        self.recovery = Recovery(keeping, self.edits, self.resuming, session)
        self.sharing = Sharing(model, keeping, notice, self._kept, window)
        self.files = Files(model, workspace, keeping.background, self.sharing, window)
        self.unexpected = Unexpected(window, lambda: model.experiment, self.files.save_as)
        self.leaving = Leaving(window, model, session, keeping, self.files)
        self._undo_keys = UndoKeys(self)
        self.files.opened.connect(open_)
        session.settled.connect(keeping.changed)  # there is something new to be read
        self.edits.restored.connect(lambda experiment: open_(experiment, Origin(None)))
        self.edits.refused.connect(lambda why: notice.say(say(why)))

    @property
    def cards(self) -> tuple[QWidget, QWidget]:
        """What has to be seen, as long as there is something to say."""
        return self.recovery.card, self.trouble.notice

    def follow(self, runs: RunsPanel) -> None:
        """Do what the list of runs leaves to others."""
        runs.resume_wanted.connect(self.resuming.go_on)
        runs.share_wanted.connect(self.sharing.share_runs)
        runs.opened.connect(self._show)

    def close(self) -> None:
        """Let go of what outlives the window."""
        self.unexpected.close()
        self.log.close()

    def _show(self, experiment: Experiment, _progress: Progress, _number: int) -> None:
        """Edit the experiment of the run that is shown."""
        if experiment != self._model.experiment:
            self.edits.put_aside()
            self._model.replace(experiment)

    def _kept(self) -> list[int]:
        """The current run, if it is kept."""
        run = self._session.current
        return [run.kept] if run is not None and run.kept is not None else []
