"""The report of the runs that are shown, written to a file that a person names: a page, or a document to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from simulator.analysis.contenders import Tried
from simulator.declaration import InputError
from simulator.declaration.whole_file import write_whole
from simulator.engine.progress import Judged, Progress
from simulator.gui.background import Background
from simulator.gui.keeping import Keeping
from simulator.gui.panels.notice import Notice
from simulator.gui.session import Run, Session
from simulator.gui.text import say, tr
from simulator.gui.views.outer_loop import laid_over

if TYPE_CHECKING:
    from simulator.analysis.page.contents import Reported

HTML, PDF = ".html", ".pdf"


class Reporting(QObject):
    """Asks for a name and does the work in the background; `said` tells what was done."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        keeping: Keeping,
        background: Background,
        notice: Notice,
        said: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._keeping, self._background = parent, session, keeping, background
        self._notice, self._said = notice, said

    @property
    def runs(self) -> list[Run]:
        """What would be reported: the current run, then those that are laid over its plots."""
        current = self._session.current
        return [*([current] if current is not None else []), *laid_over(self._session)]

    def report(self) -> None:
        """Ask for a name, and write the report of the shown runs there."""
        self.report_of(self.runs)

    def report_of(self, runs: Sequence[Run]) -> None:
        """Ask for a name, and write the report of some runs there."""
        if not runs:
            self._notice.say(tr("There is no run to report yet. Run the experiment first."))
            return
        kinds = f"{tr('Web page')} (*{HTML});;{tr('PDF document')} (*{PDF})"
        name, kind = QFileDialog.getSaveFileName(self._window, tr("Report"), f"report{HTML}", kinds)
        if name:
            ending = PDF if PDF in kind else HTML
            path = Path(name) if Path(name).suffix.lower() in (HTML, PDF) else Path(f"{name}{ending}")
            self.write(path, runs)

    def write(self, path: Path, runs: Sequence[Run]) -> None:
        """Write the report of some runs, as the ending of `path` says; what goes wrong is said in place."""
        tried = [Tried(run.number, run.experiment, frozen(run.progress), run.kept) for run in runs]
        language = QLocale().bcp47Name()

        def work() -> bytes:
            from simulator.analysis.page.contents import report  # most windows never write one
            from simulator.analysis.page.html import html

            page = report([self._reported(each) for each in tried], tr, language)
            if path.suffix.lower() == PDF:
                from simulator.gui.report_export import pdf

                content = pdf(page)
            else:
                content = html(page).encode()
            write_whole(path, content)
            return content

        self._said(tr("The report is being written."))
        self._background.ask(f"report {path}", work, partial(self._written, path), self._failed)

    def _reported(self, tried: Tried) -> Reported:
        """A run with what the database knows of it, where it is kept."""
        from simulator.analysis.page.contents import Reported

        store = self._keeping.store
        if tried.kept is not None and store is not None:
            try:
                summary = store.summary(tried.kept)
            except InputError:
                return Reported(tried)
            return Reported(tried, summary.name, summary.note, summary.created)
        return Reported(tried)

    def _written(self, path: Path, _: bytes) -> None:
        self._said(tr("The report was saved in {file}.", file=path.name))

    def _failed(self, error: Exception) -> None:
        self._notice.say(say(error.message) if isinstance(error, InputError) else str(error))


def frozen(progress: Progress) -> Progress:
    """What was told so far, which later events do not change: growing columns only ever add behind what is there."""
    made = copy(progress)
    for name, value in vars(progress).items():
        setattr(made, name, copy(value))
        if isinstance(value, Judged):
            judged = copy(value)
            judged.means, judged.half_widths = copy(value.means), copy(value.half_widths)
            setattr(made, name, judged)
    return made
