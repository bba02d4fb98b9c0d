"""Random streams: a pure function of seed, name and index, and strangers to the global generators."""

import itertools
import random

import numpy as np
import pytest
import torch

from simulator.engine import run
from simulator.engine.run import bind, draw
from simulator.engine.streams import generator

STREAMS = ("initialisation", "scratch", "train", "validation", "test", "preview")


def numbers(*given) -> tuple[float, ...]:
    return tuple(torch.rand(4, generator=generator(*given)).tolist())


def test_a_stream_is_a_pure_function_of_seed_name_and_index():
    asked = list(itertools.product((0, 1, 2**31 - 1), STREAMS, (0, 1, 7)))
    first = {key: numbers(*key) for key in asked}
    assert {key: numbers(*key) for key in reversed(asked)} == first
    assert len(set(first.values())) == len(asked)


def test_streams_do_not_run_into_one_another():
    assert numbers(1, "train", 11) != numbers(11, "train", 1)
    assert numbers(1, "train") == numbers(1, "train", 0)


def test_streams_are_seeded_as_in_every_version_of_the_program():
    assert generator(0, "train", 1).initial_seed() == 10234969956639208901


def test_a_batch_depends_on_its_index_and_not_on_what_was_drawn_before(small):
    experiment = small("sine-maml")
    problem = bind(experiment)
    alone = draw(experiment, problem, "train", "train", 4, 5)
    for index in range(1, 5):
        draw(experiment, problem, "train", "train", 4, index)
    again = draw(experiment, problem, "train", "train", 4, 5)
    other = draw(experiment, problem, "train", "train", 4, 6)
    assert torch.equal(alone.support.inputs, again.support.inputs)
    assert not torch.equal(alone.support.inputs, other.support.inputs)


@pytest.mark.parametrize("example", ["sine-maml", "linear-maml", "digits-anil"])
def test_a_whole_run_leaves_the_global_generators_alone(small, example: str):
    before = (torch.get_rng_state(), np.random.get_state(), random.getstate())
    list(run(small(example)))
    after = (torch.get_rng_state(), np.random.get_state(), random.getstate())
    assert torch.equal(before[0], after[0])
    assert all(np.array_equal(one, other) for one, other in zip(before[1], after[1], strict=True))
    assert before[2] == after[2]
