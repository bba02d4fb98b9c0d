"""A saved checkpoint comes back bit for bit, and a damaged one does not come back at all."""

import hashlib
import json
import math
import struct

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.declaration import InputError
from simulator.engine import checkpoint
from simulator.engine.checkpoint import Checkpoint, from_bytes, to_bytes
from simulator.engine.circumstances import Circumstances
from simulator.experiment import load_example
from simulator.learners.mlp import Mlp
from simulator.strategies import adam
from simulator.strategies.base import State
from simulator.strategies.external.search import Search
from simulator.strategies.problem import Problem
from simulator.tasks.functions.sine import Sine


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def mixed() -> State:
    odd = torch.tensor([math.nan, math.inf, -0.0, 1e-45, 0.1])
    return State(
        {"weight": torch.randn(3, 2, generator=generator()), "odd": odd, "a": torch.zeros(0, 4)},
        {"wide": odd.double() / 3, "seed": torch.tensor([2**62 + 1]), "flag": torch.tensor(True)},
        count=12345678901,
    )


GONE = object()
HERE = Circumstances("1.0", "2.0", "any", 1, "cpu", {"task.path": "abc"})


def holding(state: State) -> Checkpoint:
    return Checkpoint(load_example("linear-maml"), state, HERE)


def restored(state: State) -> State:
    return from_bytes(to_bytes(holding(state))).state


def bits(value: torch.Tensor) -> bytes:
    return value.contiguous().numpy().tobytes()


def assert_same(one: State, other: State) -> None:
    assert one.count == other.count
    for ours, theirs in ((one.theta, other.theta), (one.moments, other.moments)):
        assert list(ours) == list(theirs)
        for name in ours:
            assert ours[name].dtype == theirs[name].dtype
            assert ours[name].shape == theirs[name].shape
            assert bits(ours[name]) == bits(theirs[name])


def test_every_bit_comes_back_in_the_same_order_with_type_and_shape():
    assert_same(mixed(), restored(mixed()))


def test_a_state_in_the_middle_of_training_comes_back_and_goes_on_as_if_it_had_never_been_away():
    start = adam.start(Mlp(hidden=(4, 3)).init(generator(), Sine().shape))
    gradient = {name: torch.ones_like(value) for name, value in start.theta.items()}
    state = adam.update(start, gradient, 0.1)  # parameters are views of one vector now
    again = restored(state)
    assert_same(state, again)
    assert_same(adam.update(state, gradient, 0.1), adam.update(again, gradient, 0.1))


def test_the_trials_of_a_search_come_back_and_the_next_one_is_the_same():
    problem = Problem(Sine(), Mlp(hidden=(4,)), horizon=5)
    search = Search(inner_steps=2)
    state = search.init(problem, generator())
    for iteration in range(3):
        state, _ = search.meta_step(problem, state, problem.family.sample(generator(iteration), 3))
    batch = problem.family.sample(generator(9), 3)
    again = restored(state)
    assert_same(search.meta_step(problem, state, batch)[0], search.meta_step(problem, again, batch)[0])


def test_an_empty_state_comes_back():
    assert_same(State({}), restored(State({})))


