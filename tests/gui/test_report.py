"""Unexpected exceptions: one dialog with a report to copy, the log without repetitions, and nothing stops."""

import logging
import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton

from simulator.experiment import load
from simulator.experiment.files import to_text
from simulator.gui.log import BLOCKS, Log, ToPanel
from simulator.gui.views.inner_loop import InnerLoopView
from simulator.gui.views.outer_loop import OuterLoopView
from simulator.gui.views.task.card import TaskView
from simulator.store.log_file import ToFile


@pytest.fixture
def watched(desk, monkeypatch):
    """A window that takes in what is not caught anywhere."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    desk.window.safe.unexpected.watch()
    return desk


def raised(text: str = "division by zero") -> tuple:
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as error:
        return type(error), error, error.__traceback__


def opened(desk):
    unexpected = desk.window.safe.unexpected
    desk.until(lambda: unexpected.dialog is not None and unexpected.dialog.isVisible())
    return unexpected.dialog


def test_the_dialog_says_what_happened_and_that_nothing_is_sent(desk):
    desk.window.safe.unexpected.report(*raised())
    dialog = opened(desk)
    assert not dialog.isModal()
    assert dialog.said.text().startswith("Something unexpected happened: division by zero")
    assert any(label.text().startswith("Nothing is sent anywhere.") for label in dialog.findChildren(QLabel))


def test_the_report_has_versions_experiment_and_traceback_and_is_copied(desk):
    desk.window.safe.unexpected.report(*raised())
    dialog = opened(desk)
    dialog.findChild(QPushButton, "copyReport").click()
    text = QGuiApplication.clipboard().text()
    assert text == dialog.findChild(QPlainTextEdit, "reportText").toPlainText()
    for part in ("Simulator ", "Python 3", "Qt 6", "torch 2", "ZeroDivisionError: division by zero", "test_report.py"):
        assert part in text
    assert to_text(desk.window.model.experiment) in text


def test_the_experiment_can_be_saved_from_the_dialog(desk, monkeypatch, tmp_path):
    desk.window.safe.unexpected.report(*raised())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "saved.toml"), ""))
    opened(desk).findChild(QPushButton, "saveFromReport").click()
    assert load(tmp_path / "saved.toml") == desk.window.model.experiment


def test_further_exceptions_are_counted_in_the_open_dialog(desk):
    for text in ("first", "second", "first"):
        desk.window.safe.unexpected.report(*raised(text))
    dialog = opened(desk)
    desk.until(lambda: dialog.more.text().startswith("3 errors so far"))
    assert "first" in dialog.said.text()
    assert dialog.report().count("ZeroDivisionError: first") == 1
    assert "ZeroDivisionError: second" in dialog.report()


def test_a_dialog_that_was_closed_opens_again_for_the_next_exception(desk):
    desk.window.safe.unexpected.report(*raised("first"))
    dialog = opened(desk)
    dialog.findChild(QPushButton, "closeReport").click()
    desk.window.safe.unexpected.report(*raised("second"))
    desk.until(dialog.isVisible)
    assert "second" in dialog.said.text()
    assert "first" not in dialog.report()


def test_an_exception_in_another_thread_is_shown(watched):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "division by zero" in opened(watched).said.text()


def test_an_exception_that_python_cannot_raise_is_shown(watched):
    class Falling:
        def __del__(self):
            raise ValueError("while falling")

    falling = Falling()
    del falling
    assert "while falling" in opened(watched).said.text()


VIEWS = {"outer": OuterLoopView, "inner": InnerLoopView, "task": TaskView}


@pytest.mark.parametrize("broken", VIEWS)
def test_a_view_that_raises_stops_neither_the_run_nor_the_other_views(open_window, monkeypatch, broken):
    drawn, raising = [], []

    def watch(name: str, view: type) -> None:
        refresh = view.refresh

        def watched(*given, **named):
            if name in raising:
                raise ValueError(f"{name} is broken")
            drawn.append(name)
            refresh(*given, **named)

        monkeypatch.setattr(view, "refresh", watched)

    for name, view in VIEWS.items():
        watch(name, view)
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back afterwards
    desk = open_window("linear-maml", {"schedule.iterations": 400})
    desk.window.safe.unexpected.watch()
    raising.append(broken)
    drawn.clear()
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "completed"
    assert set(drawn) == set(VIEWS) - {broken}
    assert "On 8 tasks never seen before" in desk.window.workspace.finding.text()
    assert f"{broken} is broken" in opened(desk).said.text()
    assert desk.window.log.toPlainText().count("ValueError: ") <= 4  # one for each way to it, with its count


def test_what_raises_in_every_redraw_is_one_entry_of_the_log_with_its_count(desk):
    for _ in range(300):
        desk.window.safe.unexpected.report(*raised())
    log = desk.window.log.toPlainText()
    assert log.count("ZeroDivisionError: division by zero") == 1
    assert "300 times" in log


def test_two_that_take_turns_are_counted_each(desk):
    for _ in range(20):
        for text in ("one", "other"):
            desk.window.safe.unexpected.report(*raised(text))
    assert desk.window.log.toPlainText().count("20 times") == 2
    assert desk.window.log.toPlainText().count("ZeroDivisionError: ") == 2


def test_the_log_panel_is_bounded(desk):
    for number in range(BLOCKS):
        logging.getLogger("simulator.planted").warning("Entry %s\nwith a second line", number)
    assert desk.window.log.text.blockCount() <= BLOCKS
    assert f"Entry {BLOCKS - 1}\n" in desk.window.log.toPlainText()


def test_what_other_threads_log_reaches_the_panel(desk):
    thread = threading.Thread(target=lambda: logging.getLogger("simulator.planted").warning("from afar"))
    thread.start()
    thread.join()
    desk.until(lambda: "from afar" in desk.window.log.toPlainText())


def test_less_than_a_warning_is_not_shown(desk):
    logging.getLogger("simulator.planted").info("nothing much")
    assert "nothing much" not in desk.window.log.toPlainText()


def test_a_closed_window_takes_nothing_in_any_more(desk):
    desk.window.close()
    logging.getLogger("simulator.planted").warning("too late")
    assert "too late" not in desk.window.log.toPlainText()
    desk.window.safe.unexpected.report(*raised())


@pytest.fixture
def filed(qapp, tmp_path):
    log = Log(tmp_path / "logs" / "simulator.log")
    yield log, tmp_path / "logs" / "simulator.log"
    log.close()


def test_the_log_file_begins_with_the_first_entry_and_its_place_is_said(filed):
    log, file = filed
    assert not file.exists()
    logging.getLogger("simulator.planted").warning("something")
    assert file.read_text().endswith("WARNING simulator.planted: something\n")
    assert str(file) in "".join(label.text() for label in log.panel.findChildren(QLabel))


def test_what_repeats_is_written_ever_more_rarely(filed):
    _, file = filed
    for _ in range(1000):
        logging.getLogger("simulator.planted").warning("again")
    assert file.read_text().count("again") == 4  # the 1st, 10th, 100th and 1,000th


def test_the_log_files_are_bounded(filed):
    _, file = filed
    for number in range(50):
        logging.getLogger("simulator.planted").warning("%s %s", number, "x" * 100_000)
    files = list(file.parent.iterdir())
    assert len(files) == 3
    assert sum(each.stat().st_size for each in files) < 3_100_000


def test_a_log_that_cannot_be_written_disturbs_nothing(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    handler = ToFile(tmp_path / "file" / "simulator.log")
    handler.handle(logging.makeLogRecord({"msg": "lost", "levelno": logging.ERROR}))
    assert capsys.readouterr().err == ""
    handler.close()


def test_a_window_without_settings_keeps_no_log_file(desk):
    handlers = logging.getLogger("simulator").handlers
    assert [type(each) for each in handlers if each in desk.window.safe.log._handlers] == [ToPanel]
    assert "The log is not kept in a file." in [label.text() for label in desk.window.log.findChildren(QLabel)]
