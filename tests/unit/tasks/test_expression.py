"""Formulas as text: what they are worth, against numpy, and at which character they are refused."""

import math
import warnings
from collections import Counter

import numpy as np
import pytest
import torch

from simulator.declaration import InputError
from simulator.tasks.functions.distributions import Distribution, distributions
from simulator.tasks.functions.expression import parsed
from simulator.tasks.functions.text import Text, UnreadableError
from tests.benchmarks.formula import outcome, strings

NAMES = ("x", "a")
X = np.linspace(-3, 3, 41, dtype=np.float32).reshape(1, 41, 1)
A = np.array([0.5, 2.0], np.float32).reshape(2, 1, 1)

WORTH = [
    ("a * x + 1", A * X + 1),
    ("-x ** 2", -(X**2)),
    ("(-x) ** 2", X**2),
    ("2 ** 3 ** 2 + 0 * x", 512 + 0 * X),
    ("x - 1 - 2", X - 3),
    ("x / 2 / 2", X / 4),
    ("+x", X),
    ("sin(x) + cos(a * x) - tan(x / 2)", np.sin(X) + np.cos(A * X) - np.tan(X / 2)),
    ("exp(x) * log(x ** 2 + a)", np.exp(X) * np.log(X**2 + A)),
    ("sqrt(abs(x)) + sign(x) * tanh(x)", np.sqrt(np.abs(X)) + np.sign(X) * np.tanh(X)),
    ("floor(x)", np.floor(X)),
    ("min(x, a)", np.minimum(X, A)),
    ("max(x, a, 1, 0)", np.maximum(np.maximum(X, A), 1)),
    ("step(x)", (X > 0).astype(np.float32)),
    ("where(x > a, x, -1)", np.where(X > A, X, -1)),
    ("where(x, 1, 2)", np.where(X > 0, 1, 2)),
    ("(x < 1) + (x <= 1) * 2 + (x > 0) * 4 + (x >= 0) * 8", (X < 1) + (X <= 1) * 2 + (X > 0) * 4 + (X >= 0) * 8),
    ("x * pi + e", X * math.pi + math.e),
    ("  x * 1.5e-1 + .5 - 5. ", X * 0.15 - 4.5),
]


def refusal(text: str) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        parsed(Text(text, "task.expression"), NAMES)
    return caught.value


