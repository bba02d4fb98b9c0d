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
    for entry in registry.entries.values():
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
