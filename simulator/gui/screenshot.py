"""Pictures of the real window without a display, for hand-outs and the README."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from simulator.declaration import InputError, sentence
from simulator.engine import Progress
from simulator.experiment import Experiment
from simulator.experiment.elsewhere import objections
from simulator.gui.background import load_torch
from simulator.gui.main_window import MainWindow
from simulator.gui.views.preview import sample
from simulator.gui.views.task.shown import searches, shown_search, shown_task

SIZE = (1440, 900)


def draw(
    experiment: Experiment, progress: Progress, out: Path, size: tuple[int, int] = SIZE, theme: str = "light"
) -> None:
    """Write a PNG of the window as it shows a run. Raises `InputError` if the file cannot be written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    load_torch()
    app = QApplication.instance() or QApplication(["simulator"])
    before = qInstallMessageHandler(lambda *_: None)  # without a display Qt remarks that it cannot hint at sizes
    window = MainWindow(experiment, theme_choice=theme)
    window.background.loaded()
    window.dress()
    window.model.know(experiment.task, objections(experiment))
    window.resize(*size)
    window.show()
    window.session.replay(experiment, progress)
    window.preview.show_tasks(sample(experiment))
    learned = progress.evaluations[-1].state if progress.evaluations else None
    if learned is not None:
        window.workspace.task.show_figure(shown_task(experiment, learned, 0, experiment.schedule.evaluation_steps))
        window.workspace.task.show_search(shown_search(experiment, learned) if searches(experiment) else None)
    for _ in range(5):
        app.processEvents()
    saved = window.grab().save(str(out), "PNG")
    window.close()
    qInstallMessageHandler(before)
    if not saved:
        raise InputError(sentence("The file {file} cannot be written.", file=out))
