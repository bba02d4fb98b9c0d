"""Another family to judge on: which variant of it goes with the family that is trained on.

A family is judged on only with the same inputs, outputs and loss, so its values are chosen for that as far as possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from simulator.declaration import InputError, Sentence
from simulator.experiment.compatibility import incompatibility
from simulator.experiment.experiment import ELSEWHERE, Experiment
from simulator.tasks import FAMILIES, TaskFamily

Table = dict[str, Any]


def elsewhere(experiment: Experiment, kind: str) -> TaskFamily | Sentence:
    """The family `kind` with values that go with the experiment, or why there are none.

    It takes over the values that both families know; where that is not enough, it tries each of its own choices.
    """
    return _first(experiment, kind, [_shared(experiment, kind), {}])


def objections(experiment: Experiment) -> dict[str, Sentence]:
    """Why what is learned cannot be judged on each family that does not go with the one trained on, by its kind.

    Nothing else of the experiment matters. Shapes of some families are read from files, so it may take a while.
    """
    found = {kind: elsewhere(experiment, kind) for kind in FAMILIES}
    return {kind: why for kind, why in found.items() if isinstance(why, Sentence)}


def settled(experiment: Experiment, changed: str) -> tuple[Experiment, Sentence | None]:
    """The experiment with its other family adjusted to the one trained on, whose parameter `changed` is new.

    Where that cannot be, the other family is left out, and the sentence says why.
    """
    other = experiment.elsewhere
    reason = None if other is None else incompatibility(experiment)
    if other is None or reason is None:
        return experiment, None
    kept, kind = other.table(), str(other.table()["kind"])
    shared = _shared(experiment, kind)
    follows = {name: value for name, value in shared.items() if name == changed}
    adjusted = _first(experiment, kind, [kept | follows, kept | shared, {}])
    if isinstance(adjusted, TaskFamily):
        return replace(experiment, elsewhere=adjusted), None
    return replace(experiment, elsewhere=None), reason


def _first(experiment: Experiment, kind: str, starts: list[Table]) -> TaskFamily | Sentence:
    """The first variant that goes with the experiment, or why the very first one does not."""
    reason: Sentence | None = None
    for table in _variants(kind, starts):
        try:
            family = FAMILIES.parse(table, ELSEWHERE)
            objection = incompatibility(replace(experiment, elsewhere=family))
        except InputError as error:
            objection = error.message
        if objection is None:
            return family
        reason = reason or objection
    assert reason is not None
    return reason


def _variants(kind: str, starts: list[Table]) -> Iterator[Table]:
    for start in starts:
        table = start | {"kind": kind}
        yield table
        for name, parameter in FAMILIES[kind].parameters().items():
            yield from (table | {name: choice} for choice in parameter.choices)


def _shared(experiment: Experiment, kind: str) -> Table:
    """The values of the family trained on that `kind` knows and admits too."""
    declared, ours = FAMILIES[kind].parameters(), experiment.task
    return {
        name: value
        for name, value in ours.table().items()
        if name in declared
        and declared[name].kind == type(ours).parameters()[name].kind
        and declared[name].admits(getattr(ours, name))
    }
