"""Named random streams: every random number of a run is a pure function of (seed, stream, index).

So two strategies with the same seed see exactly the same tasks, the i-th batch does not depend on what was
drawn before it, and nothing touches the global generators.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Generator

Stream = Literal["initialisation", "scratch", "train", "validation", "test", "preview"]


def generator(seed: int, stream: Stream, index: int = 0) -> Generator:
    """A fresh generator for the `index`-th draw from a named stream."""
    digest = blake2b(f"{seed}/{stream}/{index}".encode(), digest_size=8).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest, "little"))
