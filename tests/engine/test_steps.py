"""When compiled code takes over from the plain steps of a run, and when it does not."""

import itertools

import pytest
import torch

from simulator.declaration import sentence
from simulator.engine import Compiled, Control, Stepped, Stopped, run, steps
from simulator.engine.compiled import compiler, tracing
from simulator.engine.compiled.compiler import Compilation, CompiledStep
from simulator.engine.steps import Steps, plain
from simulator.engine.training import bind, draw
from simulator.strategies.base import State


class MadeUp(CompiledStep):
    """Stands for compiled code: makes the traced step with torch; `off` is how far its loss and moments are wrong."""

    off = 0.0

    def __call__(self, state, batch, pace):
        improved, loss = self.library(state, batch, torch.tensor(pace))
        moments = {name: value + self.off for name, value in improved.moments.items()}
        total = sum(float(value.sum()) for value in improved.theta.values())
        return State(improved.theta, moments, state.count + 1), float(loss) + self.off, total


@pytest.fixture
def asked(monkeypatch):
    """Instead of compiling, the code is there at the second look after it was begun; what was begun is listed."""
    begun = []

    class Instant(Compilation):
        looks = 0

        def __init__(self, experiment, state, batch, folder, device, threads):
            self.why, self._process, self._folder = None, None, folder
            problem, self.strategy = bind(experiment), experiment.strategy
            self.made = MadeUp(
                lambda *given: self.strategy.traced_step(problem, *given),
                tracing.Layout.of(state),
                tracing.shapes(tracing.examples(batch)),
            )

        def begin(self):
            if self.strategy not in begun:
                begun.append(self.strategy)

        def step(self):
            self.looks += self.strategy in begun
            return self.made if self.looks > 1 else None

        def close(self):
            pass

    monkeypatch.setattr(steps, "Compilation", Instant)
    monkeypatch.setattr(steps, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(MadeUp, "off", 0.0)
    return begun


@pytest.fixture
def told(small, tmp_path):
    """The events of a short run with these values."""

    def follow(values=None, example="sine-maml", control=None, code=tmp_path):
        experiment = small(example, {"schedule.iterations": 6, "schedule.compile": "auto", **(values or {})})
        return list(run(experiment, control, code=code))

    return follow


def takeovers(events):
    return [(event.iteration, event.why) for event in events if isinstance(event, Compiled)]


def losses(events):
    return [event.loss for event in events if isinstance(event, Stepped)]


def test_on_waits_for_the_code_before_the_first_meta_iteration(asked, told):
    events = told({"schedule.compile": "on"})
    assert takeovers(events) == [(0, None)]
    assert losses(events) == pytest.approx(losses(told({"schedule.compile": "off"})), rel=1e-5)


def test_off_and_no_folder_never_compile(asked, told):
    assert takeovers(told({"schedule.compile": "off"})) == []
    assert takeovers(told({"schedule.compile": "on"}, code=None)) == []
    assert asked == []


def test_auto_leaves_a_short_run_alone(asked, told):
    assert takeovers(told()) == []
    assert asked == []


def test_auto_compiles_a_run_that_would_take_long(asked, told, monkeypatch):
    monkeypatch.setattr(steps, "MEASURED", 0.0)
    monkeypatch.setattr(steps, "WORTH", 0.0)
    times = itertools.cycle([1.0] * 5 + [2.0] * 5)  # of compiled and plain steps
    monkeypatch.setattr(steps, "_timed", lambda _: next(times))
    events = told()
    (took_over,) = takeovers(events)
    assert took_over[0] > 0
    assert took_over[1] is None
    assert losses(events) == pytest.approx(losses(told({"schedule.compile": "off"})), rel=1e-5)


def test_auto_keeps_the_plain_step_where_compiled_code_is_slower(asked, told, monkeypatch):
    monkeypatch.setattr(steps, "MEASURED", 0.0)
    monkeypatch.setattr(steps, "WORTH", 0.0)
    times = itertools.cycle([2.0] * 5 + [1.0] * 5)  # of compiled and plain steps
    monkeypatch.setattr(steps, "_timed", lambda _: next(times))
    ((_, why),) = takeovers(told())
    assert str(why) == "Compiling would not make this experiment faster."


def test_code_that_gives_something_else_is_refused(asked, told, monkeypatch):
    monkeypatch.setattr(MadeUp, "off", 1e-3)
    events = told({"schedule.compile": "on"})
    ((iteration, why),) = takeovers(events)
    assert iteration == 0
    assert str(why) == "The compiled meta-iteration gave something else than the plain one."
    assert losses(events) == losses(told({"schedule.compile": "off"}))


def test_a_strategy_that_cannot_be_traced_runs_the_plain_way(asked, told):
    ((iteration, why),) = takeovers(told({"schedule.compile": "on"}, "linear-es-maml"))
    assert iteration == 0
    assert str(why).startswith("ES-MAML cannot be compiled")
    assert asked == []


def test_a_stop_ends_the_wait_for_the_compiler(asked, told, monkeypatch):
    control = Control()
    monkeypatch.setattr(steps.Compilation, "step", lambda _: control.stop())
    assert isinstance(told({"schedule.compile": "on"}, control=control)[-1], Stopped)


def test_an_outer_rate_needs_no_other_code_and_an_inner_rate_does(asked, small, tmp_path):
    experiment = small("sine-maml", {"schedule.compile": "on"})
    problem, made = bind(experiment), Steps(bind(experiment), tmp_path, Control(), 1)
    state = experiment.strategy.init(problem, torch.Generator().manual_seed(0))
    batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch)
    for path, count in (("strategy.outer_lr", 1), ("strategy.inner_lr", 2)):
        made.make(experiment, state, batch)
        assert made.compiled
        experiment = experiment.with_value(path, 0.02)
        expected = plain(problem, experiment.strategy, state, batch)
        found = made.make(experiment, state, batch)
        assert found.loss == pytest.approx(expected.loss, rel=1e-5)
        for name, value in expected.state.theta.items():
            torch.testing.assert_close(found.state.theta[name], value, rtol=1e-4, atol=1e-5)
        assert len(asked) == count


