"""What no source file may hold: global seeds, anything that runs what a user opens, and any use of a network."""

import ast
from pathlib import Path

import pytest

LOADERS = {"pickle", "_pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
LOADERS |= {"yaml", "ruamel", "sympy", "tarfile", "code", "codeop", "runpy", "imp", "builtins"}
NETWORK = {"socket", "_socket", "ssl", "urllib", "urllib3", "http", "httpx", "requests", "aiohttp", "websockets"}
NETWORK |= {"asyncio", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "socketserver", "xmlrpc", "paramiko"}
QT_NETWORK = ("QtNetwork", "QtWebEngine", "QtWebSockets", "QtHttpServer", "QtQml")  # what else loads from addresses
BUILTINS = {"eval", "exec", "compile", "__import__", "__builtins__"}
FORBIDDEN = {
    "torch.load",
    "torch.jit.load",
    "torch.manual_seed",
    "torch.seed",
    "torch.random.manual_seed",
    "torch.cuda.manual_seed",
    "torch.cuda.manual_seed_all",
    "torch.set_rng_state",
    "torch.random.fork_rng",
    "random.seed",
    "numpy.random.seed",
    "numpy.random.set_state",
    "numpy.load",
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "platform.platform",  # these three ask another process
    "platform.processor",
    "platform.uname",
    "shutil.unpack_archive",
    "importlib.__import__",
    "importlib.util.spec_from_file_location",
    "importlib.util.module_from_spec",
}
FAMILIES = ("torch.hub.", "torch.package.", "os.exec", "os.spawn", "os.posix_spawn", "importlib.machinery.")
# whatever they are called on: they run, reach into the interpreter, or write where an archive says
METHODS = {"sympify", "parse_expr", "load_extension", "enable_load_extension", "extractall", "extract"}
METHODS |= {"__globals__", "__subclasses__", "__import__", "__builtins__", "__code__", "__reduce__", "__setstate__"}
DISPLAY = "app.py"  # asks whether a display answers, on a socket of this machine
DEFERRED = "deferred.py"  # imports heavy modules when they are first used
PUT_BACK = {"simulator/gui/__init__.py": ["builtins", "builtins.__import__"]}  # PySide6 puts another in its place


def offences(source: str, file: str = "") -> list[str]:
    """What is forbidden in a source text, `file` being its name: imports, names however they are reached, and calls."""
    tree = ast.parse(source)
    names = _imported(tree)
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if _forbidden_import(alias.name, file)]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            members = [f"{module}.{alias.name}" for alias in node.names]
            found += [name for name in members if module == "socket" or _forbidden_import(name, file)]
            found += [name for name in members if _forbidden(name) and not _forbidden_import(name, file)]
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            name = _dotted(node, names)
            found += [name] if _forbidden(name) else []
        elif isinstance(node, ast.Call):
            found += _calls(node, _dotted(node.func, names), file)
    return found


def _imported(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {
                each.asname or each.name.split(".")[0]: each.name if each.asname else each.name.split(".")[0]
                for each in node.names
            }
        elif isinstance(node, ast.ImportFrom):
            module = "" if node.module == "simulator.deferred" else f"{node.module}."
            names |= {each.asname or each.name: f"{module}{each.name}" for each in node.names}
    return names


def _dotted(node: ast.expr, names: dict[str, str]) -> str:
    """``np.random.seed`` as ``numpy.random.seed``; of anything but a name, the attributes after it."""
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, names)}.{node.attr}"
    return ""


def _forbidden_import(name: str, file: str) -> bool:
    top = name.split(".")[0]
    if top in NETWORK:
        return not (name == "socket" and file == DISPLAY)
    return top in LOADERS or any(part in name for part in QT_NETWORK)


def _forbidden(name: str) -> bool:
    last = name.split(".")[-1]
    return name in BUILTINS | FORBIDDEN or name.startswith(FAMILIES) or ("." in name and last in METHODS)


def _calls(node: ast.Call, name: str, file: str) -> list[str]:
    """What is wrong with the arguments of a call."""
    first = node.args[0] if node.args else None
    literal = first.value if isinstance(first, ast.Constant) else None
    found = []
    if any(
        each.arg == "shell" and not (isinstance(each.value, ast.Constant) and not each.value.value)
        for each in node.keywords
    ):
        found.append(f"{name}(shell)")
    if any(each.arg == "allow_pickle" for each in node.keywords):
        found.append(f"{name}(allow_pickle)")
    if name == "importlib.import_module" and not isinstance(literal, str) and file != DEFERRED:
        found.append(name)
    if file == DEFERRED and name == "Deferred" and not isinstance(literal, str):
        found.append(name)
    if name == "getattr" and len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
        found += [f"getattr({node.args[1].value})"] if node.args[1].value in BUILTINS | METHODS else []
    if name.startswith("socket.") and not (name == "socket.socket" and ast.unparse(node).endswith("(socket.AF_UNIX)")):
        found.append(name)
    return found


def sources(root: Path) -> list[Path]:
    return sorted((root / "simulator").rglob("*.py"))


def test_no_source_seeds_globally_runs_what_it_reads_or_uses_a_network(root: Path):
    assert len(sources(root)) > 100
    named = {str(path.relative_to(root)): path for path in sources(root)}
    # the two exceptions are of the files right below the package
    found = {
        name: offences(path.read_text(), path.name if name.count("/") == 1 else "") for name, path in named.items()
    }
    assert {name: offence for name, offence in found.items() if offence} == PUT_BACK


