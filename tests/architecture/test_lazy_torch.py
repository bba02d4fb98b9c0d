"""The window shows its forms before torch is there: reading declarations loads none of it."""

import subprocess
import sys
from pathlib import Path

READ = """
import sys
import simulator.cli.program, simulator.experiment
from simulator.experiment.documents import REGISTRIES, Schedule
for name in simulator.experiment.example_names():
    simulator.experiment.to_document(simulator.experiment.load_example(name))
for registry in REGISTRIES.values():
    for entry in registry.values():
        assert entry().parameters() is not None
Schedule.parameters()
heavy = [name for name in ("torch._C", "sklearn", "PySide6", "pyqtgraph") if name in sys.modules]
"""


def loaded(root: Path, after: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ.replace("heavy =", after + "\nheavy =") + "print(heavy)"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_reading_every_declaration_and_example_loads_no_torch(root: Path):
    assert loaded(root) == "[]"


def test_the_check_notices_torch_once_it_is_used(root: Path):
    assert loaded(root, "import torch; torch.Generator") == "['torch._C']"


WITHOUT_A_COMPILER = """
import sys, torch
from simulator.engine import run
from simulator.experiment import load_example
for name in ("surrogate", "sine-maml", "learned-optimizer"):
    experiment = load_example(name)
    for path, value in (("iterations", 3), ("evaluate_every", 3), ("meta_batch", 2), ("evaluation_tasks", 2),
                        ("test_tasks", 2), ("evaluation_steps", 1), ("target_step", 1), ("compile", "off")):
        experiment = experiment.with_value("schedule." + path, value)
    if name == "surrogate":
        experiment = experiment.with_value("strategy.random_trials", 1)
    ending = list(run(experiment))[-1]
    assert type(ending).__name__ == "Finished", ending
print([name for name in ("torch._dynamo", "torch._inductor", "torch.distributed.tensor") if name in sys.modules])
"""


def test_training_loads_no_compiler(root: Path):  # as torch.optim does: 100 MB, and a second and a half
    command = [sys.executable, "-c", WITHOUT_A_COMPILER]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
