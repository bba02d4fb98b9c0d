"""What is wrong with the database: said in place as long as it lasts, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from simulator.declaration import InputError, Sentence
from simulator.gui.keeping import Keeping
from simulator.gui.panels.notice import Notice
from simulator.gui.session import Session
from simulator.gui.text import joined, say, tr


class Trouble(QObject):
    """Follows the database with a notice of its own; `notice` is the window's, for what passes."""

    def __init__(self, keeping: Keeping, notice: Notice, session: Session) -> None:
        super().__init__()
        self.notice = Notice("trouble")
        self._keeping, self._passing, self._session = keeping, notice, session
        self._said: object = (None, 0)
        self._general = False  # whether what is wrong is so for every run
        keeping.troubled.connect(self._changed)
        keeping.looked.connect(self._look)
        keeping.noted.connect(lambda why: notice.say(joined([say(why), tr("The run is shown without its files.")])))
        keeping.failed.connect(lambda why: notice.say(say(why)))
        session.unsaved.connect(lambda why: notice.say(say(why)))
        session.ended.connect(self._look)

    def _changed(self, trouble: Sentence | None) -> None:
        if trouble is None and self._general:
            self._passing.say(tr("Saving works again."))
        self._look()

    def _look(self) -> None:
        """Say what is wrong, where that is something else than before: what was put away stays away."""
        trouble, late = self._keeping.trouble, self._late()
        if (trouble, late) == self._said:
            return
        self._said, self._general = (trouble, late), trouble is not None and trouble == self._keeping.general_trouble
        said = [say(trouble)] if trouble is not None else []
        if self._general and self._keeping.store is None:
            said.append(tr("Runs are not saved meanwhile."))
        elif self._general:
            said.append(tr("What is not saved yet is kept in memory meanwhile."))
        if late == 1:
            said.append(tr("The run that has ended is not saved yet."))
        elif late:
            said.append(tr("{count} runs that have ended are not saved yet.", count=late))
        if not said:
            self.notice.hide()
        elif trouble is not None and _is_damage(trouble):
            self.notice.say(joined(said), tr("Set it aside and begin a new one"), self._set_aside)
        else:
            self.notice.say(joined(said))

    def _late(self) -> int:
        """How many runs are shown as ended that the database does not have to their end, though it still may."""
        ended = [run for run in self._session.runs if run.progress.ending is not None and not run.safe]
        hopeful = (None, self._keeping.general_trouble)
        return sum(run.recording is not None and run.recording.trouble in hopeful for run in ended)

    def _set_aside(self) -> None:
        self._keeping.set_aside(self._begun, self._failed)

    def _begun(self, aside: Path) -> None:
        self._session.let_go(moved=True)
        self._said = None  # another database: all is said anew
        self._look()
        said = [tr("A new database was begun. The damaged one is kept as {file}.", file=aside)]
        self._passing.say(joined([*said, *self._interrupted()]))

    def _failed(self, error: Exception) -> None:
        self._session.let_go(moved=False)
        why = say(error.message) if isinstance(error, InputError) else str(error)
        self._passing.say(joined([why, *self._interrupted()]))

    def _interrupted(self) -> list[str]:
        """What to do about a run whose database was closed under it."""
        again = tr("The run that goes on is not saved; start a new one to have it saved.")
        return [again] if self._session.running else []


def _is_damage(trouble: Sentence) -> bool:
    from simulator.store.database import is_damage  # loaded by then

    return is_damage(trouble)