@pytest.mark.parametrize(("text", "expected"), WORTH, ids=[text for text, _ in WORTH])
def test_a_formula_is_worth_what_numpy_says_with_torch_and_with_numpy(text: str, expected: np.ndarray):
    formula = parsed(Text(text, "task.expression"), NAMES)
    ours = formula.evaluate({"x": torch.tensor(X), "a": torch.tensor(A)}, torch)
    assert ours.dtype == torch.float32
    np.testing.assert_allclose(*np.broadcast_arrays(ours.numpy(), expected), rtol=2e-5, atol=1e-5)
    theirs = formula.evaluate({"x": X, "a": A}, np)
    np.testing.assert_allclose(*np.broadcast_arrays(theirs, expected), rtol=2e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("2x", 2, "a sign such as * is missing before this."),
        ("1 + x (a)", 5, "x is not a function; a sign such as * is missing after it."),
        ("(x)(a)", 4, "a sign such as * is missing before this."),
        ("a * (x + 1", 5, "this bracket is never closed."),
        ("a * x) + 1", 6, "this bracket was never opened."),
        ("x + ", 5, "at the end: a number or a name is missing."),
        ("", 1, "at the end: a number or a name is missing."),
        ("x + * 2", 5, "a number or a name is missing before this."),
        ("sin()", 5, "a number or a name is missing before this."),
        ("1 + sine(x)", 5, "the function sine is not known; did you mean sin?"),
        ("1 + b", 5, "the name b is not known; known are a, e, pi, x."),
        ("a * sin", 5, "sin is a function; brackets must follow it."),
        ("sin(x, a)", 1, "sin takes 1 values, not 2."),
        ("1 + max(x)", 5, "max takes 2-9 values, not 1."),
        ("x^2", 2, "a power is written with **."),
        ("x % 2", 3, "the sign '%' has no meaning here."),
        ("x // 2", 4, "a number or a name is missing before this."),
        ("x.real", 2, "the sign '.' has no meaning here."),
        ("x[0]", 2, "the sign '[' has no meaning here."),
        ("'x'", 1, 'the sign "\'" has no meaning here.'),
        ("x, a", 2, "the sign ',' has no meaning here."),
        ("x = a", 3, "only what stands to the right of an equals sign is written here."),
        ("3,5 * x", 2, "a decimal number is written with a point, and not with a comma."),
        ("1 + ax", 5, "a sign such as * is missing in ax."),
        ("sin(x=a)", 6, "the sign '=' has no meaning here."),
        ("a + (x, 1)", 5, "this is neither a number nor a calculation with numbers."),
        ("1 + (0 < x < 1)", 6, "this is neither a number nor a calculation with numbers."),
        ("not x", 1, "the word not has no meaning here."),
        ("lambda", 1, "the word lambda has no meaning here."),
        ("a \N{MULTIPLICATION SIGN} x", 3, "cannot be used; use those of an English keyboard."),
        ("x\n", 2, "cannot be used; use those of an English keyboard."),
        ("x * 012", 5, "it cannot be read from here on."),
        ("x * 2e9", 5, "a number may be at most 1,000,000,000."),
        ("x + 1e999", 5, "a number may be at most 1,000,000,000."),
        ("1_000 * x", 2, "a sign such as * is missing before this."),
        ("0x1F * x", 2, "a sign such as * is missing before this."),
        ("__import__(x)", 1, "the function __import__ is not known"),
        ("-" * 150 + "x", 101, "more than 100 operations lie within each other."),
        ("(" * 150 + "x" + ")" * 149, 1, "this bracket is never closed."),
        ("x" * 301, 301, "it is longer than 300 characters."),
    ],
)
def test_a_refusal_names_the_character(text: str, position: int, said: str):
    error = refusal(text)
    assert (error.position, error.path) == (position, "task.expression")
    assert str(error).startswith(f"task.expression, character {position}, at ")
    assert said in str(error)


def test_a_long_name_made_of_names_that_contain_each_other_is_refused_at_once():
    with pytest.raises(UnreadableError, match="is not known"):
        parsed(Text("a" * 290 + "b", "task.expression"), ("a", "aa", "aaa", "x"))


def test_ln_is_the_natural_logarithm_like_log():
    values = {"x": torch.tensor([0.5, 2.0])}
    ln, log = (parsed(Text(f"{name}(x)", "task.expression"), NAMES).evaluate(values, torch) for name in ("ln", "log"))
    assert torch.equal(ln, log)


def test_brackets_as_deep_as_a_text_is_long_are_read_or_refused():
    for deep in range(1, 149, 7):
        text = "(" * deep + "x" + ")" * deep
        try:
            assert parsed(Text(text, "task.expression"), NAMES).content == "x"
        except UnreadableError as error:
            assert deep > 50  # Python's parser takes so many at least
            assert 1 <= error.position <= len(text)


def test_a_tower_of_powers_is_as_quickly_done_as_any_formula():
    formula = parsed(Text("9 ** 9 ** 9 ** 9 ** 9 ** x", "task.expression"), NAMES)
    # With whole numbers this would never end.
    assert formula.evaluate({"x": torch.ones(3)}, torch).isinf().all()


def test_the_part_to_blame_is_the_innermost_without_a_finite_value():
    formula = parsed(Text("a + sin(x) * log(x - 2)", "task.expression"), NAMES)
    with np.errstate(all="ignore"):
        assert formula.cause({"x": np.float32(1), "a": np.float32(1)}).position == 14


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = uniform(-1, 2 * pi)", Distribution("uniform", (-1.0, pytest.approx(2 * math.pi, rel=1e-6)))),
        ("a = normal(0, 2)", Distribution("normal", (0.0, 2.0))),
        ("a = loguniform(0.5, 2)", Distribution("loguniform", (0.5, 2.0))),
        ("a = choice(1, 2, 3)", Distribution("choice", (1.0, 2.0, 3.0))),
        (" a = -3 ** 2", Distribution("choice", (-9.0,))),
        ("a = sqrt(4)", Distribution("choice", (2.0,))),
    ],
)
def test_named_numbers_are_read(text: str, expected: Distribution):
    assert distributions(Text(text, "task.numbers")) == {"a": expected}


