"""Pictures of the real window without a display, for hand-outs and the README."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, qInstallMessageHandler
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox

from simulator.declaration import InputError, sentence
from simulator.engine import Progress
from simulator.experiment import Experiment
from simulator.experiment.drawn import Drawn, DrawnImages, Picture
from simulator.experiment.elsewhere import objections
from simulator.gui import icons
from simulator.gui.background import load_torch
from simulator.gui.main_window import MainWindow
from simulator.gui.pages.parameters import ParametersPage
from simulator.gui.pages.sweep import SweepPage
from simulator.gui.tabs import offered
from simulator.gui.views.drawing.canvas import DrawingCanvas
from simulator.sweep import SweepProgress

SIZE = (1440, 900)
MOST = 60.0  # seconds that a picture may take; then it is taken as it is
SMALLER, SLANT = 0.85, 0.2  # of what is written once more
QUIET = 0.35  # seconds in which nothing more may come: longer than the views wait before they ask for something


def draw(
    runs: Sequence[tuple[Experiment, Progress]],
    out: Path,
    size: tuple[int, int] = SIZE,
    theme: str = "light",
    page: str = "training",
    *,
    swept: SweepProgress | None = None,
    alone: bool = False,
) -> None:
    """Write a PNG of the window as it shows a page of the last of these runs; `alone` without what is around it.

    `swept` is the sweep that its page shows. Raises `InputError` if the file cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    load_torch()
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(["simulator"])
    before = qInstallMessageHandler(lambda *_: None)  # without a display Qt remarks that it cannot hint at sizes
    experiment = runs[-1][0]
    icons.load()
    window = MainWindow(experiment, theme_choice=theme)
    window.model.know(experiment.task, objections(experiment))
    window.resize(*size)
    window.show()
    for each in runs:
        window.session.replay(*each)
    _turn(window, page, swept)
    _wait(app, window)
    if page == "by-hand":
        _take_in_hand(window, alone)
        _wait(app, window)
    saved = window.grab(_middle(window, page) if alone else window.rect()).save(str(out), "PNG")
    window.close()
    qInstallMessageHandler(before)
    if not saved:
        raise InputError(sentence("The file {file} cannot be written.", file=out))


def _turn(window: MainWindow, page: str, swept: SweepProgress | None) -> None:
    """Turn to a page, by the name that it has on the command line; the first one has no name of its own."""
    first, *others = page.split("-")
    name = first + "".join(map(str.capitalize, others)) + "Page"
    tabs = window.workspace.tabs
    if name in {each.name for each in offered()}:
        tabs.setCurrentWidget(tabs.page(name))
    if swept is not None:
        sweeps = tabs.page("sweepPage")
        assert isinstance(sweeps, SweepPage)
        sweeps.show_progress(swept)
        if sweeps.figure is not None:
            sweeps.picture.choose(sweeps.figure.best)


def _middle(window: MainWindow, page: str) -> QRect:
    """Where the page is in the window; of a task that is made by hand, its card."""
    middle = window.workspace.task if page == "by-hand" else window.workspace
    return QRect(middle.mapTo(window, middle.rect().topLeft()), middle.size())


def _wait(app: QApplication, window: MainWindow) -> None:
    """Let the pictures arrive: until nothing has come for a while."""
    end, quiet = time.monotonic() + MOST, time.monotonic()
    while (now := time.monotonic()) < end and now - quiet < QUIET:
        app.processEvents()
        if not _arrived(window):
            quiet = time.monotonic()
        time.sleep(0.005)


def _arrived(window: MainWindow) -> bool:
    page = window.workspace.tabs.currentWidget()
    if isinstance(page, ParametersPage) and page.made is not None and not page.complete:
        return False
    return window.background.torch_ready.is_set() and window.background.idle


def _take_in_hand(window: MainWindow, alone: bool) -> None:
    """Show the view in which tasks are made by hand, where there is one, and the first task that is kept."""
    workspace, task = window.workspace, window.workspace.task
    for other in (workspace.outer, workspace.inner) if alone else ():
        other.hide()
    workspace.below.setSizes([2, 3])  # what is made by hand is what the picture is about
    if task.by_hand.isVisible():
        task.by_hand.setChecked(True)
    for choices in task.findChildren(QComboBox, "shownTask"):
        kept = [index for index in range(choices.count()) if isinstance(choices.itemData(index), Drawn)]
        if choices.isVisible() and kept:
            chosen = choices.itemData(kept[0])
            choices.setCurrentIndex(kept[0])
            choices.activated.emit(kept[0])
            for paper in task.findChildren(DrawingCanvas):
                if isinstance(chosen, DrawnImages):
                    _write(paper, chosen.classes[0][0])


def _write(paper: DrawingCanvas, picture: Picture) -> None:
    """Write a character that was drawn once more, a little smaller and aslant, to see what it is read as."""
    sheet = paper.paper()
    for stroke in picture:
        places = [
            QPointF(sheet.left() + (x + SLANT * (0.5 - y)) * sheet.width(), sheet.top() + y * sheet.height())
            for x, y in ((0.5 + SMALLER * (each[0] - 0.5), 0.5 + SMALLER * (each[1] - 0.5)) for each in stroke)
        ]
        for kind, at in (
            (QEvent.Type.MouseButtonPress, places[0]),
            *((QEvent.Type.MouseMove, place) for place in places[1:]),
            (QEvent.Type.MouseButtonRelease, places[-1]),
        ):
            left = Qt.MouseButton.LeftButton
            QApplication.sendEvent(paper, QMouseEvent(kind, at, at, left, left, Qt.KeyboardModifier.NoModifier))
