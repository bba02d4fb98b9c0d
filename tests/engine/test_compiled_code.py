"""Code that was really compiled: it gives what the plain step gives, and is found again. Needs a C++ compiler."""

import time

import pytest
import torch

from simulator.engine.compiled import cache, compiler
from simulator.engine.compiled.compiler import Compilation
from simulator.engine.compiled.library import Library, LibraryError
from simulator.engine.streams import generator
from simulator.engine.training import bind, draw
from simulator.experiment import load_example

needs_compiler = pytest.mark.skipif(compiler.objection() is not None, reason="nothing can be compiled here")


def waited(compilation):
    compilation.begin()
    while (step := compilation.step()) is None and compilation.why is None:
        time.sleep(0.05)
    return step


def prepared(example, **values):
    experiment = load_example(example)
    for path, value in values.items():
        experiment = experiment.with_value(path.replace("__", "."), value)
    problem = bind(experiment)
    state = experiment.strategy.init(problem, generator(0, "initialisation"))
    batches = [draw(experiment, problem, "train", "train", experiment.schedule.meta_batch, n) for n in range(1, 6)]
    return experiment, problem, state, batches


@needs_compiler
@pytest.mark.long
@pytest.mark.parametrize(
    ("example", "values"),
    [
        ("linear-maml", {"schedule__meta_batch": 3}),
        ("sine-maml", {}),
        ("sine-meta-sgd", {}),
        ("digits-maml", {}),
        ("glyphs-prototypes", {"learner__filters": 4}),
    ],
)
def test_compiled_code_follows_the_plain_step(example, values, tmp_path):
    experiment, problem, state, batches = prepared(example, **values)
    strategy, step = experiment.strategy, waited(Compilation(experiment, state, batches[0], tmp_path))
    ours = state
    for batch in batches:
        ours, loss, _ = step(ours, batch, strategy.pace(problem, ours))
        state, report = strategy.meta_step(problem, state, batch)
        assert loss == pytest.approx(float(report.loss), rel=1e-4)
    for name, value in state.moments.items():
        torch.testing.assert_close(ours.moments[name], value, rtol=1e-3, atol=1e-3 * float(value.abs().max()))
    assert [each.suffix for each in tmp_path.iterdir()] == [cache.ENDING]
    again = Compilation(experiment, state, batches[0], tmp_path)
    assert again.step() is not None  # without any process


def test_a_file_that_is_no_code_is_refused_and_removed(tmp_path):
    experiment, _, state, batches = prepared("linear-maml")
    compilation = Compilation(experiment, state, batches[0], tmp_path)
    cache.keep(b"no code at all", compilation.path)
    assert compilation.step() is None
    assert "could not be compiled" in str(compilation.why)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LibraryError):
        Library(tmp_path / "missing")


def test_damaged_code_is_not_loaded(tmp_path):
    path = tmp_path / "code.compiled"
    cache.keep(bytes(range(256)), path)
    assert cache.used(path)
    path.write_bytes(path.read_bytes()[:-40])
    assert not cache.used(path)
    assert not path.exists()


def test_the_cache_keeps_what_was_used_last(tmp_path, monkeypatch):
    import os

    monkeypatch.setattr(cache, "KEPT", 2)
    for age in range(4):
        path = tmp_path / f"{age}{cache.ENDING}"
        cache.keep(b"code", path)
        os.utime(path, (1000 - age, 1000 - age))
    cache.tidy(tmp_path)
    assert sorted(each.stem for each in tmp_path.iterdir()) == ["0", "1"]


@pytest.mark.parametrize(
    ("path", "value", "same"),
    [
        ("strategy.outer_lr", 0.5, True),
        ("schedule.iterations", 7, True),
        ("strategy.inner_lr", 0.5, False),
        ("learner.hidden", (3,), False),
    ],
)
def test_code_is_found_again_by_what_it_depends_on(path, value, same):
    experiment, *_ = prepared("sine-maml")
    assert (cache.name(experiment, [], 1) == cache.name(experiment.with_value(path, value), [], 1)) is same
    assert cache.name(experiment, [], 1) != cache.name(experiment, [], 2)
