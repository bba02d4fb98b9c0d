"""Running, pausing, stepping, stopping and forgetting a run in the window; and that none of it changes the run."""

import pytest

from simulator.analysis.rounding import significant, uncertain_loss
from simulator.analysis.statistics import half_width
from simulator.engine import Changed, Stepped, run
from tests.engine.histories import history
from tests.gui.run_list import listed


def labels(desk) -> dict[str, tuple[str, bool]]:
    names = ("runAction", "stepAction", "stopAction", "resetAction")
    return {name: (desk.action(name).text(), desk.action(name).isEnabled()) for name in names}


IDLE = {"runAction": ("Run", True), "stepAction": ("Step", True), "stopAction": ("Stop", False)}
RUNNING = {"runAction": ("Pause", True), "stepAction": ("Step", False), "stopAction": ("Stop", True)}
PAUSED = {"runAction": ("Continue", True), "stepAction": ("Step", True), "stopAction": ("Stop", True)}
KNOWN, UNKNOWN = {"resetAction": ("Reset", True)}, {"resetAction": ("Reset", False)}


def test_the_same_seed_gives_the_same_history_in_the_window_as_headless(desk, told, small):
    desk.trigger("runAction")
    desk.finish()
    assert history(told) == history(list(run(small())))


def test_pausing_stepping_and_limiting_the_speed_do_not_change_the_history(open_window, told, small):
    values = {"schedule.iterations": 60, "schedule.evaluate_every": 20}
    desk = open_window("sine-maml", values)
    desk.find("speed").setValue(3)
    desk.trigger("stepAction")
    desk.made(1)
    desk.trigger("stepAction")
    desk.made(2)
    desk.trigger("runAction")
    desk.made(5)
    desk.trigger("runAction")
    desk.find("speed").setValue(desk.find("speed").maximum())
    desk.trigger("runAction")
    desk.finish()
    learned = [event for event in told if not isinstance(event, Changed)]  # but for the changes of speed
    assert history(learned) == history(list(run(small("sine-maml", values))))
    assert [event.new for event in told if isinstance(event, Changed)] == [None]


def test_a_seed_typed_in_the_window_is_the_seed_of_the_next_run(desk, told, small):
    desk.find("seed").setValue(7)
    desk.trigger("runAction")
    desk.finish()
    assert history(told) == history(list(run(small("linear-maml", {"seed": 7}))))
    assert history(told)[3:] != history(list(run(small())))[3:]


def test_run_pauses_and_continues(endless):
    assert labels(endless) == IDLE | UNKNOWN
    endless.trigger("runAction")
    assert labels(endless) == RUNNING | KNOWN
    endless.made(3)
    endless.trigger("runAction")
    assert labels(endless) == PAUSED | KNOWN
    assert endless.find("statusText").text().startswith("paused")
    endless.trigger("runAction")
    assert labels(endless) == RUNNING | KNOWN
    endless.made(endless.progress.iteration + 3)


def test_a_paused_run_stands_still(endless, qtbot):
    endless.trigger("runAction")
    endless.made(3)
    endless.trigger("runAction")
    qtbot.wait(200)
    made = endless.progress.iteration
    qtbot.wait(200)
    assert endless.progress.iteration == made


def test_a_step_makes_exactly_one_meta_iteration(endless, qtbot):
    for made in (1, 2, 3):
        endless.trigger("stepAction")
        assert labels(endless) == PAUSED | KNOWN
        endless.made(made)
        qtbot.wait(100)
        assert endless.progress.iteration == made
    assert endless.find("statusText").text().startswith("paused   iteration 3 of 1,000,000")


def test_stopping_keeps_what_was_done(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.trigger("stopAction")
    endless.finish()
    assert endless.progress.state == "stopped"
    assert endless.progress.iteration >= 3
    assert labels(endless) == IDLE | KNOWN
    assert endless.find("statusText").text().startswith(f"stopped   iteration {endless.progress.iteration:,} of")


def test_a_run_after_another_keeps_the_earlier_one_in_the_list(desk):
    for _ in range(2):
        desk.trigger("runAction")
        desk.finish()
    assert [each.number for each in desk.window.session.runs] == [1, 2]
    assert listed(desk, "run") == ["2", "1"]


def test_the_list_shows_the_strategy_and_the_test_loss_of_each_run(desk):
    for kind in ("maml", "scratch"):
        combo = desk.find("metaStrategy")
        combo.setCurrentIndex(combo.findData(kind))
        desk.trigger("runAction")
        desk.finish()
    runs = reversed(desk.window.session.runs)
    losses = [each.progress.tested.scores.loss[-1].mean() for each in runs]
    assert listed(desk, "strategy") == ["From scratch", "MAML"]
    assert listed(desk, "result") == [significant(loss) for loss in losses]


def test_the_list_shows_the_latest_validation_loss_of_a_run_that_goes_on(endless):
    endless.trigger("stepAction")
    endless.made(1)
    endless.until(lambda: listed(endless, "state") == ["paused, 0%"])
    loss = endless.progress.evaluations[0].scores.loss[-1].mean()
    endless.until(lambda: listed(endless, "result") == [significant(loss)])


def test_resetting_forgets_the_current_run(endless):
    endless.trigger("runAction")
    endless.made(3)
    endless.trigger("resetAction")
    assert endless.window.session.current is None
    assert endless.window.session.runs == []
    assert listed(endless, "run") == []
    assert labels(endless) == IDLE | UNKNOWN
    assert endless.find("statusText").text().startswith("ready")


def test_the_status_line_says_how_a_finished_run_stands(desk):
    desk.trigger("runAction")
    desk.finish()
    losses = desk.progress.evaluations[-1].scores.loss[[desk.window.view_settings.step]]
    text = desk.find("statusText").text()
    assert text.startswith("completed   iteration 6 of 6   validation loss ")
    assert f"validation loss {uncertain_loss(float(losses.mean()), float(half_width(losses)[0]))} after" in text
    assert "after step 2" in text


def test_a_limited_run_is_held_between_iterations_and_can_still_be_stopped(endless):
    endless.find("speed").setValue(0)
    endless.trigger("runAction")
    endless.made(1)
    endless.trigger("stopAction")
    endless.finish()
    assert endless.progress.state == "stopped"


@pytest.mark.parametrize("example", ["sine-reptile", "digits-anil", "sine-joint"])
def test_every_kind_of_strategy_runs_in_the_window(open_window, told, example: str):
    desk = open_window(example)
    desk.trigger("runAction")
    desk.finish()
    assert desk.progress.state == "completed"
    assert [event.iteration for event in told if isinstance(event, Stepped)] == [1, 2, 3, 4, 5, 6]
