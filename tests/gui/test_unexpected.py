"""What nobody expected in the window itself is said in place, and ends nothing."""

import sys
import threading

from simulator.gui.main_window import MainWindow


def test_an_exception_in_a_slot_is_said_and_kept_in_the_log_and_the_window_goes_on(desk, monkeypatch):
    window: MainWindow = desk.window
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    window.safe.unexpected.watch()
    window.model.changed.connect(lambda _: 1 / 0)
    desk.find("task.shots").setValue(5)
    assert "ZeroDivisionError: division by zero" in window.log.toPlainText()
    assert "test_unexpected.py" in window.log.toPlainText()
    desk.until(lambda: window.safe.unexpected.dialog is not None)
    assert "division by zero" in window.safe.unexpected.dialog.said.text()
    assert window.model.experiment.task.shots == 5
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "completed"


def test_a_refused_seed_is_explained_in_place(desk):
    desk.window.seed.field.setValue(-5)
    assert desk.window.workspace.notice.text == "seed is -5; it must be a whole number from 0 to 2,147,483,647."
    assert desk.window.model.experiment.seed == 0
