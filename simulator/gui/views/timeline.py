"""The timeline under the plots: back to any evaluated meta-iteration, played as a film, saved as a moving picture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from simulator.declaration import InputError
from simulator.gui.film import KINDS, Film
from simulator.gui.icons import icon
from simulator.gui.pages.page import Surroundings
from simulator.gui.panels.card import Elided
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.track import Track, place_of

PLAY_EVERY = 125  # ms between two moments
HEIGHT, ROOM, WIDEST = 28, 6, 420  # pixels: of the row, beside words, of words


class Timeline(QWidget):
    """Chooses the moment that the views look at. Signal: `said` with a sentence about what was done or went wrong.

    `filmed` tells which view a film would show, or None where there is none that changes along a run.
    """

    said = Signal(str)

    def __init__(self, around: Surroundings, filmed: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self.setAccessibleName(tr("Timeline"))
        self._moment, self._background, self._filmed = around.moment, around.background, filmed
        self._theme: Theme | None = None
        self._dressed: object = None
        self._moments: list[int] = []
        self.film: Film | None = None
        self.play = QToolButton()
        self.play.setObjectName("timelinePlay")
        self.play.setCheckable(True)
        self.track = Track()
        self.where = Elided()
        self.where.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.newest = QPushButton(tr("Newest"))
        self.newest.setObjectName("timelineNewest")
        self.newest.setToolTip(tr("Look at what was learned last, and follow the run."))
        self.save = QPushButton()
        self.save.setObjectName("timelineFilm")
        self.action = QAction(self)  # the same, for a menu
        self.action.setObjectName("filmAction")
        self._lay_out()
        self._playing = QTimer(self)
        self._playing.setInterval(PLAY_EVERY)
        self._playing.timeout.connect(self._play_on)
        self.play.toggled.connect(self._play_or_hold)
        self.track.valueChanged.connect(self._moved)
        self.track.sliderPressed.connect(self.hold)
        self.newest.clicked.connect(self._follow)
        for way in (self.save.clicked, self.action.triggered):
            way.connect(self._save_or_cancel)
        self._moment.listed.connect(self.refresh)
        self._moment.failed.connect(self._tell)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of an appearance."""
        self._theme = theme
        self.track.mark_colour = theme.text
        self.refresh()

    @property
    def playing(self) -> bool:
        """Whether the moments are shown one after the other."""
        return self._playing.isActive()

    def dress(self) -> None:
        """Put on the icons."""
        self._dressed = None
        self._dress()

    def hold(self) -> None:
        """Stop playing."""
        self.play.setChecked(False)

    def refresh(self) -> None:
        """Show which moments there are, and which of them is looked at."""
        self._moments = self._moment.iterations
        some, wanted = len(self._moments) > 1, self._moment.wanted
        if not some:
            self.hold()
        with QSignalBlocker(self.track):
            self.track.setRange(0, max(0, len(self._moments) - 1))
            if wanted is not None:
                self.track.setValue(min(bisect_left(self._moments, wanted), self.track.maximum()))
        self.track.set_marks(self._marks())
        filming = self.film is not None
        for part in (self.play, self.track, self.newest, self.save):
            part.setVisible(some)
        self.track.setEnabled(not filming)
        self.play.setEnabled(not filming)
        self.newest.setEnabled(not self._moment.following and not filming)
        self.save.setText(tr("Cancel") if filming else tr("Save as film..."))
        self.action.setText(tr("Cancel the film") if filming else tr("Save as film..."))
        for way in (self.save, self.action):
            way.setEnabled(filming or (some and self._filmed() is not None))
            way.setToolTip(self._about_film())
        if not filming:
            self._say(*self._position())
        self._dress()

    def save_film(self, path: Path) -> None:
        """Write the view that is filmed at all moments as an animated picture."""
        view = self._filmed()
        if view is None or self._theme is None or len(self._moments) < 2:
            return
        self.hold()
        film = self.film = Film(self._moment, self._background, view, self._theme, path)
        film.advanced.connect(lambda done, of: self._say(tr("film: frame {done} of {frames}", done=done, frames=of)))
        film.ended.connect(lambda error: self._filmed_all(path, error))
        self._say(tr("film: frame {done} of {frames}", done=0, frames=film.frames))
        self.refresh()
        film.start()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.setFixedHeight(HEIGHT)
        layout.addWidget(self.play)
        layout.addWidget(self.track, 1)
        layout.addWidget(self.where, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.newest)
        layout.addWidget(self.save)
        for button in (self.play, self.newest, self.save):
            button.setFixedHeight(HEIGHT)

    def _moved(self, place: int) -> None:
        """Look at the moment under the slider; at its end, follow the run."""
        if not self._moments:
            return
        if place >= len(self._moments) - 1:
            self._moment.follow()
        else:
            self._moment.choose(self._moments[place])

    def _follow(self) -> None:
        self.hold()
        self._moment.follow()

    def _play_or_hold(self, playing: bool) -> None:
        if playing and self.track.value() == self.track.maximum():
            self.track.setValue(0)
        if playing:
            self._playing.start()
        else:
            self._playing.stop()
        self._dress()

    def _play_on(self) -> None:
        """Show the next moment, once the one before is there."""
        if self._moment.wanted != self._moment.iteration:
            return
        self.track.setValue(self.track.value() + 1)
        if self.track.value() == self.track.maximum():
            self.hold()

    def _save_or_cancel(self) -> None:
        if self.film is not None:
            film, self.film = self.film, None
            film.cancel()
            film.deleteLater()
            self.refresh()
            return
        kinds = tr("Animated pictures ({endings})", endings=" ".join(f"*{ending}" for ending in KINDS))
        name, _ = QFileDialog.getSaveFileName(self.window(), tr("Save as film"), "film.gif", kinds)
        if name:
            self.save_film(Path(name) if Path(name).suffix.lower() in KINDS else Path(f"{name}.gif"))

    def _filmed_all(self, path: Path, error: Exception | None) -> None:
        if self.film is not None:
            self.film.deleteLater()
        self.film = None
        self.refresh()
        if error is None:
            self.said.emit(tr("The film is saved in {file}.", file=path.name))
        else:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        if self.film is None:  # else the film tells
            self.hold()
            self.said.emit(say(error.message) if isinstance(error, InputError) else str(error))

    def _say(self, text: str, longest: str = "") -> None:
        """Show a text in the room that the `longest` needs, so that the slider does not move."""
        if text != self.where.text():
            self.where.setText(text)
            self.where.setToolTip(text)
            self.track.setAccessibleDescription(text)
        measure = self.where.fontMetrics()
        room = max(measure.horizontalAdvance(text), measure.horizontalAdvance(longest)) + ROOM
        if longest or room > self.where.width():
            most = WIDEST if len(self._moments) > 1 else max(WIDEST, self.width())  # else it is all there is
            self.where.setFixedWidth(min(room, most))

    def _position(self) -> tuple[str, str]:
        """Where the slider is, in words, and the longest words that it can come to."""
        run, wanted = self._moment.run, self._moment.wanted
        if run is None or wanted is None:
            text = tr("Once a run was evaluated twice, you can go back in time here.")
            return text, text
        if len(self._moments) < 2 and len(run.progress.evaluations) > 1:
            text = tr("Of this run only what was learned last is kept, so there is no going back.")
            return text, text
        schedule = run.experiment.schedule
        if len(self._moments) < 2 and run.progress.ending is not None:
            text = tr("This run was evaluated only once, so there is no going back.")
            return text, text
        if len(self._moments) < 2:  # to name where it is among all would look as if nothing happened
            then = min(schedule.iterations, (wanted // schedule.evaluate_every + 1) * schedule.evaluate_every)
            text = tr(
                "The views show the run after {iteration} meta-iterations; the next evaluation is after {next}.",
                iteration=f"{wanted:,}",
                next=f"{then:,}",
            )
            return text, text
        total = max(schedule.iterations, wanted)
        words = tr("after {iteration} of {total} meta-iterations", iteration=f"{wanted:,}", total=f"{total:,}")
        return words, tr("after {iteration} of {total} meta-iterations", iteration=f"{total:,}", total=f"{total:,}")

    def _about_film(self) -> str:
        if self.film is not None:
            return tr("Save nothing.")
        if len(self._moments) < 2:
            return tr("Once a run was evaluated twice, it can be saved as a film.")
        if self._filmed() is None:
            return tr("What this page shows does not change along a run; choose another page to film.")
        return tr("Save what this page shows, at one moment after the other, as an animated picture.")

    def _marks(self) -> list[float]:
        """Where live parameters were changed, as places along the slider."""
        run = self._moment.run
        if run is None or len(self._moments) < 2:
            return []
        changed = sorted({each.iteration for each in run.progress.changes if "." in each.path})
        return [place_of(each, self._moments) for each in changed if each <= self._moments[-1]]

    def _dress(self) -> None:
        """Put on the sign and the words of the button that plays, where they are others now."""
        if self._dressed == (self.playing, self._theme):
            return
        self._dressed = (self.playing, self._theme)
        name = tr("Hold the film") if self.playing else tr("Play the run as a film")
        self.play.setToolTip(name)
        self.play.setAccessibleName(name)
        if self._theme is not None:
            sign = "mdi6.pause" if self.playing else "mdi6.play"
            self.play.setIcon(icon(sign, self._theme.text, self._theme.muted))
