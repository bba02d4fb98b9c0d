"""A sweep: the frozen description of a grid of runs, and its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from simulator.declaration import InputError, sentence
from simulator.experiment import Experiment, parse, set_value, to_document
from simulator.experiment.compatibility import incompatibility
from simulator.experiment.documents import REGISTRIES, SECTIONS, Document
from simulator.experiment.experiment import checked_seed
from simulator.experiment.schedule import Schedule
from simulator.sweep.axis import Axis

FORMAT = 1
MOST_CELLS = 2000
MOST_AXES = 2


@dataclass(frozen=True)
class Cell:
    """One run of a sweep. `place` are its indices: of each axis' value, and of the seed last."""

    position: int
    place: tuple[int, ...]
    values: tuple[Any, ...]
    experiment: Experiment


@dataclass(frozen=True)
class Sweep:
    """An experiment, the values that one or two of its parameters take, and the seeds of each combination.

    All cells are checked where it is made: raises `InputError`, one sentence that names the key, the value and what is
    allowed, also where a combination is impossible.
    """

    experiment: Experiment
    axes: tuple[Axis, ...]
    seeds: tuple[int, ...]

    def __post_init__(self) -> None:
        paths = [axis.path for axis in self.axes]
        if len(paths) > MOST_AXES:
            raise InputError(
                sentence("A sweep has {count} parameters; it must be one or two, and seeds.", count=len(paths))
            )
        if len(set(paths)) < len(paths):
            raise InputError(sentence("{path} is given twice; give it once.", path=paths[0]), paths[0])
        if not self.seeds or (len(self.seeds) == 1 and not paths):
            raise InputError(sentence("A sweep needs a parameter with several values, or several seeds."))
        for seed in self.seeds:
            checked_seed(seed)
        if self.size > MOST_CELLS:
            raise InputError(
                sentence("A sweep has {count} runs; it must be at most {most}.", count=self.size, most=MOST_CELLS)
            )
        _ = self.cells

    @classmethod
    def of(cls, experiment: Experiment, axes: list[Axis]) -> Sweep:
        """The sweep over these axes, of which one may be ``seed``; without it the experiment's seed is the only one."""
        seeds = [axis for axis in axes if axis.path == "seed"]
        if len(seeds) > 1:
            raise InputError(sentence("{path} is given twice; give it once.", path="seed"), "seed")
        others = tuple(axis for axis in axes if axis.path != "seed")
        return cls(experiment, others, seeds[0].values if seeds else (experiment.seed,))

    @classmethod
    def read(cls, document: object) -> Sweep:
        """What `document` gave, from a source that need not be trusted. Raises `InputError` for anything else."""
        try:
            if not isinstance(document, dict) or document.get("format") != FORMAT:
                raise ValueError("another format")
            experiment, seeds = document["experiment"], document["seeds"]
            if not isinstance(experiment, dict) or not isinstance(seeds, list) or len(seeds) > MOST_CELLS:
                raise ValueError("not a sweep")
            axes = tuple(map(Axis.read, document["axes"]))
        except (ValueError, LookupError, TypeError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError(sentence("What is kept of the sweep makes no sense to this version.")) from error
        return cls(parse(experiment), axes, tuple(seeds))

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each axis has, and how many seeds there are."""
        return (*(len(axis.values) for axis in self.axes), len(self.seeds))

    @property
    def size(self) -> int:
        """How many runs it has."""
        size = 1
        for count in self.shape:
            size *= count
        return size

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All runs, the seed changing fastest and the first axis slowest."""
        found: list[Cell] = []
        combined = _Combined(self.experiment, [axis.path for axis in self.axes])
        for place in _places(self.shape[:-1]):
            values = tuple(axis.values[at] for axis, at in zip(self.axes, place, strict=True))
            experiment = combined.at(values)
            for number, seed in enumerate(self.seeds):
                seeded = experiment if seed == experiment.seed else replace(experiment, seed=seed)
                found.append(Cell(len(found), (*place, number), (*values, seed), seeded))
        return tuple(found)

    def document(self) -> Document:
        """As JSON holds it; `read` gives it back."""
        axes = [axis.table() for axis in self.axes]
        return {
            "format": FORMAT,
            "experiment": to_document(self.experiment),
            "axes": axes,
            "seeds": list(self.seeds),
        }


class _Combined:
    """The experiments that differ in the values of these paths; what does not change between them is checked once."""

    def __init__(self, experiment: Experiment, paths: list[str]) -> None:
        self._experiment, self._document = experiment, to_document(experiment)
        # kinds come first, because they know what follows
        self._order = sorted(range(len(paths)), key=lambda at: not paths[at].endswith(".kind"))
        self._paths = paths
        self._whole = any(_section(path) not in SECTIONS for path in paths)
        self._within = {section: [at for at in self._order if _section(paths[at]) == section] for section in SECTIONS}
        self._parts: dict[tuple[str, str], Any] = {}  # by their section, and the values that were put into it

    def at(self, values: tuple[Any, ...]) -> Experiment:
        """The experiment with these values. Raises `InputError` where there can be none."""
        if self._whole:
            return parse(self._changed(values, self._order))
        parts = {section: self._part(section, values) for section, found in self._within.items() if found}
        made = replace(self._experiment, **parts)
        if incompatibility(made):
            parse(to_document(made))  # refuses it in its own words
        return made

    def _part(self, section: str, values: tuple[Any, ...]) -> Any:
        within = self._within[section]
        key = section, repr([values[at] for at in within])
        if key not in self._parts:
            table = self._changed(values, within)[section]
            registry = REGISTRIES.get(section)
            self._parts[key] = registry.parse(table) if registry else Schedule.parse(table, section)
        return self._parts[key]

    def _changed(self, values: tuple[Any, ...], places: list[int]) -> Document:
        document = self._document
        for at in places:
            document = set_value(document, self._paths[at], values[at])
        return document


def _section(path: str) -> str:
    return path.partition(".")[0]


def _places(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """All indices of a grid, the last changing fastest; of one without axes, the one that there is."""
    places: list[tuple[int, ...]] = [()]
    for count in shape:
        places = [(*place, index) for place in places for index in range(count)]
    return places