@given(position=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(max_examples=300, deadline=None)
def test_a_flipped_bit_anywhere_is_refused(position: float, bit: int):
    data = bytearray(to_bytes(holding(mixed())))
    data[int(position * len(data))] ^= 1 << bit
    with pytest.raises(InputError):
        from_bytes(bytes(data))


def test_every_truncation_and_anything_appended_is_refused():
    data = to_bytes(holding(mixed()))
    for length in range(len(data)):
        with pytest.raises(InputError):
            from_bytes(data[:length])
    with pytest.raises(InputError):
        from_bytes(data + b"\0")


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_bytes_from_elsewhere_are_refused_in_one_sentence(data: bytes):
    for given_ in (data, checkpoint.MARK + data, sealed(data)):
        with pytest.raises(InputError) as refused:
            from_bytes(given_)
        assert str(refused.value).endswith(".")


def sealed(rest: bytes) -> bytes:
    """Bytes with a digest that fits, as one who means harm would write them."""
    return checkpoint.MARK + hashlib.sha256(rest).digest() + rest


def with_header(**values: object) -> bytes:
    """A whole checkpoint whose digest fits, with some values of its header changed, or taken away."""
    rest = to_bytes(holding(State({"x": torch.ones(2)})))[len(checkpoint.MARK) + 32 :]
    (length,) = struct.unpack_from("<I", rest)
    header = json.loads(rest[4 : 4 + length]) | values
    return with_text(
        json.dumps({name: value for name, value in header.items() if value is not GONE}), rest[4 + length :]
    )


def with_text(header: str, tensors: bytes = b"") -> bytes:
    return sealed(struct.pack("<I", len(header.encode())) + header.encode() + tensors)


def test_the_header_by_which_damage_is_planted_is_itself_accepted_when_it_is_right():
    assert_same(State({"x": torch.ones(2)}), from_bytes(with_header()).state)


def test_what_a_run_counted_comes_back():
    kept = Checkpoint(
        load_example("sine-maml"),
        mixed(),
        HERE,
        iteration=7,
        seconds=0.1 + 0.2,
        gradient_evaluations=2**40,
        examples=3,
        evaluated=5,
        referenced=True,
        reached=0.1,
    )
    again = from_bytes(to_bytes(kept))
    for name in ("iteration", "seconds", "gradient_evaluations", "examples", "evaluated", "referenced", "reached"):
        assert getattr(again, name) == getattr(kept, name)
    assert (again.experiment, again.circumstances) == (kept.experiment, HERE)


@pytest.mark.parametrize(
    "values",
    [
        {"theta": ["y"]},
        {"theta": []},
        {"theta": 3},
        {"theta": [["x"]]},
        {"theta": ["x", "x"]},
        {"moments": ["x"]},
        {"updates": -1},
        {"updates": 0.5},
        {"updates": True},
        {"iteration": "1"},
        {"iteration": 2**53},
        {"iteration": 10**400},
        {"evaluated": -2},
        {"evaluated": 1},  # of a run at iteration 0
        {"seconds": 1},
        {"seconds": math.inf},
        {"seconds": math.nan},
        {"referenced": 1},
        {"reached": "low"},
        {"reached": math.nan},
        {"circumstances": {}},
        {"circumstances": HERE.table() | {"threads": True}},
        {"experiment": {}},
        {"experiment": 3},
        {"experiment": []},
    ],
    ids=str,
)
def test_a_header_that_does_not_fit_is_refused(values: dict[str, object]):
    with pytest.raises(InputError):
        from_bytes(with_header(**values))


@pytest.mark.parametrize(
    "name", ["experiment", "circumstances", "seconds", "referenced", "iteration", "examples", "updates", "theta"]
)
def test_a_header_that_lacks_a_value_is_refused(name: str):
    with pytest.raises(InputError):
        from_bytes(with_header(**{name: GONE}))


@pytest.mark.parametrize("header", ["[]", "null", "{}", "3", "", "{", '"x"'])
def test_a_header_of_another_kind_is_refused(header: str):
    with pytest.raises(InputError):
        from_bytes(with_text(header))


def test_sizes_are_limited_before_anything_is_read(monkeypatch: pytest.MonkeyPatch):
    data = to_bytes(holding(mixed()))
    monkeypatch.setattr(checkpoint, "LARGEST", len(data) - 1)
    with pytest.raises(InputError, match="larger than"):
        from_bytes(data)
    with pytest.raises(InputError, match="too large"):
        to_bytes(holding(mixed()))


def test_a_header_that_claims_to_be_huge_is_refused():
    with pytest.raises(InputError):
        from_bytes(sealed(struct.pack("<I", 2**32 - 1) + b"{}"))
    with pytest.raises(InputError):
        from_bytes(sealed(struct.pack("<I", 40_000) + b"[" * 40_000))
