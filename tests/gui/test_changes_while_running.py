"""Changing parameters while a run goes on: live ones take effect and leave a mark, others wait for a new run."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from simulator.engine import Changed, Stepped
from tests.gui.drawing import marks
from tests.gui.run_list import listed, tick


def dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def test_a_live_parameter_takes_effect_at_once_and_leaves_a_mark(endless, told):
    endless.trigger("runAction")
    endless.made(20)
    endless.find("strategy.inner_lr").setValue(0.05)
    endless.until(lambda: endless.progress.changes)
    (changed,) = [event for event in told if isinstance(event, Changed)]
    assert (changed.path, changed.old, changed.new) == ("strategy.inner_lr", 0.1, 0.05)
    endless.made(changed.iteration + 5)
    endless.trigger("stopAction")
    assert marks(endless.window.workspace.outer.plot) == [(changed.iteration, "\u03b1 0.1 \u2192 0.05")]
    assert endless.run.experiment.strategy.inner_lr == 0.05
    assert endless.notice == ""


def test_a_change_made_while_paused_acts_on_the_next_meta_iteration(open_window, told):
    desk = open_window("linear-maml", {"schedule.iterations": 8, "schedule.evaluate_every": 8})
    for _ in range(3):
        desk.trigger("stepAction")
    desk.made(3)
    desk.find("strategy.outer_lr").setValue(0.02)
    desk.trigger("runAction")
    desk.finish()
    (changed,) = desk.progress.changes
    assert (changed.iteration, changed.path) == (3, "strategy.outer_lr")
    steps = [type(event).__name__ for event in told if isinstance(event, Stepped | Changed)]
    assert steps == ["Stepped"] * 3 + ["Changed"] + ["Stepped"] * 5


def test_a_live_value_that_is_not_allowed_leaves_the_run_alone(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.find("strategy.inner_lr").setValue(12.0)
    endless.made(endless.progress.iteration + 20)
    assert endless.progress.changes == []
    assert endless.progress.state == "running"
    assert endless.run.experiment.strategy.inner_lr == 0.1


def test_a_change_for_a_new_run_says_so_in_place_with_a_button_that_starts_it(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.find("task.shots").setValue(5)
    assert endless.notice == "Your change applies to a new run; the one that goes on keeps its settings."
    assert dialogs() == []
    first = endless.run
    assert first.experiment.task.shots == 10
    button = endless.find("noticeAct", QPushButton)
    assert (button.text(), button.isVisible()) == ("Start a new run", True)
    button.click()
    assert endless.window.session.runs == [first, endless.run]
    endless.until(lambda: first.progress.state == "stopped")
    assert endless.run.experiment.task.shots == 5
    assert endless.notice == ""
    assert listed(endless, "run") == ["2", "1"]
    endless.made(3)
    assert dialogs() == []


def test_the_earlier_run_stays_behind_the_new_one_until_it_is_unticked(desk):
    for _ in range(2):
        desk.trigger("runAction")
        desk.finish()
    plot = desk.window.workspace.outer.plot
    assert len(plot._overlays) == 1
    assert not any(item.empty for item in plot._overlays[0])
    tick(desk, 1, False)
    assert plot._overlays == []


def test_taking_a_change_back_takes_the_notice_back(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.find("task.shots").setValue(5)
    assert endless.notice != ""
    endless.find("task.shots").setValue(10)
    assert endless.notice == ""


def test_a_change_before_a_run_needs_no_notice(desk):
    desk.find("task.shots").setValue(5)
    assert desk.notice == ""


def test_the_speed_may_change_while_running_and_is_no_change_of_the_experiment(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.find("speed").setValue(0)
    endless.find("speed").setValue(endless.find("speed").maximum())
    endless.made(endless.progress.iteration + 20)
    assert [each for each in endless.progress.changes if each.path != "speed"] == []
    assert endless.notice == ""


@pytest.mark.parametrize(("path", "value"), [("strategy.outer_lr", 0.5), ("strategy.inner_lr", 0.5)])
def test_a_learning_rate_of_another_strategy_leaves_the_run_alone(open_window, path: str, value: float):
    desk = open_window("linear-maml", {"strategy.kind": "scratch", "schedule.iterations": 1_000_000})
    desk.trigger("runAction")
    desk.made(3)
    combo = desk.find("metaStrategy")
    combo.setCurrentIndex(combo.findData("maml"))
    desk.find(path).setValue(value)
    desk.made(desk.progress.iteration + 20)
    assert desk.progress.state == "running"
    assert desk.progress.changes == []
    assert desk.run.experiment.strategy.kind == "scratch"
    assert "applies to a new run" in desk.notice
