"""Planes through the space of parameters: their directions, their coordinates, and the square that is shown."""

import numpy as np
import pytest

from simulator.analysis.parameters import contours, frame
from simulator.analysis.parameters.plane import Plane, orthonormal, plane, principal, turned

CHOICES = ("path", "adaptations", "tasks", "parameters")


def points(rows: int, numbers: int = 7, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, numbers))


def cut(choice: str):
    start, path, adapted = points(1)[0], points(5, seed=1), points(4, seed=2)
    return plane(choice, start, np.concatenate([path, start[None]]), adapted, (1, 3), (2, 5)), start, path, adapted


@pytest.mark.parametrize("choice", CHOICES)
def test_directions_have_length_one_and_stand_at_right_angles(choice):
    found, *_ = cut(choice)
    assert found.directions @ found.directions.T == pytest.approx(np.eye(2), abs=1e-12)


@pytest.mark.parametrize("choice", CHOICES)
def test_a_place_becomes_a_point_and_a_place_again(choice):
    found, start, *_ = cut(choice)
    places = points(6, 2)
    assert found.coordinates(found.points(places)) == pytest.approx(places)
    assert found.points(found.coordinates(start)) == pytest.approx(start)


def test_distances_in_the_plane_are_distances_between_parameters():
    found, *_ = cut("path")
    one, other = found.points(np.array([[0.0, 1.0], [3.0, 5.0]]))
    assert np.linalg.norm(one - other) == pytest.approx(5)


def test_principal_directions_are_those_of_singular_values():
    given = points(6, 20)
    _, _, theirs = np.linalg.svd(given - given.mean(axis=0), full_matrices=False)
    ours = principal(given)
    assert np.abs((ours * theirs[:2]).sum(axis=1)) == pytest.approx(1)
    assert ((given[-1] - given[0]) @ ours.T > 0).all()


def test_points_on_a_line_have_one_principal_direction_and_equal_points_none():
    line = np.outer([0.0, 1.0, 3.0], [3.0, 0.0, 4.0])
    assert principal(line) == pytest.approx(np.array([[0.6, 0, 0.8]]))
    assert principal(np.ones((4, 3))).shape == (0, 3)
    assert principal(np.ones((1, 3))).shape == (0, 3)


def test_a_plane_along_a_path_holds_all_of_a_path_that_is_flat():
    corners = points(2, 9)
    path = points(6, 2) @ corners
    found = plane("path", path[-1], path, points(3, 9, seed=4))
    assert found.share(path) == pytest.approx(1)
    assert found.share(points(30, 9, seed=5)) < 0.9


def test_the_share_of_a_plane_is_the_part_of_the_variance_along_it():
    found = plane("parameters", np.zeros(3), np.zeros((1, 3)), np.zeros((1, 3)))
    assert found.share(np.array([[1.0, 0, 0], [-1, 0, 0], [0, 0, 1], [0, 0, -1]])) == pytest.approx(0.5)


def test_a_plane_towards_two_tasks_holds_both_and_goes_right_to_the_first():
    found, start, _, adapted = cut("tasks")
    for task in (1, 3):
        assert found.points(found.coordinates(adapted[task])) == pytest.approx(adapted[task])
    right, up = found.coordinates(adapted[1]) - found.coordinates(start)
    assert right > 0
    assert up == pytest.approx(0, abs=1e-12)


def test_a_plane_of_two_parameters_has_their_values_as_coordinates():
    found, start, *_ = cut("parameters")
    assert found.coordinates(start).tolist() == start[[2, 5]].tolist()
    moved = found.points(np.array([9.0, -9.0]))
    assert moved[[2, 5]].tolist() == [9, -9]
    assert np.delete(moved, [2, 5]).tolist() == np.delete(start, [2, 5]).tolist()


def test_coordinates_count_from_where_the_run_began():
    found, _, path, _ = cut("path")
    start_of_path = found.points(np.zeros(2)) - path[0]
    assert found.directions @ start_of_path == pytest.approx(np.zeros(2))


def test_what_a_path_leaves_open_is_filled_in_from_the_adaptations():
    start, adapted = np.zeros(4), np.diag([0.0, 0, 2, 1])
    found = plane("path", start, start[None], adapted)
    assert np.abs(found.directions[:, 2:]).sum() == pytest.approx(np.abs(found.directions).sum())


def test_candidates_on_one_line_are_completed_by_an_axis():
    found = orthonormal(np.array([[0.0, 0, 0], [2, 0, 0], [-1, 0, 0]]))
    assert found.tolist() == [[1, 0, 0], [0, 1, 0]]


def test_the_same_plane_is_turned_to_lie_as_before():
    before = orthonormal(points(2))
    angle = 2.0
    again = np.array([[np.cos(angle), np.sin(angle)], [np.sin(angle), -np.cos(angle)]]) @ before
    assert turned(again, before) == pytest.approx(before)


@pytest.mark.parametrize("choice", ["path", "adaptations"])
def test_a_plane_that_is_cut_again_keeps_its_left_and_right(choice):
    start, path, adapted = points(1)[0], points(5, seed=1), points(4, seed=2)
    found = plane(choice, start, path, adapted)
    mirrored = Plane(found.through, -found.directions[::-1], found.at)
    again = plane(choice, start, path, adapted, before=mirrored)
    assert again.directions == pytest.approx(mirrored.directions)


def test_a_frame_holds_everything_and_stands_still_while_it_fits():
    places = points(20, 2)
    left, right, bottom, top = first = frame(places)
    assert right - left == pytest.approx(top - bottom)
    assert ((places > [left, bottom]) & (places < [right, top])).all()
    assert frame(0.9 * places, first) == first
    assert frame(5 * places, first) != first
    assert frame(0.01 * places, first) != first


def test_a_frame_without_anything_to_see_still_has_a_size():
    left, right, *_ = frame(np.zeros((3, 2)))
    assert right > left
    assert frame(np.full((1, 2), np.nan), (0.0, 1.0, 0.0, 1.0)) == (0.0, 1.0, 0.0, 1.0)


def test_lines_of_equal_loss_around_a_bowl_are_circles():
    axis = np.linspace(-2, 2, 81)
    across, up = np.meshgrid(axis, axis)
    pieces = contours(axis, axis, np.hypot(across, up), 1.4321)
    assert np.linalg.norm(pieces, axis=2) == pytest.approx(1.4321, abs=2e-3)
    lengths = np.linalg.norm(pieces[:, 0] - pieces[:, 1], axis=1)
    assert lengths.sum() == pytest.approx(2 * np.pi * 1.4321, rel=1e-3)
    _, ends = np.unique(pieces.reshape(-1, 2).round(9), axis=0, return_counts=True)
    assert set(ends) == {2}  # each piece goes on where another ended


def test_lines_on_a_slope_are_straight_and_stop_where_nothing_is_known():
    axis = np.linspace(0, 1, 5)
    across, _ = np.meshgrid(axis, axis)
    pieces = contours(axis, axis, across, 0.3)
    assert pieces[..., 0] == pytest.approx(0.3)
    across[:, :2] = np.inf
    assert contours(axis, axis, across, 0.3).shape == (0, 2, 2)
    assert contours(axis, axis, across, 7.0).shape == (0, 2, 2)
