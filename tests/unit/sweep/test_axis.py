"""How values are written in one line, and what is refused."""

import pytest

from simulator.declaration import InputError
from simulator.sweep import Axis


@pytest.fixture(scope="module")
def axis(small):
    return lambda text: Axis.parse(text, small())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("strategy.inner_lr=0.001:1:log:4", (0.001, 0.01, 0.1, 1.0)),
        ("strategy.inner_lr=0:1:5", (0.0, 0.25, 0.5, 0.75, 1.0)),
        ("strategy.inner_lr = 0:1:lin:3", (0.0, 0.5, 1.0)),
        ("task.shots=1:4:7", (1, 2, 3, 4)),  # whole numbers, each once
        ("task.shots=1:100:log:3", (1, 10, 100)),
        ("seed=0..4", (0, 1, 2, 3, 4)),
        ("task.shots=5,1,5", (5, 1)),
        ("learner.activation=relu,tanh", ("relu", "tanh")),
        ("learner.hidden=[40], [40, 40]", ([40], [40, 40])),
        ("strategy.kind=maml,reptile", ("maml", "reptile")),
        ("strategy.inner_lr=0.1", (0.1,)),
    ],
)
def test_values_are_read_as_they_are_written(axis, text, values):
    assert axis(text).values == values


def test_only_a_logarithmic_range_is_drawn_so(axis):
    assert axis("strategy.inner_lr=0.1:1:log:3").log
    assert not axis("strategy.inner_lr=0.1:1:3").log


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("strategy.inner_lr", "'strategy.inner_lr' names no values; write PATH=VALUES, as in seed=0..4."),
        ("seed=", "'seed=' names no values; write PATH=VALUES, as in seed=0..4."),
        (
            "strategy.inner_lr=0.1:1:7:log",
            "strategy.inner_lr is '0.1:1:7:log'; a range is written LOW:HIGH:COUNT or LOW:HIGH:log:COUNT, as in "
            "0.001:1:log:7.",
        ),
        ("strategy.inner_lr=0:1:log:7", "strategy.inner_lr begins at 0; a logarithmic range begins above 0."),
        ("strategy.inner_lr=1:0.1:7", "strategy.inner_lr goes from 1 to 0.1; the first must be the lower."),
        ("strategy.inner_lr=0.1:1:1", "strategy.inner_lr has 1 values; it must be 2 to 200."),
        ("strategy.inner_lr=,,", "strategy.inner_lr has 0 values; it must be 1 to 200."),
        ("task.shots=-1e308:1e308:3", "task.shots goes from -1e+308 to 1e+308; the first must be the lower."),
        ("seed=4..0", "seed goes from 4 to 0; the first must be the lower, with at most 200 values."),
        ("seed=0..200", "seed goes from 0 to 200; the first must be the lower, with at most 200 values."),
    ],
)
def test_what_makes_no_values_is_refused_in_one_sentence(axis, text, said):
    with pytest.raises(InputError) as refused:
        axis(text)
    assert str(refused.value) == said


@pytest.mark.parametrize("text", ["strategy.inner_lr=0.001:1:log:4", "learner.hidden=[40],[8]", "seed=0..3"])
def test_an_axis_survives_its_table(axis, text):
    assert Axis.read(axis(text).table()) == axis(text)


@pytest.mark.parametrize("table", [None, [], {"path": "seed"}, {"path": 1, "values": [1], "log": False}])
def test_a_table_of_anything_else_is_no_axis(table):
    with pytest.raises(ValueError):
        Axis.read(table)


def test_a_range_to_a_number_beyond_all_floats_is_refused(axis):
    with pytest.raises(InputError, match=r"task\.shots goes from 1 to 1000"):
        axis(f"task.shots=1:1{'0' * 400}:3")
