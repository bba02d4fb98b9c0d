"""How fast a run is while the window is open, without a display."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from simulator.experiment import Experiment
from simulator.gui import icons
from simulator.gui.background import load_torch
from simulator.gui.main_window import MainWindow

SIZE = (1440, 900)
LOOK_EVERY = 20  # ms


def watched(experiment: Experiment, seconds: float) -> float:
    """Meta-iterations a second of a run in the open window, over so many seconds from its first one on."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    load_torch()
    QApplication.instance() or QApplication(["simulator"])
    before = qInstallMessageHandler(lambda *_: None)  # without a display Qt remarks that it cannot hint at sizes
    icons.load()
    window = MainWindow(experiment, theme_choice="light")
    window.resize(*SIZE)
    window.show()
    _until(window.background.torch_ready.is_set)
    window.session.start(experiment)
    run = window.session.current
    assert run is not None
    progress = run.progress
    _until(lambda: progress.iteration > 0 or progress.ending is not None)
    made, since = progress.iteration, progress.last_seconds
    _until(lambda: progress.last_seconds - since > seconds or progress.ending is not None)
    rate = (progress.iteration - made) / max(progress.last_seconds - since, 1e-9)
    window.close()
    window.deleteLater()
    qInstallMessageHandler(before)
    return rate


def _until(condition: Callable[[], bool]) -> None:
    """Let the window work until the condition holds."""
    loop, timer = QEventLoop(), QTimer()

    def look() -> None:
        if condition():
            loop.quit()

    timer.timeout.connect(look)
    timer.start(LOOK_EVERY)
    loop.exec()
