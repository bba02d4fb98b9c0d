"""The status line says how far a run is, also while it is tested."""

from simulator.engine import Progress, Stopped, run
from simulator.engine import Testing as Judging
from simulator.gui.status import status


def told_until(experiment, share):
    progress = Progress()
    for event in run(experiment):
        progress.add(event)
        if isinstance(event, Judging) and event.share >= share:
            break
    return progress


def test_while_a_run_is_tested_it_says_how_far_the_test_is(small):
    experiment = small("sine-maml")
    said = [status(told_until(experiment, share), experiment, paused=False, step=1) for share in (0.0, 0.5)]
    for text, share in zip(said, ("0%", "50%"), strict=True):
        assert f"iteration 6 of 6   testing on 8 unseen tasks: {share} done   validation loss" in text


def test_when_the_test_is_over_nothing_is_said_of_it_any_more(small):
    experiment = small()
    progress = Progress.of(run(experiment))
    assert "testing" not in status(progress, experiment, paused=False, step=1)
    assert progress.testing is None


def test_a_run_that_is_stopped_within_its_test_is_not_tested_any_more(small):
    progress = told_until(small("sine-maml"), 0.5)
    progress.add(Stopped())
    assert progress.testing is None
