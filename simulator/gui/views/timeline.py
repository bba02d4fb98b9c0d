"""The timeline under the plots: back to any evaluated meta-iteration, played as a film, saved as a moving picture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QSlider, QToolButton, QWidget

from simulator.declaration import InputError
from simulator.gui.film import KINDS, Film
from simulator.gui.icons import icon
from simulator.gui.pages.page import Surroundings
from simulator.gui.panels.card import Elided
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme

PLAY_EVERY = 125  # ms between two moments
HANDLE = 12  # pixels: see the style sheet
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
        self._lay_out()
        self._playing = QTimer(self)
        self._playing.setInterval(PLAY_EVERY)
        self._playing.timeout.connect(self._play_on)
        self.play.toggled.connect(self._play_or_hold)
        self.track.valueChanged.connect(self._moved)
        self.track.sliderPressed.connect(self.hold)
        self.newest.clicked.connect(self._follow)
        self.save.clicked.connect(self._save_or_cancel)
        self._moment.listed.connect(self.refresh)
        self._moment.failed.connect(self._tell)

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
        self.save.setEnabled(filming or self._filmed() is not None)
        self.save.setText(tr("Cancel") if filming else tr("Save as film..."))
        self.save.setToolTip(self._about_film())
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
            self.where.setFixedWidth(min(room, WIDEST))

    def _position(self) -> tuple[str, str]:
        """Where the slider is, in words, and the longest words that it can come to."""
        run, wanted = self._moment.run, self._moment.wanted
        if run is None or wanted is None:
            text = tr("Once a run was evaluated twice, you can go back in time here.")
            return text, text
        if len(self._moments) < 2 and len(run.progress.evaluations) > 1:
            text = tr("Of this run only what was learned last is kept, so there is no going back.")
            return text, text
        total = max(run.experiment.schedule.iterations, wanted)
        words = tr("after {iteration} of {total} meta-iterations", iteration=f"{wanted:,}", total=f"{total:,}")
        return words, tr("after {iteration} of {total} meta-iterations", iteration=f"{total:,}", total=f"{total:,}")

    def _about_film(self) -> str:
        if self.film is not None:
            return tr("Save nothing.")
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


class Track(QSlider):
    """A slider over the moments, with marks where something was changed."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("timelineTrack")
        self.setAccessibleName(tr("Moment"))
        self.setToolTip(
            tr(
                "Which meta-iteration the views look at: they adapt from what was learned by then. "
                "Arrows go from evaluation to evaluation, Home and End to the first and the newest."
            )
        )
        self.setPageStep(10)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.mark_colour = ""
        self._marks: list[float] = []

    def set_marks(self, marks: list[float]) -> None:
        """Mark these places, from 0 to the greatest value."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks or not self.mark_colour or not self.maximum():
            return
        painter = QPainter(self)
        room, below = self.width() - HANDLE, self.height() // 2 + 8
        for mark in self._marks:
            at = round(HANDLE / 2 + room * mark / self.maximum())
            painter.fillRect(QRect(at, below, 1, 4), QColor(self.mark_colour))


def place_of(iteration: int, moments: list[int]) -> float:
    """Where an iteration is among moments: between the 2nd and the 3rd, half way, is 1.5."""
    after = bisect_left(moments, iteration)
    if after == 0 or moments[after] == iteration:
        return float(after)
    before = moments[after - 1]
    return after - 1 + (iteration - before) / (moments[after] - before)