def test_a_batch_of_another_shape_is_made_the_plain_way(asked, small, tmp_path):
    experiment = small("sine-maml", {"schedule.compile": "on"})
    problem, made = bind(experiment), Steps(bind(experiment), tmp_path, Control(), 1)
    state = experiment.strategy.init(problem, torch.Generator().manual_seed(0))
    made.make(experiment, state, draw(experiment, problem, "train", "train", 3))
    fewer = draw(experiment, problem, "train", "train", 2)
    assert made.make(experiment, state, fewer).loss == plain(problem, experiment.strategy, state, fewer).loss


def test_a_run_that_was_compiled_goes_on_compiled_from_its_first_step(asked, small, tmp_path):
    experiment = small("sine-maml", {"schedule.iterations": 6, "schedule.compile": "on"})
    whole, control = list(run(experiment, code=tmp_path)), Control()
    halves = []
    for event in run(experiment, control, code=tmp_path):
        halves.append(event)
        if isinstance(event, Stepped) and event.iteration == 3:
            control.stop()
    checkpoint = next(event for event in reversed(halves) if hasattr(event, "circumstances"))
    assert checkpoint.compiled
    rest = list(run(experiment, checkpoint=checkpoint, code=tmp_path))
    assert takeovers(rest) == [(3, None)]
    assert losses(halves) + losses(rest) == losses(whole)


def test_a_machine_without_a_compiler_says_so_once(told, monkeypatch):
    monkeypatch.setattr(compiler, "objection", lambda _: sentence("There is no C++ compiler on this machine."))
    events = told({"schedule.compile": "on"})
    assert [(iteration, str(why)) for iteration, why in takeovers(events)] == [
        (0, "There is no C++ compiler on this machine.")
    ]
    assert losses(events) == losses(told({"schedule.compile": "off"}))
