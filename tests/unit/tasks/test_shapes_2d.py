"""Shapes in a plane: where each shape's points lie, and how a task moves and relabels them."""

import math

import numpy as np
import pytest
import torch
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

from simulator.declaration.parameter import Interval
from simulator.tasks.base import TaskBatch
from simulator.tasks.shapes_2d import SHAPES, Shapes2d


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def plain(figure: str, ways: int, **values: object) -> Shapes2d:
    """The shape as it is: not turned, of radius one, in the middle."""
    still = {"rotation": 0.0, "shift": 0.0, "scale": Interval(1.0, 1.0), "noise": 0.0}
    return Shapes2d(figure=figure, ways=ways, **{**still, **values})


def by_class(batch: TaskBatch, task: int, ways: int) -> list[np.ndarray]:
    """The points of each class of the shape, in its own order, whatever their labels are."""
    points, labels = batch.support.inputs[task].numpy(), batch.support.targets[task]
    return [points[(labels == batch.latents["labels"][task, way]).numpy()] for way in range(ways)]


@pytest.mark.parametrize("ways", [2, 5])
def test_rings_lie_within_each_other(ways: int):
    batch = plain("rings", ways).sample(generator(), 3)
    for way, points in enumerate(by_class(batch, 1, ways)):
        np.testing.assert_allclose(np.hypot(*points.T), (way + 1) / ways, rtol=1e-5)


@pytest.mark.parametrize("ways", [2, 3, 5])
def test_opposite_sectors_are_of_one_class_and_neighbours_are_not(ways: int):
    batch = plain("xor", ways, shots=100).sample(generator(), 3)
    for way, points in enumerate(by_class(batch, 1, ways)):
        sector = np.floor(np.arctan2(points[:, 1], points[:, 0]) % (2 * math.pi) / (math.pi / ways))
        assert set(sector) == {way, way + ways}
        assert np.hypot(*points.T).max() <= 1


def test_the_two_classes_of_xor_are_the_signs_of_a_product():
    batch = plain("xor", 2).sample(generator(), 3)
    first, second = by_class(batch, 0, 2)
    assert (first.prod(axis=1) > 0).all()
    assert (second.prod(axis=1) < 0).all()


def test_two_moons_are_half_circles_that_reach_into_each_other():
    upper, lower = by_class(plain("moons", 2, shots=100).sample(generator(), 1), 0, 2)
    radius = 1 / 1.5
    for points, right, up, side in [(upper, -0.5, -0.25, 1), (lower, 0.5, 0.25, -1)]:
        offsets = points - radius * np.array([right, up])
        np.testing.assert_allclose(np.hypot(*offsets.T), radius, rtol=1e-5)
        assert (side * offsets[:, 1] >= -1e-6).all()
    assert lower[:, 0].min() < upper[:, 0].max() - 0.5
    assert upper[:, 1].min() < lower[:, 1].max() - 0.1


@pytest.mark.parametrize("ways", [2, 4])
def test_blobs_are_normal_around_the_corners_of_a_polygon(ways: int):
    for way, points in enumerate(by_class(plain("blobs", ways, shots=100).sample(generator(), 1), 0, ways)):
        corner = 0.7 * np.array([math.cos(2 * math.pi * way / ways), math.sin(2 * math.pi * way / ways)])
        assert points.mean(axis=0) == pytest.approx(corner, abs=4 * 0.2 / 10)
        assert points.std(axis=0) == pytest.approx([0.2, 0.2], abs=4 * 0.2 / math.sqrt(200))


def test_the_arms_of_a_spiral_are_one_arm_turned():
    arms = by_class(plain("spirals", 3, shots=100).sample(generator(), 1), 0, 3)
    for way, points in enumerate(arms):
        radius = np.hypot(*points.T)
        angle = np.arctan2(points[:, 1], points[:, 0])
        ahead = (angle - 1.5 * math.pi * radius - 2 * math.pi * way / 3 + math.pi) % (2 * math.pi) - math.pi
        np.testing.assert_allclose(ahead, 0, atol=1e-4)
        assert 0.15 <= radius.min() < 0.35
        assert 0.95 < radius.max() <= 1


def test_a_task_is_turned_scaled_and_shifted_as_its_latents_say():
    family = plain("rings", 2, rotation=math.pi, shift=0.5, scale=Interval(0.7, 1.5))
    batch, still = family.sample(generator(), 20), plain("rings", 2).sample(generator(), 20)
    latents = {name: value.numpy() for name, value in batch.latents.items()}
    for task in range(20):
        angle, points = latents["angle"][task], still.query.inputs[task].numpy()
        turned = points @ np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        expected = [latents["right"][task], latents["up"][task]] + latents["scale"][task] * turned
        np.testing.assert_allclose(batch.query.inputs[task].numpy(), expected, atol=1e-5)


def test_every_class_gets_every_label_and_equally_many_points():
    batch = Shapes2d(ways=3).sample(generator(), 300)
    counts = torch.nn.functional.one_hot(batch.latents["labels"], 3).sum(0)
    assert (counts - 100).abs().max() < 40
    assert (torch.nn.functional.one_hot(batch.support.targets, 3).sum(1) == 10).all()
    assert (torch.nn.functional.one_hot(batch.query.targets, 3).sum(1) == 15).all()


def test_any_draws_every_shape_and_says_which():
    family = Shapes2d()
    batch = family.sample(generator(), 500)
    assert (torch.bincount(batch.latents["figure"]) - 100).abs().max() < 40
    assert {str(family.describe(batch, task)).split(",")[0] for task in range(500)} == set(SHAPES)


@pytest.mark.parametrize("ways", [2, 5])
def test_the_baseline_is_the_nearest_centroid_of_another_library(ways: int):
    family = Shapes2d(ways=ways)
    batch = family.sample(generator(), 10)
    (baseline,) = family.references(batch)
    for task in range(10):
        centroid = NearestCentroid().fit(batch.support.inputs[task].numpy(), batch.support.targets[task].numpy())
        expected = centroid.score(batch.query.inputs[task].numpy(), batch.query.targets[task].numpy())
        assert baseline.accuracy[task].item() == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("ways", [2, 3, 5])
@pytest.mark.parametrize("figure", SHAPES)
def test_many_points_tell_the_classes_apart_at_the_usual_noise(figure: str, ways: int):
    batch = Shapes2d(figure=figure, ways=ways, shots=100, query_shots=100).sample(generator(), 3)
    right = []
    for task in range(3):
        near = KNeighborsClassifier(5).fit(batch.support.inputs[task].numpy(), batch.support.targets[task].numpy())
        right.append(near.score(batch.query.inputs[task].numpy(), batch.query.targets[task].numpy()))
    assert np.mean(right) > 0.85


def test_all_points_lie_in_the_drawing():
    for ways in (2, 5):
        family = Shapes2d(ways=ways)
        batch = family.sample(generator(), 500)
        inside = (batch.query.inputs.abs() <= family.drawing.high).all(2).float().mean()
        assert inside > 0.999
