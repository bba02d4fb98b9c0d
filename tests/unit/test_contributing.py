"""The project's documents do what they say: the worked example of CONTRIBUTING.md, the commands of README.md."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from simulator.declaration import Registry
from simulator.declaration.registry import key_of
from simulator.engine import Finished, run
from simulator.experiment import Experiment, Schedule
from simulator.learners import LEARNERS
from simulator.strategies import STRATEGIES
from simulator.tasks import FAMILIES, TaskFamily

CHECKOUT = Path(__file__).resolve().parents[2]


def blocks(document: str, language: str) -> list[str]:
    """The fenced blocks of a document in one language."""
    text = (CHECKOUT / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def worked_example(tmp_path: Path) -> Iterator[type[TaskFamily]]:
    """The task family of CONTRIBUTING.md, imported from a file as a contributor would write it."""
    (code,) = blocks("CONTRIBUTING.md", "python")
    file = tmp_path / "worked_example.py"
    file.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    try:
        spec.loader.exec_module(module)
        yield module.Step
    finally:
        del sys.modules[file.stem]


@pytest.fixture
def registry(worked_example: type[TaskFamily]) -> Registry[TaskFamily]:
    """The families as they are once the worked example is named among them."""
    families = {kind: f"{each.__module__}:{each.__name__}" for kind, each in FAMILIES.items()}
    line = {"step": f"{worked_example.__module__}:{worked_example.__name__}"}
    return Registry("task", TaskFamily, families | line)  # type: ignore[type-abstract]


def test_the_worked_example_joins_the_builtin_families_under_its_own_key(
    registry: Registry[TaskFamily], worked_example: type[TaskFamily]
) -> None:
    assert list(registry) == [*FAMILIES, "step"]
    assert registry[key_of(worked_example)] is worked_example


def test_an_experiment_with_the_worked_example_runs_to_its_end(registry: Registry[TaskFamily]) -> None:
    experiment = Experiment(
        task=registry.parse({"kind": "step", "shots": 5}),
        learner=LEARNERS.parse({"kind": "mlp"}),
        strategy=STRATEGIES.parse({"kind": "maml"}),
        schedule=Schedule(iterations=20, meta_batch=4, evaluate_every=10, evaluation_tasks=8, test_tasks=8),
    )
    assert list(run(experiment))[-1] == Finished("completed")


def test_the_worked_example_draws_steps_between_zero_and_each_tasks_height(registry: Registry[TaskFamily]) -> None:
    family = registry.parse({"kind": "step"})
    batch = family.sample(torch.Generator().manual_seed(0), tasks=50)
    drawn = batch.support.joined(batch.query)
    height, edge = (batch.latents[name][:, None, None].expand_as(drawn.targets) for name in ("height", "edge"))
    after = drawn.inputs > edge
    assert drawn.targets[after].equal(height[after])
    assert not drawn.targets[~after].any()
    assert not family.references(batch)[0].loss.any()


def test_the_registry_lines_of_the_document_are_those_in_the_package() -> None:
    (shown,) = blocks("CONTRIBUTING.md", "text")
    begin, _, end = "".join(shown.split()).partition('...,"step":"simulator.tasks.step:Step",')
    source = "".join((CHECKOUT / "simulator" / "tasks" / "__init__.py").read_text(encoding="utf-8").split())
    assert re.search(re.escape(begin) + r'("[\w-]+":"[\w.:]+",)+' + re.escape(end), source)


def test_the_readme_sets_up_with_exactly_two_commands_of_one_line() -> None:
    opens, passes = blocks("README.md", "sh")
    assert opens.endswith("-m simulator\n") and passes.endswith("-m pytest\n")
    assert opens.count("\n") == passes.count("\n") == 1


def test_the_readme_shows_a_bundled_example_as_it_is() -> None:
    (shown,) = blocks("README.md", "toml")
    assert shown == (CHECKOUT / "resources" / "examples" / "sine-maml.toml").read_text(encoding="utf-8")
