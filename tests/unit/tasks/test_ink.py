"""Ink of strokes drawn by hand: it lies where the pen went, as that of made-up characters does."""

import math

import pytest
import torch

from simulator.tasks.pictures.ink import MARGIN, written

SIDE, PEN = 40, 0.1


def test_a_straight_stroke_is_as_deep_in_its_middle_as_a_long_line_and_no_deeper_than_full():
    picture = written([[(0.5, 0.1), (0.5, 0.9)]], SIDE, PEN)
    assert float(picture.max()) == 1.0
    width = math.sqrt(PEN**2 + (1 / SIDE) ** 2)
    centres = (torch.arange(SIDE) + 0.5) * (2 / SIDE) - 1
    expected = (1.3 * torch.exp(-0.5 * (centres / width).square())).clamp(max=1.0)
    torch.testing.assert_close(picture[SIDE // 2], expected, atol=1e-2, rtol=0)


def test_a_drawing_is_moved_to_the_middle_and_scaled_to_the_size_of_made_up_characters():
    small = written([[(0.1, 0.1), (0.1, 0.4)], [(0.1, 0.4), (0.25, 0.4)]], SIDE, PEN)
    large = written([[(0.3, 0.2), (0.3, 0.8)], [(0.3, 0.8), (0.6, 0.8)]], SIDE, PEN)
    torch.testing.assert_close(small, large, atol=1e-4, rtol=0)
    rows = small.sum(1).nonzero().flatten()
    ends = [(2 * float(row) + 1) / SIDE - 1 for row in (rows[small.sum(1)[rows] > 0.5][0], rows[-1])]
    assert ends[0] == pytest.approx(-MARGIN, abs=2 * PEN)


def test_the_order_of_strokes_and_how_often_the_mouse_reported_do_not_matter():
    few = written([[(0.2, 0.2), (0.8, 0.8)], [(0.2, 0.8), (0.8, 0.2)]], SIDE, PEN)
    line = [(0.2 + 0.006 * step, 0.2 + 0.006 * step) for step in range(101)]
    many = written([[(0.8, 0.2), (0.2, 0.8)], line], SIDE, PEN)
    torch.testing.assert_close(few, many, atol=0.01, rtol=0)


def test_a_dot_is_a_small_spot_in_the_middle_wherever_it_was_made():
    dot = written([[(0.9, 0.2)]], SIDE, PEN)
    rows, columns = (dot > 0.2).nonzero(as_tuple=True)
    assert float(rows.float().mean()) == pytest.approx((SIDE - 1) / 2)
    assert float(columns.float().mean()) == pytest.approx((SIDE - 1) / 2)
    assert 2 <= len(rows) <= 0.05 * SIDE**2


def test_a_twitch_of_the_mouse_is_not_blown_up_to_a_whole_character():
    twitch = written([[(0.5, 0.5), (0.51, 0.5)]], SIDE, PEN)
    line = written([[(0.2, 0.5), (0.8, 0.5)]], SIDE, PEN)
    assert float(twitch.sum()) < 0.3 * float(line.sum())


def test_without_strokes_the_paper_is_empty():
    assert written([], 8).tolist() == [[0.0] * 8] * 8
