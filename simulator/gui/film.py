"""A run as an animated picture: a view at one moment after the other, each grabbed once its pictures have arrived.

Grabbing happens in the GUI thread, a frame at a time; reducing the colours and writing the file in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from simulator.declaration import InputError, sentence
from simulator.declaration.whole_file import write_whole
from simulator.gui import export
from simulator.gui.background import Background
from simulator.gui.moment import Moment
from simulator.gui.pages.page import Page
from simulator.gui.text import tr
from simulator.gui.theme import Theme

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_FRAMES, WIDEST = 200, 960  # frames; pixels
FRAME, LAST = 125, 1500  # ms that a frame is seen, and the last one before it begins again
LOOK_EVERY = 20  # ms between two looks at whether the moment is there
SETTLE, AT_ONCE = 270, 50  # ms in which a page may wait before it asks for its picture; in which any other view does
STRIP, FONT = 24, 13  # pixels, as the view is shown, under the picture that say which moment it is
KINDS = {".gif": "GIF", ".png": "PNG", ".webp": "WEBP"}


class Film(QObject):
    """Shows the moments one after the other, and writes what `view` looks like; then goes back to where it was.

    Signals: `advanced(done, frames)` after each frame; `ended(error)` with None where the file is written, and with
    what went wrong where it is not. After `cancel` nothing is written, and `ended` does not come.
    """

    advanced = Signal(int, int)
    ended = Signal(object)

    def __init__(self, moment: Moment, background: Background, view: QWidget, theme: Theme, path: Path) -> None:
        super().__init__(view)
        self._moment, self._background, self._view, self._theme, self._path = moment, background, view, theme, path
        self._run, self._before = moment.run, None if moment.following else moment.iteration
        self._moments = spread(moment.iterations, MOST_FRAMES)
        self._place = 0
        self._frames: list[Image] = []
        self._over = False
        self._encoding = Background("film")
        self._looking, self._settling = QTimer(self), QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self._look)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE if isinstance(view, Page) else AT_ONCE)
        self._settling.timeout.connect(lambda: self._when_drawn(self._grab))
        moment.failed.connect(self._fail)

    @property
    def frames(self) -> int:
        """How many there are to be."""
        return len(self._moments)

    def start(self) -> None:
        """Begin with the first moment."""
        self._encoding.start()
        self._next()

    def cancel(self) -> None:
        """Write nothing; go back to where it was."""
        if not self._over:
            self._leave()

    def _next(self) -> None:
        self._moment.choose(self._moments[self._place])
        if self._moment.wanted is not None:  # the nearest, where a run that goes on has let that one go meanwhile
            self._moments[self._place] = self._moment.wanted
        if not self._over:  # its state may not be at hand at all
            self._looking.start()

    def _look(self) -> None:
        """Go on once the moment is there; until then its state is being read."""
        if self._moment.run is not self._run or not self._view.isVisible():
            self._fail(InputError(sentence("The film was not saved: its run or page was left.")))
        elif self._moment.iteration == self._moments[self._place]:
            self._looking.stop()
            self._when_drawn(self._settling.start)

    def _when_drawn(self, then: Callable[[], None]) -> None:
        """Go on when everything that was asked of the background until now has been drawn."""
        self._background.ask("film", lambda: None, lambda _: self._go_on(then))

    def _go_on(self, then: Callable[[], None]) -> None:
        if not self._over:
            then()

    def _grab(self) -> None:
        iteration = self._moments[self._place]
        share = self._place / max(1, self.frames - 1)
        view = export.picture(self._view, controls=True).toImage()  # a page's labels say little without their values
        picture = captioned(view, self._view.width(), iteration, share, self._theme)
        size = (picture.width(), picture.height())
        work = partial(frame, bytes(picture.constBits()), size)
        self._encoding.ask(f"frame {self._place}", work, self._made, self._fail)
        self._place += 1
        if self._place < self.frames:
            self._next()

    def _made(self, image: Image) -> None:
        """Take in a frame; write the file after the last one."""
        if self._over:
            return
        self._frames.append(image if not self._frames else fitted(image, self._frames[0].size))
        self.advanced.emit(len(self._frames), self.frames)
        if len(self._frames) == self.frames:
            self._encoding.ask("file", partial(save, self._frames, self._path, self._wanted), self._written, self._fail)

    def _wanted(self) -> bool:
        """Whether the file is to be there; asked from the thread that writes it."""
        return not self._over

    def _written(self, _: object) -> None:
        if not self._over:
            self._leave()
            self.ended.emit(None)

    def _fail(self, error: Exception) -> None:
        if not self._over:
            self._leave()
            self.ended.emit(error)

    def _leave(self) -> None:
        self._over = True
        self._looking.stop()
        self._settling.stop()
        self._encoding.leave()
        self._frames = []
        if self._moment.run is not self._run:
            return
        if self._before is None:
            self._moment.follow()
        else:
            self._moment.choose(self._before)


def spread(iterations: list[int], most: int) -> list[int]:
    """At most so many of them, the first and the last among them, spread evenly."""
    if len(iterations) <= most:
        return iterations
    return [iterations[round(place * (len(iterations) - 1) / (most - 1))] for place in range(most)]


def captioned(picture: QImage, shown: int, iteration: int, share: float, theme: Theme) -> QImage:
    """The picture of a view `shown` so wide, no wider than a film may be, over a strip that says which moment it is."""
    if picture.width() > WIDEST:
        picture = picture.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
    picture.setDevicePixelRatio(1.0)
    width, height = picture.width(), picture.height()
    scale = width / max(1, shown)
    strip = round(STRIP * scale)
    whole = QImage(width, height + strip, QImage.Format.Format_RGBX8888)
    whole.fill(QColor(theme.surface))
    painter = QPainter(whole)
    painter.drawImage(0, 0, picture)
    painter.fillRect(QRect(0, height, width, 2), QColor(theme.border))
    painter.fillRect(QRect(0, height, round(share * width), 2), QColor(theme.accent))
    painter.setPen(QColor(theme.text))
    font = painter.font()
    font.setPixelSize(max(1, round(FONT * scale)))
    painter.setFont(font)
    text = tr("after {iteration} meta-iterations", iteration=f"{iteration:,}")
    painter.drawText(QRect(round(8 * scale), height + 2, width, strip - 2), Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return whole


def frame(pixels: bytes, size: tuple[int, int]) -> Image:
    """A picture of few colours, of four bytes a pixel, of which the last is nothing."""
    from PIL import Image as Picture

    whole = Picture.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    return whole.quantize(256, Picture.Quantize.FASTOCTREE, dither=Picture.Dither.NONE)


def fitted(image: Image, size: tuple[int, int]) -> Image:
    """The frame in the size of the first one, where the window has changed meanwhile."""
    return image if image.size == size else image.resize(size)


def save(frames: list[Image], path: Path, wanted: Callable[[], bool] = lambda: True) -> None:
    """Write an animated picture, of the kind that the ending says.

    Raises `InputError` where it cannot be written, or is not `wanted` any more in the end; then nothing has changed.
    """
    times = [FRAME] * (len(frames) - 1) + [LAST]

    def content(file: BinaryIO) -> None:
        kind = KINDS.get(path.suffix.lower(), "GIF")
        frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=times, loop=0)
        if not wanted():
            raise InputError(sentence("The film was cancelled."))

    write_whole(path, content)
