"""Faults: a strategy or a view that raises, a run that diverges; the window goes on and the next run works."""

import logging

import pytest
from PySide6.QtWidgets import QPushButton

from simulator.declaration import InputError, sentence
from simulator.strategies.descent.maml import Maml


@pytest.fixture
def breaking(in_this_process, monkeypatch):
    """MAML whose fifth meta-step raises; later calls work again."""
    calls = []
    real = Maml.meta_step

    def meta_step(self, problem, state, batch):
        calls.append(state)
        if len(calls) == 5:
            raise ZeroDivisionError("the fifth step broke")
        return real(self, problem, state, batch)

    monkeypatch.setattr(Maml, "meta_step", meta_step)


def test_a_fault_in_the_strategy_ends_the_run_and_is_shown_with_its_log(desk, breaking, told):
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "failed"
    assert desk.progress.iteration == 4
    assert type(told[-1]).__name__ == "Failed"
    assert desk.notice == "The run failed on an unexpected error: the fifth step broke"
    log = desk.window.log.toPlainText()
    assert "Traceback (most recent call last):" in log
    assert log.rstrip().endswith("ZeroDivisionError: the fifth step broke")
    assert not desk.window.docks["log"].isVisible()
    button = desk.find("noticeAct", QPushButton)
    assert button.text() == "Show the log"
    button.click()
    assert desk.window.docks["log"].isVisible()
    assert desk.find("statusText").text().startswith("failed   iteration 4 of 6")


def test_the_run_after_a_fault_works(desk, breaking):
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "failed"
    desk.trigger("runAction")
    assert desk.notice == ""
    desk.finish()
    assert desk.progress.state == "completed"
    assert desk.progress.iteration == 6
    assert [each.progress.state for each in desk.window.session.runs] == ["failed", "completed"]


def test_a_fault_while_the_problem_is_set_up_is_shown_too(desk, in_this_process, monkeypatch):
    def init(self, problem, generator):
        raise RuntimeError("no start to be had")

    monkeypatch.setattr(Maml, "init", init)
    desk.trigger("runAction")
    desk.finish()
    assert desk.notice == "The run failed on an unexpected error: no start to be had"


def test_a_run_that_diverges_says_where_and_keeps_its_last_good_state(open_window):
    desk = open_window("linear-maml", {"strategy.inner_lr": 10.0, "strategy.inner_steps": 50})
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "diverged"
    assert desk.notice == str(desk.progress.message)
    assert "iteration 1" in desk.notice
    assert all(value.isfinite().all() for value in desk.progress.evaluations[-1].state.theta.values())


@pytest.mark.parametrize("view", ["outer", "inner"])
def test_a_fault_in_a_view_does_not_stop_the_run(desk, qtbot, view: str):
    def refresh(*_, **__):
        raise ArithmeticError("a view broke")

    plot = getattr(desk.window.workspace, view).plot
    plot.refresh = refresh
    with qtbot.captureExceptions() as raised:
        desk.trigger("runAction")
        desk.finish()
    assert {str(error) for _, error, _ in raised} == {"a view broke"}
    assert desk.progress.state == "completed"
    del plot.refresh
    with qtbot.captureExceptions() as raised:
        desk.trigger("runAction")
        desk.finish()
    assert raised == []
    assert desk.progress.state == "completed"
    assert desk.find("statusText").text().startswith("completed")


def test_a_sentence_from_background_work_is_told_and_not_logged_as_a_fault(desk, caplog):
    told = []

    def refuse():
        raise InputError(sentence("There is no such file."))

    desk.window.background.ask("preview", refuse, told.append, told.append)
    desk.until(lambda: told)
    assert str(told[0]) == "There is no such file."
    assert caplog.records == []


def test_a_fault_in_background_work_is_logged_and_the_next_work_is_done(desk, caplog):
    def work():
        raise KeyError("no preview")

    done = []
    with caplog.at_level(logging.ERROR):
        desk.window.background.ask("broken", work, done.append)
        desk.window.background.ask("sound", lambda: 42, done.append)
        desk.until(lambda: done)
    assert done == [42]
    assert "Background work on broken failed" in caplog.text
