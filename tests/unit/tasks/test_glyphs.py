"""Made-up characters: the same number is always the same character, splits never meet, ink lies on the strokes."""

import math

import pytest
import torch

from simulator.tasks.pictures.glyphs import CLASSES_A_SPLIT, POINTS, Glyphs, Strokes, _uniform, drawn, shapes
from simulator.tasks.pictures.ink import inked


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def splitmix64(state: int) -> int:
    """The published algorithm (Vigna's splitmix64.c), in Python's whole numbers."""
    z = state & (2**64 - 1)
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & (2**64 - 1)
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & (2**64 - 1)
    return z ^ (z >> 31)


def plain(**changes: torch.Tensor) -> Strokes:
    """One character of one straight stroke to the right, one unit long."""
    zero = torch.zeros(1, 4)
    values = dict.fromkeys(("heading", "bend", "wave", "corner", "corner_at", "branch"), zero)
    present = torch.tensor([[True, False, False, False]])
    return Strokes(**{"present": present, "length": zero + 1, "offset": torch.zeros(1, 4, 2), **values, **changes})


def test_the_numbers_of_a_class_are_those_of_splitmix64():
    numbers = torch.tensor([0, 1, 5, 3 * CLASSES_A_SPLIT - 1])
    found = _uniform(numbers, 3)
    for row, number in enumerate(numbers.tolist()):
        for column in range(3):
            expected = (splitmix64((3 * number + column + 1) * 0x9E3779B97F4A7C15) >> 11) * 2.0**-53
            assert float(found[row, column]) == pytest.approx(expected, abs=1e-7)


def test_the_numbers_of_classes_are_spread_evenly():
    found = _uniform(torch.arange(20_000), 2)
    assert found.mean(0).tolist() == pytest.approx([0.5, 0.5], abs=0.01)
    assert found.var(0).tolist() == pytest.approx([1 / 12, 1 / 12], abs=0.002)
    assert abs(float(torch.corrcoef(found.T)[0, 1])) < 0.03


def test_a_stroke_ends_where_its_turns_lead():
    straight = plain().points()[0, 0]
    assert straight[-1].tolist() == pytest.approx([1.0, 0.0], abs=1e-5)
    circle = plain(bend=torch.full((1, 4), 2 * math.pi)).points()[0, 0]
    assert circle[-1].tolist() == pytest.approx([0.0, 0.0], abs=1e-5)
    corner = plain(corner=torch.full((1, 4), math.pi / 2), corner_at=torch.full((1, 4), 0.5)).points()[0, 0]
    assert corner[-1].tolist() == pytest.approx([0.5, 0.5], abs=1e-5)
    wave = plain(wave=torch.full((1, 4), 0.5)).points()[0, 0]
    assert float(wave[-1, 1]) == pytest.approx(0.0, abs=1e-5)
    assert float(wave[POINTS // 2, 1]) > 0.1


def test_a_stroke_begins_on_the_one_before():
    branch, offset = torch.tensor([[0.0, 1.0, 0.0, 0.0]]), torch.zeros(1, 4, 2)
    offset[0, 1] = torch.tensor([0.0, 0.5])
    points = plain(branch=branch, offset=offset).points()[0]
    assert points[1, -1].tolist() == pytest.approx([2.0, 0.5], abs=1e-5)
    # the third begins on the second's first point
    assert (points[2, 0] - points[1, 0]).tolist() == pytest.approx([1 / POINTS, 0.0], abs=1e-5)


def test_a_long_line_is_full_ink_in_its_middle_and_none_far_from_it():
    x = torch.linspace(-1.5, 1.5, 200)
    points = torch.stack([x, torch.zeros(200)], dim=1).unsqueeze(0)
    lengths = torch.full((1, 200), 3 / 199)
    picture = inked(points, lengths, torch.tensor([[0.1]]), 41)[0]
    assert picture[20].tolist() == [1.0] * 41
    assert picture[:10].max() < 1e-4
    width = math.sqrt(0.1**2 + (1 / 41) ** 2)
    for row in (23, 25, 27):
        away = (row - 20) * 2 / 41
        assert float(picture[row, 20]) == pytest.approx(1.3 * math.exp(-0.5 * (away / width) ** 2), rel=0.01)


def test_absent_strokes_leave_no_ink():
    one = plain(heading=torch.tensor([[0.0, 1.0, 2.0, 3.0]]))
    other = plain(heading=torch.tensor([[0.0, 3.0, 1.0, 2.0]]))
    first, second = (drawn(strokes, 2, 16, generator(), jitter=0.0) for strokes in (one, other))
    torch.testing.assert_close(first, second)
    assert first.sum() > 5


def test_without_jitter_all_pictures_of_a_class_are_alike_but_for_the_pen():
    characters = shapes(torch.arange(6))
    still = drawn(characters, 3, 16, generator(), jitter=0.0, thickness=(0.1, 0.1))
    torch.testing.assert_close(still[:, :1].expand_as(still), still)
    moving = drawn(characters, 3, 16, generator(), jitter=1.0, thickness=(0.1, 0.1))
    assert (moving[:, 0] - moving[:, 1]).abs().mean() > 0.01


def test_the_same_number_is_the_same_character_whatever_it_is_drawn_with():
    together, alone = shapes(torch.tensor([4, 7, 9])), shapes(torch.tensor([7]))
    for name, value in vars(alone).items():
        assert torch.equal(getattr(together, name)[1:2], value)


@pytest.mark.parametrize("side", [8, 16, 28])
def test_pictures_fill_the_frame_with_ink_between_none_and_one(side: int):
    pictures = drawn(shapes(torch.arange(300)), 2, side, generator())
    assert pictures.shape == (300, 2, side, side)
    assert 0 <= pictures.min() <= pictures.max() == 1
    assert 0.06 < pictures.mean() < 0.35
    assert (pictures.flatten(2).sum(2) > 0.03 * side**2).all()


def test_the_splits_draw_from_classes_that_never_meet():
    spans = {}
    for split in ("train", "validation", "test"):
        numbers = Glyphs().sample(generator(), 200, split).latents["classes"]
        spans[split] = set((numbers // CLASSES_A_SPLIT).flatten().tolist())
        assert len(set(numbers.flatten().tolist())) == 1000
    assert list(spans.values()) == [{0}, {1}, {2}]


def test_pictures_of_a_class_are_more_alike_than_those_of_different_classes():
    family = Glyphs(ways=5, shots=1, query_shots=5)
    (nearest,) = family.baselines(family.sample(generator(), 100, "test"))
    assert 0.4 < float(nearest.accuracy.mean()) < 0.9


def test_a_task_has_its_pictures_class_by_class_under_their_labels():
    family = Glyphs(ways=3, shots=2, query_shots=4, jitter=0.0, thickness=(0.1, 0.1))
    batch = family.sample(generator(), 2)
    assert batch.support.targets.tolist() == [[0, 1, 2] * 2] * 2
    assert batch.query.targets.tolist() == [[0, 1, 2] * 4] * 2
    for label in range(3):
        own = batch.support.inputs[1, label]
        torch.testing.assert_close(batch.query.inputs[1, label::3], own.expand(4, -1, -1, -1))