def test_names_are_kept_in_their_order_and_an_empty_text_has_none():
    assert list(distributions(Text("b = 1, a = uniform(0, 1),c=2", "task.numbers"))) == ["b", "a", "c"]
    assert distributions(Text("  ", "task.numbers")) == {}


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("a", 1, "this has no name; write a = before it."),
        ("b = 1, uniform(0, 1)", 8, "this has no name; write a = before it."),
        ("a = uniform(0, 1), a = 2", 20, "the name a is given twice."),
        ("a = 1, pi = 3", 8, "the name pi has a meaning already; take another."),
        ("x = 1", 1, "the name x has a meaning already; take another."),
        ("sin = 1", 1, "the name sin has a meaning already; take another."),
        ("a = unifrom(0, 1)", 5, "the distribution unifrom is not known; did you mean uniform?"),
        ("a = uniform(0)", 5, "uniform takes 2 numbers, not 1."),
        ("a = uniform(2, 1)", 5, "the first number of uniform is the lower one."),
        ("a = normal(0, -1)", 5, "a standard deviation cannot be negative."),
        ("a = loguniform(0, 1)", 5, "both numbers of loguniform must be above 0."),
        ("a = uniform(0, 1 / 0)", 16, "this is not a number of moderate size."),
        ("a = 1e9 * 1e9", 5, "this is not a number of moderate size."),
        ("a = uniform(0, b)", 16, "the name b is not known"),
        ("a = 1,", 7, "a number or a name is missing."),
        ("a = ", 5, "a number or a name is missing."),
        ("a = 1) + (2", 6, "this bracket was never opened."),
        ("a == 1", 4, "a number or a name is missing before this."),
        ("1 = 1", 1, "this has no name; write a = before it."),
        ("a = b = 1", 7, "it cannot be read from here on."),
        ("a = max(1, 2), sin(1)", 16, "this has no name; write a = before it."),
        (", ".join(f"a{number} = 1" for number in range(21)), 171, "there are more than 20 names."),
    ],
)
def test_a_refusal_of_a_named_number_names_the_character(text: str, position: int, said: str):
    with pytest.raises(UnreadableError) as caught:
        distributions(Text(text, "task.numbers"))
    assert said in str(caught.value)
    assert (caught.value.position, caught.value.path) == (position, "task.numbers")


def test_draws_become_values_of_their_distribution():
    chances = torch.tensor([0.0, 0.25, 0.5, 1 - 2**-24])
    for distribution, expected in [
        (Distribution("uniform", (2.0, 4.0)), [2, 2.5, 3, 4]),
        (Distribution("normal", (1.0, 2.0)), [1, 1.5, 2, 3]),
        (Distribution("loguniform", (1.0, 16.0)), [1, 2, 4, 16]),
        (Distribution("choice", (7.0, 8.0, 9.0)), [7, 7, 8, 9]),
    ]:
        values = distribution.values(chances, torch)
        assert values.tolist() == pytest.approx(expected, rel=1e-5)
        assert distribution.values(chances.numpy(), np).tolist() == pytest.approx(expected, rel=1e-5)
    assert [Distribution(name, (1.0, 2.0)).normal for name in ("normal", "uniform")] == [True, False]


def test_two_thousand_random_strings_are_accepted_or_refused_at_a_character():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = Counter(outcome(field, text) for field, text in strings(2000, seed=1))
    assert set(found) == {"accepted", "refused", "refused by the field"}
    assert min(found.values()) > 50


def test_the_fuzz_would_notice_a_parser_that_breaks(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("simulator.tasks.functions.expression.node", broken)
    assert outcome("expression", "sin(x)") == "refused"  # it is caught, with a position
    monkeypatch.setattr("simulator.tasks.functions.expression.check_tokens", broken)
    assert outcome("expression", "cos(x)").startswith("RecursionError")


def test_the_fuzz_would_notice_a_refusal_without_a_position(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Text, "error", lambda self, position, why: InputError(why, self.path))
    assert outcome("expression", "tan(x").startswith("unplaced: ")
