"""Registries: choices by their file names, and add-ons of third parties."""

from typing import Any, Literal

import pytest

from simulator.declaration import InputError, Registry
from simulator.declaration.registry import key_of
from simulator.experiment.documents import REGISTRIES
from simulator.learners import Learner
from simulator.learners.linear import LinearLearner
from simulator.tasks import FAMILIES


class Added(LinearLearner):
    """An add-on's learner."""

    kind: Literal["added"] = "added"


class Point:
    """An entry point as importlib.metadata gives it."""

    def __init__(self, name: str, loaded: Any) -> None:
        self.name, self._loaded = name, loaded

    def load(self) -> Any:
        if isinstance(self._loaded, Exception):
            raise self._loaded
        return self._loaded


def learners(monkeypatch: pytest.MonkeyPatch, *points: Point) -> Registry[Learner]:
    asked = {"simulator.learners": points}
    monkeypatch.setattr("simulator.declaration.registry._add_ons", lambda group: asked.get(group, ()))
    return Registry("learner", Learner, {"linear": "simulator.learners.linear:LinearLearner"})


def test_an_add_on_joins_the_built_in_choices(monkeypatch: pytest.MonkeyPatch):
    registry = learners(monkeypatch, Point("added", Added))
    assert list(registry) == ["linear", "added"]
    assert registry.parse({"kind": "added"}) == Added()


def test_an_add_on_cannot_take_the_place_of_a_built_in_choice(monkeypatch: pytest.MonkeyPatch):
    class Impostor(Added):
        kind: Literal["linear"] = "linear"

    assert learners(monkeypatch, Point("impostor", Impostor))["linear"] is LinearLearner


@pytest.mark.parametrize("broken", [ImportError("no such module"), int, "text"])
def test_a_broken_add_on_is_reported_and_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, broken: Any
):
    assert list(learners(monkeypatch, Point("broken", broken))) == ["linear"]
    assert "The add-on broken cannot be used" in caplog.text


def test_the_key_is_the_kind_that_files_name():
    assert key_of(Added) == "added"


@pytest.mark.parametrize("registry", REGISTRIES.values(), ids=list(REGISTRIES))
def test_every_choice_is_where_its_line_says_and_under_the_key_that_files_name(registry: Registry[Any]):
    assert all(key_of(entry) == kind and issubclass(entry, registry._base) for kind, entry in registry.items())
    assert len(registry) == len(list(registry)) == len(set(registry.values())) > 1


def test_to_look_at_the_keys_imports_none_of_the_choices():
    registry = Registry("learner", Learner, {"nowhere": "simulator.nowhere:Nothing"})
    assert list(registry) == ["nowhere"]
    assert "nowhere" in registry
    with pytest.raises(ModuleNotFoundError):
        registry["nowhere"]


def test_a_missing_kind_lists_the_choices():
    with pytest.raises(InputError) as caught:
        FAMILIES.parse({"shots": 3})
    assert str(caught.value) == f"task.kind is missing; it must be one of {', '.join(FAMILIES)}."


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sin", "task.kind is 'sin', which is not known; did you mean sine?"),
        ("zebra", f"task.kind is 'zebra', which is not known; known are {', '.join(sorted(FAMILIES))}."),
        (["sine"], "task.kind is ['sine'], which is not known; did you mean sine?"),
        (3, f"task.kind is 3, which is not known; known are {', '.join(sorted(FAMILIES))}."),
    ],
)
def test_an_unknown_kind_suggests_the_nearest(kind: Any, said: str):
    with pytest.raises(InputError) as caught:
        FAMILIES.parse({"kind": kind})
    assert str(caught.value) == said