@pytest.mark.parametrize(
    ("planted", "offence"),
    [
        ("import torch\ntorch.manual_seed(0)", "torch.manual_seed"),
        ("import numpy as np\nnp.random.seed(0)", "numpy.random.seed"),
        ("import random\nrandom.seed(0)", "random.seed"),
        ("from torch import manual_seed", "torch.manual_seed"),
        ("import pickle", "pickle"),
        ("from pickle import loads", "pickle.loads"),
        ("def f():\n    import cloudpickle.fast", "cloudpickle.fast"),
        ("import shelve", "shelve"),
        ("import marshal", "marshal"),
        ("import yaml", "yaml"),
        ("from ruamel.yaml import YAML", "ruamel.yaml.YAML"),
        ("import torch\ntorch.load('x.pt')", "torch.load"),
        ("from simulator.deferred import torch\ntorch.load('x.pt')", "torch.load"),
        ("from simulator.deferred import torch as t\nread = t.load", "torch.load"),
        ("import torch\ntorch.jit.load('x')", "torch.jit.load"),
        ("import torch\ntorch.hub.load('x')", "torch.hub.load"),
        ("import numpy as n\nn.load('x.npy')", "numpy.load"),
        ("from numpy import load", "numpy.load"),
        ("def f(read):\n    return read('x', allow_pickle=True)", "read(allow_pickle)"),
        ("def f(text):\n    return eval(text)", "eval"),
        ("exec('1')", "exec"),
        ("compile('1', '', 'eval')", "compile"),
        ("run = eval", "eval"),
        ("__import__('os')", "__import__"),
        ("import builtins", "builtins"),
        ("__builtins__['eval']", "__builtins__"),
        ("def f(x):\n    return getattr(x, 'eval')", "getattr(eval)"),
        ("def f(x):\n    return getattr(x, '__globals__')", "getattr(__globals__)"),
        ("def f(x):\n    return x.__globals__", "x.__globals__"),
        ("import sympy", "sympy"),
        ("def f(s, text):\n    return s.sympify(text)", "s.sympify"),
        ("from somewhere import parse_expr", "somewhere.parse_expr"),
        ("import importlib\ndef f(name):\n    importlib.import_module(name)", "importlib.import_module"),
        ("from importlib import import_module as m\ndef f(name):\n    m(name)", "importlib.import_module"),
        ("import importlib.util\nimportlib.util.module_from_spec(x)", "importlib.util.module_from_spec"),
        ("import os\nos.system('ls')", "os.system"),
        ("from os import system", "os.system"),
        ("import os\nos.popen('ls')", "os.popen"),
        ("import os\nos.execv('ls', [])", "os.execv"),
        ("import subprocess\nsubprocess.run('ls', shell=True)", "subprocess.run(shell)"),
        ("import subprocess as s\ndef f(x):\n    s.Popen('ls', shell=x)", "subprocess.Popen(shell)"),
        ("import subprocess\nsubprocess.getoutput('ls')", "subprocess.getoutput"),
        ("def f(connection):\n    connection.load_extension('x')", "connection.load_extension"),
        ("def f(archive):\n    archive.extractall('/')", "archive.extractall"),
        ("import shutil\nshutil.unpack_archive('x')", "shutil.unpack_archive"),
        ("import socket", "socket"),
        ("from socket import socket", "socket.socket"),
        ("import urllib.request", "urllib.request"),
        ("from urllib.request import urlopen", "urllib.request.urlopen"),
        ("import http.server", "http.server"),
        ("import requests", "requests"),
        ("import asyncio", "asyncio"),
        ("from PySide6 import QtNetwork", "PySide6.QtNetwork"),
        ("from PySide6.QtNetwork import QTcpServer", "PySide6.QtNetwork.QTcpServer"),
        ("import PySide6.QtWebEngineCore", "PySide6.QtWebEngineCore"),
    ],
)
def test_a_planted_offence_is_found(planted: str, offence: str):
    assert offences(planted) == [offence]


@pytest.mark.parametrize(
    ("planted", "offence"),
    [
        ("import socket\nsocket.socket(socket.AF_INET)", "socket.socket"),
        ("import socket\nsocket.socket()", "socket.socket"),
        ("import socket\nsocket.create_connection(('x', 1))", "socket.create_connection"),
        ("import socket as s\ns.getaddrinfo('x', 1)", "socket.getaddrinfo"),
        ("from socket import create_connection", "socket.create_connection"),
    ],
)
def test_the_question_to_the_display_reaches_no_other_machine(planted: str, offence: str):
    assert offences(planted, DISPLAY) == [offence]


def test_what_is_imported_late_is_named_in_the_source():
    late = "import importlib\nclass Deferred:\n    def f(self):\n        importlib.import_module(self.name)\n"
    assert offences(late + "torch = Deferred('torch')", DEFERRED) == []
    assert offences(late + "import sys\nany = Deferred(sys.argv[1])", DEFERRED) == ["Deferred"]


@pytest.mark.parametrize(
    "harmless",
    [
        "generator.manual_seed(3)",
        "torch.Generator().manual_seed(3)",
        "app.exec()",
        "re.compile('x')",
        "def f(model):\n    model.eval()",
        "import importlib\nimportlib.import_module('torch')",
        "from importlib.metadata import entry_points",
        "import subprocess\nsubprocess.run(['ls'], shell=False)",
        "getattr(x, 'name')",
        "from safetensors.torch import load\nload(b'')",
        "import json\njson.load(x)",
    ],
)
def test_what_only_looks_like_an_offence_is_left_alone(harmless: str):
    assert offences(harmless) == []


def test_the_one_socket_is_allowed_where_the_display_is_asked():
    assert offences("import socket\nsocket.socket(socket.AF_UNIX)", DISPLAY) == []
