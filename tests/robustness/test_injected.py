"""A slice of `injected`: each place with one of the exceptions, by turns; all of them with ``-m long``."""

import itertools

import pytest

from simulator.engine import Failed, Finished, Stepped, run
from simulator.strategies import STRATEGIES
from simulator.strategies.descent.maml import Maml
from tests.robustness.injected import ERRORS, Place, complaints, entries, experiment, places

ENTRIES = [pytest.param(*each, id=each[1].__name__) for each in entries()]
TURNS = itertools.cycle(ERRORS)
REACHED = {
    "strategy": {"set-up", "third meta-iteration", "evaluation", "final test"},
    "task": {"set-up", "third meta-iteration", "final test"},  # the tasks of evaluations are drawn at the start
    "learner": {"set-up", "third meta-iteration", "evaluation", "final test"},
}


@pytest.mark.parametrize(("section", "entry"), ENTRIES)
def test_an_exception_ends_a_run_as_failed_and_the_run_goes_on_once_it_is_gone(section: str, entry):
    chosen = experiment(section, entry)
    found, plain = places(section, entry)
    assert {place.phase for place in found} >= REACHED[section]
    assert {str(place): said for place in found if (said := complaints(chosen, plain, place, next(TURNS)))} == {}


@pytest.mark.long
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(("section", "entry"), ENTRIES)
def test_every_exception_at_every_place_does(section: str, entry, error: str):
    chosen = experiment(section, entry)
    plain = list(run(chosen))
    assert {
        str(place): said for place in places(section, entry) if (said := complaints(chosen, plain, place, error))
    } == {}


def test_a_run_that_does_not_fail_is_complained_of():
    chosen = experiment("strategy", Maml)
    place = Place(Maml, "init", "final test")  # where it is not called
    assert complaints(chosen, list(run(chosen)), place, "RuntimeError") == ["it did not fail"]


def test_a_run_that_goes_on_differently_is_complained_of():
    chosen = experiment("strategy", Maml)
    other = list(run(experiment("strategy", STRATEGIES["reptile"])))
    found = complaints(chosen, other, Place(Maml, "meta_step", "third meta-iteration"), "RuntimeError")
    assert "it went on differently" in found


def test_an_interrupt_from_the_keyboard_is_nobodys_failure_and_passes(monkeypatch: pytest.MonkeyPatch):
    chosen, told = experiment("strategy", Maml), []
    with monkeypatch.context() as patched:

        def interrupted(*_):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            for event in run(chosen):
                told.append(event)
                if isinstance(event, Stepped) and event.iteration == 2:
                    patched.setattr(Maml, "meta_step", interrupted)
    assert not [event for event in told if isinstance(event, Failed | Finished)]
    assert [type(event).__name__ for event in told[-2:]] == ["Stepped", "Stepped"]
