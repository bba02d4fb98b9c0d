"""The sentence under the pages: what is seen in the run, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from simulator.analysis.sentences import findings, findings_elsewhere
from simulator.experiment import Experiment
from simulator.gui.session import Session
from simulator.gui.text import joined, say, tr
from simulator.gui.view_settings import ViewSettings

SHORT, LONGER = 62, 102  # pixels for three or five lines, so that the plots do not move when the sentence grows


class Finding(QLabel):
    """Of the test where there is one, else of the latest evaluation."""

    def __init__(self, session: Session, settings: ViewSettings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.setObjectName("finding")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFixedHeight(SHORT)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def make_room(self, experiment: Experiment) -> None:
        """Have the height that the sentence about a run of this experiment needs."""
        self.setFixedHeight(LONGER if experiment.elsewhere else SHORT)

    def refresh(self) -> None:
        """Say what is known now."""
        run = self._session.current
        if run is None or not run.progress.evaluations:
            self.setText(tr("What is seen will be said here in words."))
            return
        progress, tested = run.progress, run.progress.tested
        step = min(self._settings.step, run.experiment.schedule.evaluation_steps)
        latest = progress.evaluations[-1]
        scores, references, lead = latest.scores, progress.references, []
        other, other_references = latest.elsewhere, progress.elsewhere_references
        if tested is not None:
            scores, references = tested.scores, tested.references
            tasks = run.experiment.schedule.test_tasks
            lead = [tr("On {tasks} tasks never seen before:", tasks=f"{tasks:,}")]
        if tested is not None and tested.elsewhere is not None:
            other, other_references = tested.elsewhere.scores, tested.elsewhere.references
        said = findings(scores, references, step, progress.training_loss)
        if other is not None and run.experiment.elsewhere is not None:
            said += findings_elsewhere(other, other_references, step, run.experiment.elsewhere)
        self.setText(joined([*lead, *map(say, said)]))
