"""Judging on another family than the one trained on."""

from typing import Any

import numpy as np
import pytest

from simulator.analysis.result import result
from simulator.declaration import InputError
from simulator.engine import Evaluated, Progress, Referenced, run
from simulator.engine import Testing as Judging
from simulator.engine.evaluation import evaluate, references
from simulator.engine.run import bind, draw
from simulator.experiment import parse, set_value, to_document
from simulator.experiment.documents import build
from simulator.tasks.functions.sine import Sine

WIDER = Sine(amplitude=(5.0, 8.0), shots=4)


@pytest.fixture
def away(small):
    """Trained on amplitudes to 5, judged on amplitudes to 8 as well."""
    document = to_document(small("sine-maml", {"schedule.iterations": 3, "schedule.evaluate_every": 3}))
    return parse(document | {"evaluation": {"task": {"kind": "sine", "amplitude": [5.0, 8.0], "shots": 4}}})


def test_the_other_familys_tasks_are_adapted_to_and_scored_at_every_evaluation(away):
    problem = bind(away)
    there = draw(
        away,
        bind(parse(to_document(away) | {"task": WIDER.table()})),
        "validation",
        "validation",
        away.schedule.evaluation_tasks,
    )
    states = [event for event in run(away) if isinstance(event, Evaluated)]
    assert [event.iteration for event in states] == [0, 3]
    for event in states:
        expected = evaluate(problem, away.strategy, event.state, there, away.schedule.evaluation_steps)
        assert np.array_equal(event.elsewhere.loss, expected.loss)
        assert not np.array_equal(event.elsewhere.loss, event.scores.loss)


def test_the_other_familys_reference_lines_are_its_own(away):
    there = parse(to_document(away) | {"task": WIDER.table()})
    problem, steps = bind(there), away.schedule.evaluation_steps
    batch = draw(there, problem, "validation", "validation", away.schedule.evaluation_tasks)
    expected = references(problem, away.strategy, batch, steps, away.seed)
    (told,) = [event for event in run(away) if isinstance(event, Referenced)]
    assert list(told.elsewhere) == list(expected) == ["scratch", "oracle"]
    for key, scores in expected.items():
        assert np.array_equal(told.elsewhere[key].loss, scores.loss)
        assert told.elsewhere[key].title == scores.title


def test_the_other_family_changes_nothing_of_the_training(away, small):
    alone = small("sine-maml", {"schedule.iterations": 3, "schedule.evaluate_every": 3})
    kept = ([event for event in run(each) if not isinstance(event, Judging)] for each in (away, alone))
    for ours, theirs in zip(*kept, strict=True):
        if isinstance(ours, Evaluated):
            assert np.array_equal(ours.scores.loss, theirs.scores.loss)
            assert theirs.elsewhere is None


def test_the_test_on_the_other_family_is_half_of_the_test(away):
    shares = [event.share for event in run(away) if isinstance(event, Judging)]
    assert shares == pytest.approx(np.linspace(0, 1, 1 + 4 * (away.schedule.evaluation_steps + 1)))


def test_results_hold_the_other_familys_scores_with_its_baselines(away):
    progress = Progress()
    for event in run(away):
        progress.add(event)
    written = result(progress)
    assert written["test"]["elsewhere"]["loss"] == progress.tested.elsewhere.scores.loss.mean(1).tolist()
    assert set(written["test"]["elsewhere"]["baselines"]) == {"scratch", "oracle"}
    judged = progress.elsewhere_loss.means.values[-1].tolist()
    assert written["history"][-1]["elsewhere"]["loss"] == judged


def test_a_family_can_be_named_alone_and_is_then_the_one_with_its_defaults(away):
    document = to_document(away)
    assert parse(document | {"evaluation": {"task": "sine"}}).elsewhere == Sine()
    assert parse(document).elsewhere == WIDER
    assert parse(to_document(parse(document))) == parse(document)


def test_values_of_the_other_family_are_set_by_their_path(small):
    document = to_document(small("sine-maml"))
    named = set_value(document, "evaluation.task.kind", "sine")
    changed = set_value(named, "evaluation.task.shots", 7)
    assert build(changed).elsewhere == Sine(shots=7)
    assert build(changed).value("evaluation.task.shots") == 7
    assert build(changed).with_value("evaluation.task.shots", 8).elsewhere == Sine(shots=8)
    assert build(set_value(changed, "evaluation.task", None)).elsewhere is None


@pytest.mark.parametrize(
    ("evaluation", "said"),
    [
        (3, "evaluation is 3; it must be a section, [evaluation]."),
        ({"task": 3}, "evaluation.task is 3; it must be a section, [evaluation.task]."),
        ({"tsk": {}}, "evaluation.tsk is not known; did you mean evaluation.task?"),
        ({"task": {"kind": "sinus"}}, "evaluation.task.kind is 'sinus', which is not known; did you mean sine?"),
        (
            {"task": {"kind": "sine", "shots": 0}},
            "evaluation.task.shots is 0; it must be a whole number from 1 to 200.",
        ),
        (
            {"task": {"kind": "linear", "inputs": 3}},
            "evaluation.task.kind is 'linear': The strategy is trained on Sine waves, whose examples have 1 inputs and "
            "1 outputs; it cannot be judged on Linear functions, whose examples have 3 inputs and 1 outputs.",
        ),
        (
            {"task": {"kind": "digits"}},
            "evaluation.task.kind is 'digits': The strategy is trained on Sine waves and cannot be judged on "
            "Handwritten digits, whose loss is cross-entropy and not mean squared error.",
        ),
    ],
)
def test_what_cannot_be_judged_on_is_refused_in_one_sentence(small, evaluation: Any, said: str):
    with pytest.raises(InputError) as refused:
        parse(to_document(small("sine-maml")) | {"evaluation": evaluation})
    assert str(refused.value) == said
