"""A run as the window knows it, and how many earlier ones it holds in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simulator.engine import Progress
from simulator.experiment import Experiment

if TYPE_CHECKING:
    from simulator.store import Recording

LOADED = 30  # earlier runs held in memory; more are read again from the database when they are wanted


@dataclass(eq=False)
class Run:
    """One run as the window knows it."""

    number: int
    experiment: Experiment
    progress: Progress = field(default_factory=Progress)
    shown: bool = True
    recording: Recording | None = None
    stored: int | None = None  # its number in the database, where it was read from there

    @property
    def kept(self) -> int | None:
        """Its number in the database, once it has one."""
        return self.recording.run if self.recording is not None else self.stored

    @property
    def safe(self) -> bool:
        """Whether the database has it to its end."""
        return self.recording.safe if self.recording is not None else self.stored is not None


def remembered(runs: list[Run], needed: tuple[Run | None, ...]) -> list[Run]:
    """The runs without the oldest of those that can be read again, so that `LOADED` of them and the `needed` stay.

    Those that are not laid over the plots go first.
    """
    earlier = [each for each in runs if each not in needed and each.kept is not None]
    earlier.sort(key=lambda each: each.shown)
    gone = earlier[: max(0, len(earlier) + 1 - LOADED)]
    return [each for each in runs if each not in gone]
