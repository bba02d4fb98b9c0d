"""What is said in place about a run: what an edit means to the one that goes on, and how it ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from simulator.declaration import Sentence
from simulator.engine import Failed
from simulator.experiment.documents import SECTIONS
from simulator.gui.model import ExperimentModel
from simulator.gui.session import Session
from simulator.gui.text import joined, say, tr
from simulator.gui.undo import DRAWN
from simulator.gui.workspace import Workspace
from simulator.tasks import TaskFamily


class RunWords(QObject):
    """Follows model and session; `start` begins a new run, `show_log` shows what went wrong in full."""

    def __init__(
        self,
        model: ExperimentModel,
        session: Session,
        workspace: Workspace,
        start: Callable[[], None],
        show_log: Callable[[], None],
    ) -> None:
        super().__init__()
        self._model, self._session, self._workspace, self._start = model, session, workspace, start
        self._show_log = show_log
        model.changed.connect(self._edited)
        model.refused.connect(self._refused)
        model.left_out.connect(self._left_out)
        session.ended.connect(self._ended)

    def _edited(self, path: str) -> None:
        run, notice = self._session.current, self._workspace.notice
        if path == DRAWN:  # of no consequence to any run
            return
        if not self._session.running:
            if run is None:
                self._workspace.offer(self._model.experiment)
        elif self._may_change_now(path):
            self._session.change(path, self._model.value(path))
        elif run is not None and self._model.experiment.undrawn != run.experiment.undrawn:
            notice.say(
                tr("Your change applies to a new run; the one that goes on keeps its settings."),
                tr("Start a new run"),
                self._start,
            )
        else:
            notice.hide()

    def _refused(self, path: str) -> None:
        """Say why a seed is refused; other fields have room for it themselves."""
        if path == "seed" and path in self._model.refusals:
            self._workspace.notice.say(say(self._model.refusals[path]))

    def _left_out(self, family: TaskFamily, why: Sentence) -> None:
        """Say that the strategy is no longer judged on another family as well."""
        self._workspace.notice.say(
            joined([tr("The strategy is no longer judged on {family} as well.", family=tr(family.title)), say(why)])
        )

    def _may_change_now(self, path: str) -> bool:
        """Whether the run that goes on can take this change on: a live parameter of the very kind that is edited."""
        run, section = self._session.current, path.rpartition(".")[0]
        if run is None or section not in SECTIONS or not self._model.experiment.parameter(path).live:
            return False
        return type(run.experiment.section(section)) is type(self._model.experiment.section(section))

    def _ended(self) -> None:
        run, notice = self._session.current, self._workspace.notice
        notice.hide()  # what applied to a run that went on
        if run is None or run.progress.message is None:
            return
        ending, text = run.progress.ending, say(run.progress.message)
        if isinstance(ending, Failed):
            notice.say(text, tr("Show the log"), self._show_log)
        else:
            notice.say(text)
