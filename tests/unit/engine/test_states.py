"""The states of a run: how many are kept and which; and one as bytes, and back."""

from itertools import pairwise

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.declaration import InputError
from simulator.engine.states import MARK, States, from_bytes, surplus, to_bytes
from simulator.strategies.base import State

ROOM = 10**9


def state(number: float = 1.0, count: int = 4) -> State:
    return State({"theta": torch.full((count,), float(number))}, {"moment": torch.arange(count)}, 7)


def filled(most: int, *iterations: int, most_bytes: int = ROOM) -> States:
    states = States(most, most_bytes)
    for iteration in iterations:
        states.add(iteration, state(iteration))
    return states


def test_all_are_kept_while_there_is_room():
    states = filled(5, 0, 100, 200, 300, 400)
    assert states.iterations == [0, 100, 200, 300, 400]
    assert states.get(300).theta["theta"].tolist() == [300.0] * 4
    assert states.get(350) is None


@pytest.mark.parametrize("most", [3, 5, 9, 64])
def test_when_twice_as_many_came_every_second_is_left(most):
    came = range(0, 100 * (2 * most - 1), 100)
    assert filled(most, *came).iterations == list(came[::2])


def test_one_too_many_costs_the_earliest_of_the_most_crowded():
    assert filled(5, 0, 100, 200, 300, 400, 500).iterations == [0, 200, 300, 400, 500]
    assert filled(4, 0, 10, 100, 110, 200).iterations == [0, 100, 110, 200]


@pytest.mark.parametrize("came", [7, 50, 333, 2000])
def test_the_first_and_the_newest_stay_and_the_others_are_spread_evenly(came):
    iterations = filled(8, *range(came)).iterations
    assert (iterations[0], iterations[-1], len(iterations)) == (0, came - 1, min(came, 8))
    gaps = [later - earlier for earlier, later in pairwise(iterations[:-1])]
    assert max(gaps) <= 3 * min(gaps)


def test_their_bytes_are_bounded_too_but_the_newest_stays():
    one = state().nbytes
    assert filled(100, *range(50), most_bytes=4 * one).iterations == filled(4, *range(50)).iterations
    assert filled(100, *range(50), most_bytes=one - 1).iterations == [49]


def test_pieces_of_one_tensor_are_counted_once():
    whole = torch.zeros(100)
    assert State({"a": whole[:50], "b": whole[50:]}).nbytes == 400


def test_one_that_comes_again_takes_the_place_of_the_one_before():
    states = filled(3, 0, 5)
    states.add(5, state(8.0))
    assert states.iterations == [0, 5]
    assert states.get(5).theta["theta"][0] == 8.0


def test_with_less_room_fewer_are_left():
    states = filled(9, *range(9))
    states.shrink(5, ROOM)
    assert states.iterations == [0, 2, 4, 6, 8]
    states.clear()
    assert len(states) == 0


@given(st.lists(st.integers(0, 1000), unique=True), st.integers(1, 20), st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_what_is_let_go_is_just_enough(iterations, most, most_bytes):
    sizes = dict.fromkeys(iterations, 3)
    left = [each for each in iterations if each not in surplus(sizes, most, most_bytes)]
    assert len(left) == min(len(iterations), most, max(1, most_bytes // 3))
    assert not iterations or max(iterations) in left


def test_a_state_comes_back_from_bytes_bit_for_bit():
    odd = State({"x": torch.tensor([float("nan"), -0.0, 1e-45])}, {"y": torch.tensor([2**60])}, 3)
    again = from_bytes(to_bytes(odd))
    assert (list(again.theta), list(again.moments), again.count) == (["x"], ["y"], 3)
    assert again.theta["x"].numpy().tobytes() == odd.theta["x"].numpy().tobytes()
    assert again.moments["y"].dtype == torch.int64


def test_a_damaged_state_is_refused_in_one_sentence():
    data = to_bytes(state())
    broken = [data[:length] for length in range(0, len(data), 7)]
    broken += [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(0, len(data), 5)]
    for each in [*broken, data + b"\0", b"", MARK]:
        with pytest.raises(InputError, match=r"^The learned state is damaged\.$"):
            from_bytes(each)
