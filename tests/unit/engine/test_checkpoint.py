"""A saved state comes back bit for bit, and a damaged one does not come back at all."""

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
from simulator.engine.checkpoint import from_bytes, to_bytes
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
    assert_same(mixed(), from_bytes(to_bytes(mixed())))


def test_a_state_in_the_middle_of_training_comes_back_and_goes_on_as_if_it_had_never_been_away():
    start = adam.start(Mlp(hidden=(4, 3)).init(generator(), Sine().shape))
    gradient = {name: torch.ones_like(value) for name, value in start.theta.items()}
    state = adam.update(start, gradient, 0.1)  # parameters are views of one vector now
    restored = from_bytes(to_bytes(state))
    assert_same(state, restored)
    assert_same(adam.update(state, gradient, 0.1), adam.update(restored, gradient, 0.1))


def test_the_trials_of_a_search_come_back_and_the_next_one_is_the_same():
    problem = Problem(Sine(), Mlp(hidden=(4,)), horizon=5)
    search = Search(inner_steps=2)
    state = search.init(problem, generator())
    for iteration in range(3):
        state, _ = search.meta_step(problem, state, problem.family.sample(generator(iteration), 3))
    batch = problem.family.sample(generator(9), 3)
    again = from_bytes(to_bytes(state))
    assert_same(search.meta_step(problem, state, batch)[0], search.meta_step(problem, again, batch)[0])


def test_an_empty_state_comes_back():
    assert_same(State({}), from_bytes(to_bytes(State({}))))


@given(position=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(max_examples=300, deadline=None)
def test_a_flipped_bit_anywhere_is_refused(position: float, bit: int):
    data = bytearray(to_bytes(mixed()))
    data[int(position * len(data))] ^= 1 << bit
    with pytest.raises(InputError):
        from_bytes(bytes(data))


def test_every_truncation_and_anything_appended_is_refused():
    data = to_bytes(mixed())
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


def with_header(header: object) -> bytes:
    """A whole state whose digest fits and whose header does not."""
    rest = to_bytes(State({"x": torch.ones(2)}))[len(checkpoint.MARK) + 32 :]
    (length,) = struct.unpack_from("<I", rest)
    text = json.dumps(header).encode()
    return sealed(struct.pack("<I", len(text)) + text + rest[4 + length :])


def test_the_header_by_which_damage_is_planted_is_itself_accepted_when_it_is_right():
    assert_same(State({"x": torch.ones(2)}), from_bytes(with_header({"count": 0, "theta": ["x"], "moments": []})))


@pytest.mark.parametrize(
    "header",
    [
        [],
        None,
        {},
        {"count": 0, "theta": ["y"], "moments": []},
        {"count": 0, "theta": [], "moments": []},
        {"count": -1, "theta": ["x"], "moments": []},
        {"count": 0.5, "theta": ["x"], "moments": []},
        {"count": True, "theta": ["x"], "moments": []},
        {"count": 0, "theta": 3, "moments": []},
        {"count": 0, "theta": [["x"]], "moments": []},
        {"count": 0, "theta": ["x", "x"], "moments": []},
    ],
)
def test_a_header_that_does_not_fit_the_tensors_is_refused(header: object):
    with pytest.raises(InputError):
        from_bytes(with_header(header))


def test_sizes_are_limited_before_anything_is_read(monkeypatch: pytest.MonkeyPatch):
    data = to_bytes(mixed())
    monkeypatch.setattr(checkpoint, "LARGEST", len(data) - 1)
    with pytest.raises(InputError, match="larger than"):
        from_bytes(data)
    with pytest.raises(InputError, match="too large"):
        to_bytes(mixed())


def test_a_header_that_claims_to_be_huge_is_refused():
    with pytest.raises(InputError):
        from_bytes(sealed(struct.pack("<I", 2**32 - 1) + b"{}"))
    with pytest.raises(InputError):
        from_bytes(sealed(struct.pack("<I", 40_000) + b"[" * 40_000))
