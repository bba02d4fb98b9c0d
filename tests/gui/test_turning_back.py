"""The plots are drawn only while they are seen: turned back to, and at the newest moment again, they show what is."""

import numpy as np
import pytest

from simulator.analysis.inner_loop import inner_figure
from simulator.gui.views.task.shown import shown_task
from tests.gui.conftest import Desk

DIFFERENT = {"schedule.evaluate_every": 1, "strategy.outer_lr": 0.1}  # each evaluation is clearly another
LONG = 100.0  # seconds


@pytest.fixture(scope="module")
def finished(open_shared) -> Desk:
    """A window with a finished run of six meta-iterations, evaluated after each."""
    desk = open_shared("linear-maml", DIFFERENT)
    desk.trigger("runAction")
    desk.finish()
    return desk


@pytest.fixture
def done(finished: Desk) -> Desk:
    """The window as it was when the run had ended."""
    workspace = finished.window.workspace
    workspace.tabs.setCurrentIndex(0)
    finished.window.moment.follow()
    finished.until(lambda: finished.window.background.idle)
    return finished


class Late:
    """A background whose work is done when the test says so."""

    def __init__(self) -> None:
        self.asked = []

    def ask(self, topic, work, then) -> None:
        self.asked.append((work, then))

    def deliver(self) -> None:
        work, then = self.asked.pop(0)
        then(work())


def of(desk: Desk, iteration: int) -> np.ndarray:
    """What the task view draws of the first task at a moment."""
    state = desk.progress.states.get(iteration)
    return shown_task(desk.run.experiment, state, 0, desk.run.experiment.schedule.evaluation_steps).guesses


def counted(monkeypatch, workspace) -> list[int]:
    """Grows with each time that the task view asks for a picture."""
    asked: list[int] = []
    monkeypatch.setattr(workspace.task.adapting, "ask", lambda: asked.append(1))
    return asked


def test_turned_back_to_the_plots_are_of_the_moment_that_was_chosen_meanwhile(done):
    workspace = done.window.workspace
    workspace.tabs.setCurrentIndex(2)
    done.window.moment.choose(2)
    workspace.tabs.setCurrentIndex(0)
    assert "after 2" in workspace.inner._legend.text()
    assert workspace.inner.plot.figure.now.tolist() == inner_figure(done.progress, "loss", 2).now.tolist()
    assert workspace.outer.plot.moment.text == "looked at: 2"
    done.until(lambda: np.array_equal(workspace.task.figure.guesses, of(done, 2)))


def test_the_legend_of_a_plot_that_nobody_sees_stays_that_of_its_picture(done):
    workspace = done.window.workspace
    workspace.tabs.setCurrentIndex(2)
    done.window.moment.choose(2)
    assert "now" in workspace.inner._legend.text()
    assert workspace.inner.plot.figure.now.tolist() == inner_figure(done.progress, "loss", None).now.tolist()


def test_turned_back_to_the_task_is_that_of_a_run_that_began_and_ended_meanwhile(desk):
    workspace = desk.window.workspace
    workspace.tabs.setCurrentIndex(2)
    desk.trigger("runAction")
    desk.finish()
    assert workspace.task.figure is None
    workspace.tabs.setCurrentIndex(0)
    desk.until(lambda: workspace.task.figure is not None)


def test_back_at_the_newest_moment_the_task_follows_at_once_however_dear_it_is(endless, monkeypatch):
    workspace = endless.window.workspace
    endless.trigger("runAction")
    endless.until(lambda: len(endless.window.moment.iterations) > 2)
    endless.window.moment.choose(endless.window.moment.iterations[0])
    workspace.task.adapting.cost = LONG
    asked = counted(monkeypatch, workspace)
    endless.window.moment.follow()
    assert asked
    asked.clear()
    endless.window.moment.changed.emit()
    assert not asked  # the newest of a run that goes on is followed now and then


def test_where_no_run_goes_on_the_task_is_not_waited_for(done, monkeypatch):
    workspace = done.window.workspace
    workspace.task.adapting.cost = LONG
    asked = counted(monkeypatch, workspace)
    done.window.moment.changed.emit()
    assert asked
    assert not workspace._adapting.isActive()


def test_while_a_run_is_paused_the_task_is_not_waited_for(endless, monkeypatch):
    workspace = endless.window.workspace
    endless.trigger("stepAction")
    endless.until(lambda: endless.window.moment.state is not None)
    workspace.task.adapting.cost = LONG
    asked = counted(monkeypatch, workspace)
    endless.window.moment.changed.emit()
    assert asked


def test_a_new_run_does_not_wait_for_how_dear_another_one_was(endless):
    workspace = endless.window.workspace
    workspace.task.adapting.cost = LONG
    endless.trigger("runAction")
    assert workspace.task.adapting.cost == 0
    assert not workspace._adapting.isActive()


def test_a_late_picture_of_a_moment_that_was_left_is_dropped(done, monkeypatch):
    task, late = done.window.workspace.task, Late()
    monkeypatch.setattr(task.adapting, "_background", late)
    done.window.moment.choose(2)
    done.window.moment.follow()
    late.deliver()
    assert np.array_equal(task.figure.guesses, of(done, 6))
    late.deliver()
    assert np.array_equal(task.figure.guesses, of(done, 6))
    assert not np.array_equal(of(done, 2), of(done, 6))


def test_a_picture_that_is_a_little_late_is_shown_while_the_newest_is_followed(done, monkeypatch):
    task, late, shown = done.window.workspace.task, Late(), []
    monkeypatch.setattr(task.adapting, "_background", late)
    monkeypatch.setattr(task, "show_figure", shown.append)
    task.refresh()
    newest = done.progress.evaluations.pop()  # so that another one is the newest by the time it arrives
    late.deliver()
    done.progress.evaluations.append(newest)
    assert shown
