"""Draw characters of a few classes, and see one more recognised among them: one-shot, from what a strategy has learned.

On the left the paper, on the right the classes with their chances. What is drawn is adapted to right away.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from simulator.analysis.drawn_images import RecognisedFigure, Room
from simulator.experiment import Experiment
from simulator.experiment.drawn import DrawnImages
from simulator.experiment.drawn_fit import unfit
from simulator.gui.icons import icon
from simulator.gui.pages.page import Surroundings
from simulator.gui.text import say, tr
from simulator.gui.theme import Theme
from simulator.gui.views.drawing.canvas import DrawingCanvas
from simulator.gui.views.drawing.pool import Pool, alike, called, pool_of
from simulator.gui.views.drawing.rows import ASKED, DrawingRows, Row
from simulator.gui.views.drawing.sheet import Picture, Sheet
from simulator.gui.views.task.shown import shown_recognised
from simulator.gui.views.touch.hand_view import HandView
from simulator.gui.views.touch.kept_bar import KeptBar, bare
from simulator.gui.views.touch.kept_tasks import KeptTasks

OWN = "own"  # the choice of a new sheet, beside those that are kept
TOPIC = "drawn characters"


class DrawCharacters(HandView):
    """The paper, the classes, and what the character is read as."""

    def __init__(self, around: Surroundings, kept: KeptTasks) -> None:
        super().__init__(around, kept)
        self.setObjectName("drawCharacters")
        self.sheet = Sheet(2)
        self.room: Room | None = None
        self.figure: RecognisedFigure | None = None
        self._pool: Pool | None = None
        self._experiment: Experiment | None = None
        self._task = self._step = 0
        self._row = self._picture = 0
        self._asked = 0
        self._trouble = ""
        self.canvas, self.rows = DrawingCanvas(), DrawingRows()
        self.bar = KeptBar(
            kept, DrawnImages, lambda: self.sheet.table(), lambda: tr("Characters"), ((OWN, tr("New sheet")),)
        )
        self.bar.chosen.connect(self._chosen)
        self.bar.refused.connect(self._refused)
        self.canvas.changed.connect(self._drawn)
        self.canvas.moved.connect(lambda by: self._choose((self._row + by) % (len(self.sheet.classes) + 1)))
        self.rows.chosen.connect(self._choose)
        self._buttons: list[tuple[QToolButton, str]] = []
        left, layout = QVBoxLayout(), QVBoxLayout(self)
        left.setSpacing(2)
        left.addWidget(self.canvas, 1)
        left.addWidget(self._tools())
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addLayout(left, 2)
        both.addWidget(self.rows, 3)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar)
        layout.addLayout(both, 1)

    @classmethod
    def button(cls) -> str:
        return tr("Draw")

    @classmethod
    def hint(cls) -> str:
        return tr("Draw characters of a few classes yourself, and see another one recognised among them.")

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.canvas.set_theme(theme)
        self.rows.set_theme(theme)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Put on the icons."""
        self.bar.dress(theme)
        for button, name in self._buttons:
            button.setIcon(icon(name, theme.text, theme.border))

    def show_moment(self, task: int, step: int) -> None:
        experiment = self.around.moment.experiment
        if experiment is None:
            return
        self._task, self._step = task, step
        if not alike(experiment, self._experiment):
            self._pool = None  # its pictures may be of another size
        if self._pool is None or self._pool.task != task:
            self.around.background.ask(f"{TOPIC}, sampled", partial(pool_of, experiment, task), self._pooled)
        self._fit(experiment)
        self._adapt()

    def summary(self) -> str:
        """What is still to be drawn, or what the character is read as."""
        if self._trouble:
            return self._trouble
        wanted = self.sheet.wanted(self.room) if self.room is not None else None
        if wanted is not None:
            return say(wanted)
        return say(self.figure.said(self._step)) if self.figure is not None else ""

    def columns(self) -> dict[str, list[object]]:
        return self.figure.columns() if self.figure is not None else {}

    def _fit(self, experiment: Experiment) -> None:
        """Have as many classes as suit the strategy; what was drawn stays as far as it fits."""
        room = Room.of(experiment.strategy, experiment.task)
        side = experiment.task.shape.inputs[-1]
        changed = self._experiment is None or self._experiment.task.shape.inputs[-1] != side
        self._experiment = experiment
        if room == self.room and not changed:
            return
        self.room, classes = room, self.sheet.classes
        for pictures in [*classes, [self.sheet.query]] if changed else []:
            for picture in pictures:
                picture.sampled = None  # of another size
        classes[:] = [*classes, *([Picture()] for _ in range(room.most))][: room.most]
        self._choose(min(self._row, room.most))
        if isinstance(self.bar.shown, DrawnImages) and len(self.bar.shown.classes) > room.most:
            self._chosen(self.bar.shown)

    def _pooled(self, pool: Pool) -> None:
        self._pool = pool
        self._show()

    def _drawn(self) -> None:
        """Something was drawn or taken away."""
        self._trouble = ""
        self._adapt()

    def _adapt(self) -> None:
        """Adapt to what is drawn, away from the GUI thread, where all is there."""
        experiment, state, room = self._experiment, self.around.moment.state, self.room
        self._asked += 1
        if experiment is None or state is None or room is None or self.sheet.wanted(room) is not None:
            self.figure = None
            self._show()
            return
        names = self._called()
        present = [way for way, pictures in enumerate(self.sheet.drawn()) if pictures]
        support = [
            (label, picture.pixels(experiment.task))
            for label, way in enumerate(present)
            for picture in self.sheet.drawn()[way]
        ]
        query, number = self.sheet.query.pixels(experiment.task), self._asked
        work = partial(shown_recognised, experiment, state, support, query, [names[way] for way in present])
        self.around.background.ask(TOPIC, work, partial(self._arrived, number, experiment))
        self._show()

    def _arrived(self, number: int, experiment: Experiment, figure: RecognisedFigure) -> None:
        if number == self._asked or (experiment is self._experiment and self.figure is not None):
            self.figure = figure
            self._show()

    def _called(self) -> tuple[str, ...]:
        """What the classes are called: as the family always calls them, or A, B, C."""
        return called(self._pool, len(self.sheet.classes))

    def _show(self) -> None:
        if self._experiment is None:
            return
        family, names = self._experiment.task, self._called()
        chances = self._chances()
        rows = [
            Row(name, tuple(picture.pixels(family) for picture in pictures), *chances.get(name, (None, None)))
            for name, pictures in zip(names, self.sheet.drawn(), strict=True)
        ]
        asked = () if self.sheet.query.empty else (self.sheet.query.pixels(family),)
        self.rows.show_rows([*rows, Row(ASKED, asked)], self._row, self._picture)
        picture = self._current()
        hint = (
            tr("Draw the character to be recognised")
            if self._asking
            else tr("Draw a character of class {name}", name=names[self._row])
        )
        self.canvas.show_picture(picture, hint)
        self._enable(picture)
        self.said.emit()

    def _chances(self) -> dict[str, tuple[float, float]]:
        """The chance of each class before adapting and after the shown step, by its name."""
        if self.figure is None:
            return {}
        before, now = self.figure.at(0), self.figure.at(self._step)
        return {name: (float(before[way]), float(now[way])) for way, name in enumerate(self.figure.names)}

    @property
    def _asking(self) -> bool:
        """Whether the character to be recognised is being drawn."""
        return self._row == len(self.sheet.classes)

    def _current(self) -> Picture:
        """The picture that is being drawn."""
        if self._asking:
            return self.sheet.query
        pictures = self.sheet.classes[self._row]
        return pictures[min(self._picture, len(pictures) - 1)]

    def _choose(self, row: int, picture: int = 0) -> None:
        """Draw another picture from now on."""
        for pictures in self.sheet.classes:  # what stayed empty in between is not counted
            pictures[:] = [each for each in pictures if not each.empty] or [Picture()]
        self._row, self._picture = row, picture
        self._show()

    def _chosen(self, choice: Any) -> None:
        """Take up a kept sheet, or a new one."""
        kept, experiment, ways = isinstance(choice, DrawnImages), self._experiment, len(self.sheet.classes)
        why = unfit(choice, experiment.task, experiment.strategy) if kept and experiment is not None else None
        if why is not None:
            self.bar.show_choice(OWN)
        self.sheet = Sheet.of(choice, ways) if kept and why is None else Sheet(ways)
        self._trouble = say(why) if why is not None else ""
        full = all(self.sheet.drawn())
        self._row, self._picture = (ways if full else 0), 0
        self._adapt()

    def _refused(self, why: str) -> None:
        self._trouble = why
        self.said.emit()

    def _undo(self) -> None:
        self._current().undo()
        self._drawn()

    def _clear(self) -> None:
        self._current().clear()
        self._drawn()

    def _more(self) -> None:
        self._picture = self.sheet.another(self._row)
        self._show()
        self.canvas.setFocus()

    def _put(self) -> None:
        """Put a sampled picture in: of the class in its place, or for the query of any; the next one each time."""
        if self._pool is not None:
            self._current().strokes.clear()
            self._current().sampled = self._pool.query() if self._asking else self._pool.support(self._row)
            self._drawn()

    def _fill(self) -> None:
        """Put a sampled picture in for each class that has none."""
        if self._pool is not None:
            for way, pictures in enumerate(self.sheet.classes):
                if pictures[0].empty:
                    pictures[0].sampled = self._pool.support(way)
            self._drawn()

    def _tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        sampled = tr("Put a sampled picture of the shown task in here")
        every = tr("Fill the empty classes with sampled pictures")
        self.undo = self._tool("undoStroke", "mdi6.undo", tr("Take the last stroke away"), self._undo)
        self.clear = self._tool("clearPicture", "mdi6.eraser", tr("Clear the paper"), self._clear)
        self.another = self._tool("anotherPicture", "mdi6.plus", tr("Draw one more picture of this class"), self._more)
        self.put = self._tool("sampledPicture", "mdi6.image-outline", sampled, self._put)
        self.fill = self._tool("fillClasses", "mdi6.image-multiple-outline", every, self._fill)
        for button, _ in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        return tools

    def _tool(self, name: str, sign: str, hint: str, act: Any) -> QToolButton:
        button = bare(name, hint)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        self._buttons.append((button, sign))
        return button

    def _enable(self, picture: Picture) -> None:
        for button in (self.undo, self.clear):
            button.setEnabled(not picture.empty)
        self.another.setEnabled(not self._asking and not picture.empty)
        self.put.setEnabled(self._pool is not None)
        self.fill.setEnabled(self._pool is not None and not all(self.sheet.drawn()))
