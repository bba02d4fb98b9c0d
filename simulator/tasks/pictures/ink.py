"""Ink on paper: chains of points as pictures, for made-up characters and for those that a person draws.

A stroke is a chain of points. Ink is the sum of a small Gaussian at each of them, which is a product of one in x and
one in y, so that drawing is a batched matrix product. Points are in units of half a picture, which reaches from -1 to
1, x to the right and y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor

MARGIN = 0.88  # half the extent of a character
FINE = 0.05  # the way between two points of a stroke drawn by hand: no longer than that of a made-up character
PEN = 0.1  # half a pen's width, where a family names none

Stroke = Sequence[tuple[float, float]]


def fitted(points: Tensor, present: Tensor) -> Tensor:
    """Characters ``[picture, point, 2]`` moved to the middle and scaled to one size, their proportions kept.

    Only the points that are `present` ``[picture, point]`` count.
    """
    far = ~present.unsqueeze(2)
    low = points.masked_fill(far, torch.inf).amin(1, keepdim=True)
    high = points.masked_fill(far, -torch.inf).amax(1, keepdim=True)
    half = (high - low).amax(2, keepdim=True).clamp(min=0.2) / 2
    return (points - (low + high) / 2) * MARGIN / half


def inked(points: Tensor, lengths: Tensor, pen: Tensor, side: int) -> Tensor:
    """Ink ``[picture, side, side]``: Gaussians as wide as the pen, or as half a pixel where that is wider, summed.

    `points` are ``[picture, point, 2]``, `lengths` ``[picture, point]`` the way that each stands for, and `pen`
    ``[picture, 1]`` half the pen's width.
    """
    width = (pen.square() + (1 / side) ** 2).sqrt()  # [picture, 1]; half a pixel is 1 / side
    centres = (torch.arange(side) + 0.5) * (2 / side) - 1
    near = torch.exp(-0.5 * ((centres - points.unsqueeze(3)) / width[:, :, None, None]).square())
    across, down = near.unbind(2)  # [picture, point, side]
    weights = 1.3 * lengths / (width * math.sqrt(2 * math.pi))  # a long line is 1.3 deep, so that its middle is full
    return (down.mT @ (across * weights.unsqueeze(2))).clamp(max=1.0)


def written(strokes: Sequence[Stroke], side: int, pen: float = PEN) -> Tensor:
    """A character drawn by hand, ``[side, side]`` in 0..1: as a made-up one, but for the unsteady hand.

    `strokes` are the places that the pen went through, x to the right and y downwards, in 0..1 of the paper. What is
    drawn is moved and scaled as made-up characters are, but for a dot, which stays small. Without strokes the picture
    is empty; a stroke of one place is a dot.
    """
    drawn = [torch.tensor(stroke, dtype=torch.float32).view(-1, 2) for stroke in strokes if len(stroke)]
    if not drawn:
        return torch.zeros(side, side)
    corners = 2 * torch.cat(drawn).unsqueeze(0)  # as a picture's own units; where its middle is does not matter
    placed = fitted(corners, torch.ones(corners.shape[:2], dtype=torch.bool))[0]
    pieces = [_along(chain, pen) for chain in torch.split(placed, [len(chain) for chain in drawn])]
    points, lengths = (torch.cat(each).unsqueeze(0) for each in zip(*pieces, strict=True))
    return inked(points, lengths, torch.tensor([[pen]]), side)[0]


def _along(corners: Tensor, pen: float) -> tuple[Tensor, Tensor]:
    """Points at equal distances along a chain ``[corner, 2]``, and the way that each stands for."""
    ways = (corners[1:] - corners[:-1]).norm(dim=1)
    total = float(ways.sum())
    if not total:
        return corners[:1], torch.tensor([2 * pen])
    count = max(2, math.ceil(total / FINE))
    reached = torch.nn.functional.pad(ways.cumsum(0), (1, 0))  # [corner]
    at = (torch.arange(count) + 0.5) * (total / count)
    before = (torch.searchsorted(reached, at, right=True) - 1).clamp(0, len(ways) - 1)
    share = ((at - reached[before]) / ways[before].clamp(min=1e-12)).unsqueeze(1)
    points = corners[before] + share * (corners[before + 1] - corners[before])
    return points, torch.full((count,), total / count)
