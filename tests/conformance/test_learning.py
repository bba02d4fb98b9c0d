"""Every strategy learns: on a family that is easy for it it gets better, within a stated number of meta-iterations.

Better means that on the same validation tasks the loss after its usual inner steps is lower than it was before
meta-training, by more than the paired 95% interval. From scratch and the oracle learn nothing, and stay as they are.
"""

import pytest

from simulator.analysis.statistics import paired_difference
from simulator.engine import Evaluated, run
from simulator.experiment import Schedule, parse
from simulator.experiment.documents import Document
from simulator.strategies import STRATEGIES

LINES = ({"kind": "linear"}, {"kind": "linear"})
BENT = ({"kind": "linear"}, {"kind": "mlp", "hidden": [16]})
POINTS = ({"kind": "shapes-2d", "shots": 5}, {"kind": "mlp", "hidden": [32, 32]})
BOWLS = (
    {"kind": "quadratics", "dimensions": 2, "rows": 2},
    {"kind": "linear", "offset": False, "start": "normal"},
)

# What each strategy learns on, by which learner, in how many meta-iterations; and what is set beside the defaults.
EASIEST: dict[str, tuple[tuple[Document, Document], int, Document]] = {
    "maml": (LINES, 200, {"inner_lr": 0.1, "outer_lr": 0.01}),
    "first-order-maml": (LINES, 200, {"inner_lr": 0.1, "outer_lr": 0.01}),
    "reptile": (LINES, 200, {"inner_lr": 0.1}),
    "anil": (BENT, 200, {"outer_lr": 0.01}),
    "meta-sgd": (LINES, 200, {"outer_lr": 0.01}),
    "maml-plus-plus": (LINES, 200, {"inner_lr": 0.1, "outer_lr": 0.01}),
    "cavia": (BENT, 200, {"inner_lr": 0.1, "outer_lr": 0.01}),
    "imaml": (LINES, 100, {"inner_lr": 0.1, "outer_lr": 0.03}),
    "es-maml": (LINES, 200, {"inner_lr": 0.1, "outer_lr": 0.02}),
    "prototypes": (POINTS, 200, {"outer_lr": 0.01}),
    "matching": (POINTS, 200, {"outer_lr": 0.01}),
    "ridge-head": (LINES, 100, {"outer_lr": 0.03}),
    "alpaca": (LINES, 100, {"outer_lr": 0.03}),
    "neural-process": (BENT, 200, {"outer_lr": 0.01}),
    "in-context": (BENT, 100, {"outer_lr": 0.01}),
    "learned-optimizer": (BOWLS, 30, {"inner_steps": 20, "outer_lr": 0.02}),
    "search": (LINES, 10, {"inner_steps": 5, "space": "strategy.inner_lr"}),
    "surrogate": (LINES, 10, {"inner_steps": 5, "space": "strategy.inner_lr"}),
    "joint": (LINES, 200, {"inner_lr": 0.1, "outer_lr": 0.01}),
}
CONSTANT = ("scratch", "oracle")


def first_and_last(kind: str, parts: tuple[Document, Document], iterations: int, values: Document):
    """The losses ``[task]`` on the validation tasks before and after meta-training."""
    family, learner = parts
    schedule = Schedule(iterations=iterations, meta_batch=10, evaluate_every=iterations, test_tasks=2)
    experiment = parse(
        {
            "format": 1,
            "task": family,
            "learner": learner,
            "strategy": {"kind": kind} | values,
            "schedule": schedule.table() | {"evaluation_steps": 20},
        }
    )
    judged = [
        event.scores.loss[experiment.strategy.usual_steps] for event in run(experiment) if isinstance(event, Evaluated)
    ]
    assert len(judged) == 2
    return judged


def test_every_strategy_is_judged_here():
    assert {*EASIEST, *CONSTANT} == set(STRATEGIES)


@pytest.mark.parametrize("kind", EASIEST)
def test_a_strategy_gets_better_on_its_easiest_family(kind: str):
    before, after = first_and_last(kind, *EASIEST[kind])
    difference, half_width = paired_difference(after, before)
    assert difference + half_width < 0


@pytest.mark.parametrize("kind", CONSTANT)
def test_what_learns_nothing_stays_as_it_is(kind: str):
    before, after = first_and_last(kind, LINES, 5, {})
    assert after.tolist() == before.tolist()
