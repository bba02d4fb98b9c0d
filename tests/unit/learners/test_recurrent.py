"""The recurrent learner: PyTorch's GRU agrees, and no example is answered with its own target."""

import pytest
import torch

from simulator.learners.recurrent import Recurrent
from simulator.tasks.base import Examples, Shape


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def theirs(parameters: dict[str, torch.Tensor], hidden: tuple[int, ...], wide: int, task: int) -> list[torch.nn.GRU]:
    """PyTorch's units, one a layer, with the learner's parameters of one task."""
    layers = []
    for layer, size in enumerate(hidden):
        unit = torch.nn.GRU(wide, size, batch_first=True)
        with torch.no_grad():
            for name, part in (("ih", "input"), ("hh", "memory")):
                getattr(unit, f"weight_{name}_l0").copy_(parameters[f"{part}_weight{layer}"][task].T)
                getattr(unit, f"bias_{name}_l0").copy_(parameters[f"{part}_bias{layer}"][task, 0])
        layers.append(unit)
        wide = size
    return layers


def through(layers: list[torch.nn.GRU], series: torch.Tensor) -> torch.Tensor:
    for unit in layers:
        series, _ = unit(series)
    return series


@pytest.mark.parametrize("hidden", [(5,), (5, 4)])
@pytest.mark.parametrize("shots", [1, 6])
def test_query_answers_are_those_of_pytorchs_gru_after_the_support_set(hidden: tuple[int, ...], shots: int):
    learner, shape = Recurrent(hidden=hidden), Shape((2,), 1)
    parameters = learner.init(generator(), shape, copies=3)
    inputs = torch.randn(3, shots + 4, 2, generator=generator(1))
    targets = torch.randn(3, shots + 4, 1, generator=generator(2))
    seen = Examples(inputs[:, :shots], targets[:, :shots])
    ours = learner.predict(parameters, inputs[:, shots:], seen)
    for task in range(3):
        layers = theirs(parameters, hidden, 4, task)
        history = torch.cat([seen.inputs[task], seen.targets[task], torch.ones(shots, 1)], 1)
        for query in range(4):
            asked = torch.cat([inputs[task, shots + query], torch.zeros(2)]).unsqueeze(0)
            state = through(layers, torch.cat([history, asked]).unsqueeze(0))[0, -1]
            expected = state @ parameters["weight"][task] + parameters["bias"][task, 0]
            torch.testing.assert_close(ours[task, query], expected)


@pytest.mark.parametrize("classes", [False, True])
def test_reading_answers_each_example_from_those_before_it(classes: bool):
    learner, shape = Recurrent(hidden=(6,)), Shape((2,), 3)
    parameters = learner.init(generator(), shape, copies=2)
    inputs = torch.randn(2, 5, 2, generator=generator(1))
    labels = torch.randint(3, (2, 5), generator=generator(2))
    targets = labels if classes else torch.randn(2, 5, 3, generator=generator(3))
    read = learner.read(parameters, Examples(inputs, targets))
    for shot in range(5):
        before = Examples(inputs[:, :shot], targets[:, :shot]) if shot else None
        torch.testing.assert_close(
            read[:, shot : shot + 1], learner.predict(parameters, inputs[:, shot : shot + 1], before)
        )
    changed = targets.clone()
    changed[:, 3] = (changed[:, 3] + 1) % 3
    again = learner.read(parameters, Examples(inputs, changed))
    assert torch.equal(read[:, :4], again[:, :4])
    assert not torch.allclose(read[:, 4], again[:, 4])


def test_labels_are_read_as_one_hot_vectors():
    learner, shape = Recurrent(), Shape((2,), 3)
    parameters = learner.init(generator(), shape, copies=2)
    inputs = torch.randn(2, 4, 2, generator=generator(1))
    labels = torch.randint(3, (2, 4), generator=generator(2))
    written = torch.nn.functional.one_hot(labels, 3).float()
    ours, same = (learner.predict(parameters, inputs, Examples(inputs, each)) for each in (labels, written))
    assert torch.equal(ours, same)


def test_a_query_is_answered_by_itself():
    learner, shape = Recurrent(), Shape((2,), 1)
    parameters = learner.init(generator(), shape, copies=2)
    inputs, targets = torch.randn(2, 9, 2, generator=generator(1)), torch.randn(2, 9, 1, generator=generator(2))
    seen = Examples(inputs[:, :4], targets[:, :4])
    together = learner.predict(parameters, inputs[:, 4:], seen)
    torch.testing.assert_close(together[:, 2:3], learner.predict(parameters, inputs[:, 6:7], seen))
    assert not torch.allclose(together, learner.predict(parameters, inputs[:, 4:]))
