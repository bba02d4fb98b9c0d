"""The user's own family: what it samples, what it refuses and where, and the floor of what it knows."""

import math

import numpy as np
import pytest
import torch
from scipy.stats import norm

from simulator.declaration import InputError
from simulator.declaration.parameter import Interval
from simulator.tasks.base import FunctionDrawing, PlaneDrawing, ScatterDrawing
from simulator.tasks.functions.formula import Formula
from simulator.tasks.functions.sine import Sine

PLANE = {"expression": "a * x1 - x2", "numbers": "a = normal(0, 1)"}


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def refusal(**values: object) -> InputError:
    with pytest.raises(InputError) as caught:
        Formula.parse({"kind": "formula", "numbers": "", **values}, "task")
    return caught.value


def test_the_formula_of_a_sine_wave_is_the_family_of_sine_waves():
    ours, theirs = Formula().sample(generator(), 4000), Sine().sample(generator(), 4000)
    for name, other in [("a", "amplitude"), ("p", "phase")]:
        low, high = theirs.latents[other].min().item(), theirs.latents[other].max().item()
        assert ours.latents[name].min().item() == pytest.approx(low, abs=0.01)
        assert ours.latents[name].max().item() == pytest.approx(high, abs=0.01)
    sine = ours.latents["a"].view(-1, 1, 1) * torch.sin(ours.query.inputs - ours.latents["p"].view(-1, 1, 1))
    assert torch.equal(ours.query.targets, sine)


def test_named_numbers_follow_their_distributions():
    family = Formula(
        expression="x", numbers="a = uniform(1, 3), b = normal(1, 2), c = loguniform(1, 100), d = choice(2, 5)"
    )
    latents = family.sample(generator(), 20000).latents
    assert latents["a"].mean().item() == pytest.approx(2, abs=0.02)
    assert latents["b"].mean().item() == pytest.approx(1, abs=0.06)
    assert latents["b"].std().item() == pytest.approx(2, abs=0.05)
    assert latents["c"].median().item() == pytest.approx(10, rel=0.06)
    assert latents["d"].unique().tolist() == [2, 5]
    assert (latents["d"] == 2).float().mean().item() == pytest.approx(0.5, abs=0.02)


def test_which_inputs_are_used_decides_their_number_and_the_drawing():
    drawings = {
        ("x", False): (FunctionDrawing(-5, 5), (1,), 1),
        ("x", True): (ScatterDrawing(), (1,), 2),
        ("x1 * x2", False): (ScatterDrawing(), (2,), 1),
        ("x2", True): (PlaneDrawing(-5, 5), (2,), 2),
    }
    for (expression, classify), (drawing, inputs, outputs) in drawings.items():
        family = Formula(expression=expression, numbers="", classify=classify)
        assert (family.drawing, family.shape.inputs, family.shape.outputs) == (drawing, inputs, outputs)
        assert family.sample(generator(), 2).support.inputs.shape == (2, 10, *inputs)


def test_two_inputs_are_the_two_columns():
    batch = Formula(expression="x1 - 10 * x2", numbers="").sample(generator(), 3)
    inputs = batch.support.inputs
    torch.testing.assert_close(batch.support.targets, inputs[..., :1] - 10 * inputs[..., 1:])


def test_classes_are_the_sides_of_the_threshold():
    family = Formula(**PLANE, classify=True, threshold=1.0)
    batch = family.sample(generator(), 50)
    value = batch.latents["a"].view(-1, 1) * batch.query.inputs[..., 0] - batch.query.inputs[..., 1]
    assert batch.query.targets.dtype == torch.int64
    assert torch.equal(batch.query.targets, (value > 1).long())
    assert torch.equal(family.truth(batch, batch.query.inputs), batch.query.targets)
    (known,) = family.references(batch)
    assert known.accuracy.min() == 1
    assert known.loss.max() < 1e-6


def test_with_noise_the_known_chances_are_those_of_the_normal_distribution_and_hold():
    family = Formula(**PLANE, classify=True, threshold=0.5, noise=2.0, query_shots=200)
    batch = family.sample(generator(), 100)
    outputs = family.solution(batch).predict(batch.query.inputs)
    chances = outputs.softmax(2)[..., 1]
    value = batch.latents["a"].view(-1, 1) * batch.query.inputs[..., 0] - batch.query.inputs[..., 1]
    np.testing.assert_allclose(chances.numpy(), norm.cdf((value - 0.5).numpy() / 2), atol=1e-5)
    assert batch.query.targets.double().mean().item() == pytest.approx(
        chances.mean().item(), abs=4 * 0.5 / math.sqrt(20000)
    )


