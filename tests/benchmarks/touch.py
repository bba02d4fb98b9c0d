"""How soon a dragged point shows its new adaptation while training goes on, from the mouse's move to the painted plot.

In a real window on a virtual screen, a support point of the shown task is dragged up and down; after each move it is
measured when the plot has painted the learner that adapted to it. Usage::

    python -m tests.benchmarks.touch [--example sine-maml] [--moves 300] [--step 1]
"""

from __future__ import annotations

import argparse
import math
import os
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from simulator.experiment import load_example
from simulator.gui.main_window import MainWindow
from tests.benchmarks.rows import at_most, shown, verdict

USUALLY, SELDOM = 50, 100  # ms at the median and at the 99th percentile
BETWEEN = 16  # ms from one move to the next, at least: as often as a screen shows them
LONG = 5_000  # ms after which a move is given up


class Watch(QObject):
    """When the plot has painted a task that was touched."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._plot = window.workspace.task.plot
        self._touch = window.workspace.task.touching.touch
        self._loop: QEventLoop | None = None
        self._arrived = False
        self._touch.made.connect(self._made)
        self._plot.viewport().installEventFilter(self)

    def wait(self) -> bool:
        """Let the window work until it is painted; whether it was."""
        self._arrived = False
        self._loop = QEventLoop()
        QTimer.singleShot(LONG, self._loop, lambda: self._loop and self._loop.exit(1))
        painted = self._loop.exec() == 0
        self._loop = None
        return painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._arrived and self._loop is not None:
            QTimer.singleShot(0, self._loop.quit)  # once it is painted
        return False

    def _made(self, figure: object) -> None:
        own = self._touch.own
        heights = figure.figure.support_y  # type: ignore[attr-defined]
        if own is not None and np.allclose(heights, own.targets[:, 0], atol=1e-4):
            self._arrived = True


def moved(window: MainWindow, kind: QEvent.Type, at: QPointF) -> None:
    """The mouse does something over the plot."""
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    viewport = window.workspace.task.plot.viewport()
    event = QMouseEvent(
        kind, at, viewport.mapToGlobal(at), button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


def idle(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--example", default="sine-maml")
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args()
    experiment = load_example(options.example).with_value("schedule.iterations", 1_000_000)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    window = MainWindow(experiment, theme_choice="light")
    window.resize(1440, 900)
    window.show()
    while not window.background.torch_ready.is_set():
        idle(10)
    window.start()
    view = window.workspace.task
    while view.figure is None or len(window.session.current.progress.evaluations) < 5:  # type: ignore[union-attr]
        idle(50)
    view.move_step(options.step - view.step)
    plot, watch = view.plot, Watch(window)
    before, begun = window.session.current.progress.iteration, time.perf_counter()  # type: ignore[union-attr]
    idle(3_000)
    rate = (window.session.current.progress.iteration - before) / (time.perf_counter() - begun)  # type: ignore[union-attr]
    first = plot.hands.points[0]
    start = plot.mapFromScene(plot.getPlotItem().vb.mapViewToScene(QPointF(*first)))
    moved(window, QEvent.Type.MouseButtonPress, QPointF(start))
    high = plot.viewport().height()
    before, begun = window.session.current.progress.iteration, time.perf_counter()  # type: ignore[union-attr]
    waited, missed = [], 0
    for number in range(options.moves):
        share = 0.5 + 0.35 * math.sin(number / 7)
        began = time.perf_counter()
        moved(window, QEvent.Type.MouseMove, QPointF(start.x(), share * high))
        if watch.wait():
            waited.append(1000 * (time.perf_counter() - began))
        else:
            missed += 1
        idle(BETWEEN)
    during = (window.session.current.progress.iteration - before) / (time.perf_counter() - begun)  # type: ignore[union-attr]
    moved(window, QEvent.Type.MouseButtonRelease, QPointF(start.x(), high / 2))
    window.close()
    return verdict(
        [
            shown("training, meta-iterations a second", rate),
            shown("and while the point is dragged", during),
            at_most("moves that were never painted", missed, 0),
            at_most("from a move to the painted adaptation, ms, median", float(np.median(waited)), USUALLY),
            at_most("the same, 99th percentile", float(np.percentile(waited, 99)), SELDOM),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
