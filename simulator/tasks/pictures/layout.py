"""What families of pictures share: laying out a task's pictures as examples, and seeing pictures through affine maps.

Pictures are ``[task, way, shot, side, side]`` with values in 0..1, and ink is 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.deferred import torch
from simulator.tasks.base import Examples, TaskBatch

if TYPE_CHECKING:
    from torch import Generator, Tensor


def interleaved(pictures: Tensor, shots: int, latents: dict[str, Tensor]) -> TaskBatch:
    """The first `shots` pictures of each class as the support set, the others as the query set; ways take turns."""
    return TaskBatch(_examples(pictures[:, :, :shots]), _examples(pictures[:, :, shots:]), latents)


def linear_map(angle: Tensor, shear: Tensor, stretch: Tensor) -> Tensor:
    """Maps ``[..., 2, 2]`` from angles in radians, shears and stretches ``[..., 2]`` of x and y: R(angle) S D.

    The map takes a point of what is seen to the point of the picture it shows, so a stretch of 2 halves the ink's size.
    """
    cos, sin = torch.cos(angle), torch.sin(angle)
    turn = torch.stack([torch.stack([cos, -sin], -1), torch.stack([sin, cos], -1)], -2)
    one, zero = torch.ones_like(shear), torch.zeros_like(shear)
    slant = torch.stack([torch.stack([one, shear], -1), torch.stack([zero, one], -1)], -2)
    mapped: Tensor = turn @ slant * stretch.unsqueeze(-2)
    return mapped


def seen_through(pictures: Tensor, maps: Tensor, shifts: Tensor | None = None) -> Tensor:
    """Pictures ``[n, channel, side, side]`` through one affine map each: ``[n, 2, 2]`` and a shift ``[n, 2]``.

    A shift of 1 is half the side; what comes from outside a picture is empty.
    """
    shifts = torch.zeros_like(maps[:, :, 0]) if shifts is None else shifts
    affine = torch.cat([maps, shifts.unsqueeze(2)], dim=2)
    grid = torch.nn.functional.affine_grid(affine, list(pictures.shape), align_corners=False)
    return torch.nn.functional.grid_sample(pictures, grid, align_corners=False)


def distorted(pictures: Tensor, strength: float, generator: Generator) -> Tensor:
    """Each of ``[task, way, shot, side, side]`` through a small random affine map of its own.

    At strength 1: turned by up to 0.35 rad (20 degrees), slanted by up to 0.3, stretched by 0.75 to 1.25 in x and y,
    moved by up to a tenth of the side.
    """
    flat = pictures.flatten(0, 2).unsqueeze(1)

    def within(limit: float, *axes: int) -> Tensor:
        return strength * limit * (2 * torch.rand(len(flat), *axes, generator=generator) - 1)

    maps = linear_map(within(0.35), within(0.3), 1 + within(0.25, 2))
    return seen_through(flat, maps, within(0.2, 2)).view(pictures.shape)


def _examples(pictures: Tensor) -> Examples:
    tasks, ways, shots, *sides = pictures.shape
    inputs = pictures.transpose(1, 2).reshape(tasks, shots * ways, 1, *sides)
    return Examples(inputs, torch.arange(ways).repeat(shots).expand(tasks, -1))
