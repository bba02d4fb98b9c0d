"""What no source file may hold: global seeds, and anything that runs what a user opens."""

import ast
from pathlib import Path

import pytest

LOADERS = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
BUILTINS = {"eval", "exec", "compile", "__import__"}
CALLS = {
    "torch.load",
    "torch.manual_seed",
    "torch.seed",
    "torch.random.manual_seed",
    "torch.cuda.manual_seed",
    "torch.cuda.manual_seed_all",
    "torch.set_rng_state",
    "torch.random.fork_rng",
    "random.seed",
    "np.random.seed",
    "numpy.random.seed",
    "np.random.set_state",
    "np.load",
    "numpy.load",
}


def offences(source: str) -> list[str]:
    """The forbidden imports and calls of a source text."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in LOADERS]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names]
            found += [name for name in names if module.split(".")[0] in LOADERS or name in CALLS]
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            found += [name] if name in BUILTINS | CALLS else []
    return found


def sources(root: Path) -> list[Path]:
    return sorted((root / "simulator").rglob("*.py"))


def test_no_source_seeds_globally_or_runs_what_it_reads(root: Path):
    assert len(sources(root)) > 40
    assert {str(path): found for path in sources(root) if (found := offences(path.read_text()))} == {}


@pytest.mark.parametrize(
    ("planted", "offence"),
    [
        ("import torch\ntorch.manual_seed(0)", "torch.manual_seed"),
        ("import numpy as np\nnp.random.seed(0)", "np.random.seed"),
        ("import random\nrandom.seed(0)", "random.seed"),
        ("from torch import manual_seed", "torch.manual_seed"),
        ("import pickle", "pickle"),
        ("from pickle import loads", "pickle.loads"),
        ("import torch\ntorch.load('x.pt')", "torch.load"),
        ("def f(text):\n    return eval(text)", "eval"),
        ("exec('1')", "exec"),
    ],
)
def test_a_planted_offence_is_found(planted: str, offence: str):
    assert offences(planted) == [offence]


@pytest.mark.parametrize(
    "harmless", ["generator.manual_seed(3)", "torch.Generator().manual_seed(3)", "app.exec()", "re.compile('x')"]
)
def test_what_only_looks_like_an_offence_is_left_alone(harmless: str):
    assert offences(harmless) == []