def test_the_true_formula_reaches_the_noise_floor_and_no_lower():
    family = Formula(noise=0.5, query_shots=100)
    (known,) = family.references(family.sample(generator(), 400))
    assert known.loss.mean().item() == pytest.approx(0.25, abs=4 * 0.25 * (2 / (400 * 100)) ** 0.5)


def test_a_family_without_named_numbers_has_one_task():
    family = Formula(expression="x", numbers="")
    batch = family.sample(generator(), 2)
    assert batch.latents == {}
    assert str(family.describe(batch, 0)) == "the same in every task"


def test_a_task_is_described_by_its_numbers():
    family = Formula(numbers="a = 2, p = choice(0.5)")
    assert str(family.describe(family.sample(generator(), 1), 0)) == "a 2.00, p 0.50"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"expression": "log(x)"}, "task.expression, character 1, at 'log(x)': this has no finite value where x = -5."),
        ({"expression": "1 + 1 / x"}, "character 5, at '1 / x': this has no finite value where x = 0."),
        (
            {"expression": "x / (x1 - x1)"},
            "character 1, at 'x / (x1 - x1)': a formula with x1 or x2 cannot have x too.",
        ),
        ({"expression": "x1 * x"}, "character 6, at 'x': a formula with x1 or x2 cannot have x too."),
        ({"expression": "3"}, "character 1, at '3': the formula has no input; write x in it, or x1 and x2."),
        ({"expression": "x + 9 ** 9 ** 9"}, "character 5, at '9 ** 9 ** 9': this has no value of moderate size."),
        ({"expression": "exp(x * 6)"}, "this is beyond 1,000,000,000 where x = 5."),
        ({"expression": "a * x"}, "task.expression, character 1, at 'a * x': the name a is not known"),
        (
            {"expression": "x", "numbers": "a = 1 +"},
            "task.numbers, character 8, at the end: a number or a name is missing.",
        ),
    ],
)
def test_a_formula_that_cannot_be_learned_is_refused_at_the_character(values: dict[str, str], said: str):
    error = refusal(**values)
    assert said in str(error)
    assert error.path == str(error).split(",")[0]


def test_what_makes_a_value_infinite_is_named_with_its_number():
    error = refusal(expression="x * sqrt(a)", numbers="a = normal(1, 0.5)")
    assert "character 5, at 'sqrt(a)': this has no finite value where a = -0." in str(error)


def test_a_branch_that_is_not_taken_may_be_without_a_value():
    batch = Formula.parse({"kind": "formula", "expression": "where(x > 0, log(x), 1)", "numbers": ""}, "task").sample(
        generator(), 3
    )
    assert batch.support.targets.isfinite().all()


def test_the_domain_decides_whether_a_formula_can_be_learned():
    assert "x = -5" in str(refusal(expression="log(x)"))
    Formula.parse({"kind": "formula", "numbers": "", "expression": "log(x)", "domain": [0.1, 5.0]}, "task")
    assert "x = 0." in str(refusal(expression="log(x)", domain=[0.0, 5.0]))


def test_a_task_too_rare_for_the_check_is_drawn_again():
    # One task in two hundred has no finite value; built without the check, which would refuse the formula.
    family = Formula(expression="x + log(a)", numbers="a = uniform(-0.005, 0.995)")
    batch = family.sample(generator(), 5000)
    assert batch.support.targets.isfinite().all()
    assert batch.latents["a"].min() > 0
    torch.testing.assert_close(family.truth(batch, batch.query.inputs), batch.query.targets)


def test_a_formula_without_finite_values_ends_in_a_sentence_even_without_the_check():
    family = Formula(expression="x + log(a)", numbers="a = uniform(-2, -1)")
    with pytest.raises(InputError, match=r"^The formula has no finite value in most of its tasks\.$"):
        family.sample(generator(), 5)


def test_the_same_generator_gives_the_same_tasks():
    one, other = Formula(noise=0.1).sample(generator(3), 4), Formula(noise=0.1).sample(generator(3), 4)
    assert torch.equal(one.support.targets, other.support.targets)
    assert not torch.equal(one.support.inputs, Formula().sample(generator(4), 4).support.inputs)


def test_inputs_fill_the_domain():
    inputs = Formula(domain=Interval(0.0, 4.0)).sample(generator(), 1000).query.inputs
    assert 0 <= inputs.min() < 0.01
    assert 3.99 < inputs.max() <= 4
