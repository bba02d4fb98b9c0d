"""Starting: with torch still to come, without a display, without a library; and pictures made without a display."""

import ctypes
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from simulator import app
from simulator.__main__ import main
from simulator.declaration import InputError
from simulator.experiment import load_example, save
from simulator.gui import theme
from simulator.store import Store
from simulator.store.shared.file import write
from tests.gui.patience import until

SHOWN = """
import sys
from simulator.app import create
app, window = create({arguments})
window.show()
print([name for name in ("torch._C", "sklearn", "scipy") if name in sys.modules])
window.close()
"""
PAINTED = """
import sys
from simulator.app import create
app, window = create([])
window.show()
app.processEvents()
window.grab()
before = sys.getrefcount(None)
for _ in range(200):
    window.repaint()
    window.workspace.outer.plot.viewport().repaint()
    app.processEvents()
print(sys.getrefcount(None) - before)
window.close()
"""


def python(script: str, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


LEAN = """
import sys
from simulator.app import create
from simulator.gui import loading
loading.FIRST_PAINT = 1_000_000
app, window = create([])
window.show()
app.processEvents()
print([name for name in {unwanted} if name in sys.modules])
window.close()
"""
UNWANTED = ("simulator.strategies.external.search", "simulator.tasks.students.irt", "sqlite3", "simulator.sweep.sweep")
IMPORTING = """
import builtins, linecache
plain = builtins.__import__
from simulator import app
app.missing_library()
app.create([])
print(builtins.__import__ is plain)
import torch
print(sum("torch" in name for name in linecache.cache) < 100)
"""


def test_the_window_is_shown_before_other_choices_and_a_database_are_loaded(root: Path):
    assert python(LEAN.format(unwanted=UNWANTED), root) == "[]"


def test_qt_does_not_read_and_keep_the_source_of_every_module_that_is_imported(root: Path):
    assert python(IMPORTING, root).splitlines() == ["True", "True"]


def test_the_window_is_shown_before_torch_is_loaded(root: Path):
    assert python(SHOWN.format(arguments="[]"), root) == "[]"
    assert python(SHOWN.format(arguments="['--example', 'digits-maml']"), root) == "[]"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on and not counted")
def test_painting_loses_no_reference_to_none(root: Path):
    assert int(python(PAINTED, root)) > -100


def test_the_program_opens_a_file_an_example_or_its_default(small, tmp_path: Path):
    save(small("sine-maml", {"task.shots": 7}), tmp_path / "mine.toml")
    assert app.chosen([]) == load_example("sine-maml")
    assert app.chosen(["--example", "linear-maml"]) == load_example("linear-maml")
    assert app.chosen(["--example=linear-maml"]) == load_example("linear-maml")
    assert app.chosen(["linear-maml"]) == load_example("linear-maml")
    assert app.chosen([str(tmp_path / "mine.toml")]).task.shots == 7


@pytest.mark.parametrize("arguments", [["--exampel", "x"], ["a.toml", "b.toml"], ["--example"]])
def test_arguments_that_are_not_understood_are_refused_in_a_sentence(arguments: list[str], capsys):
    assert app.main(arguments) == 2
    assert capsys.readouterr().err == (
        f"{' '.join(arguments)} is not understood; give one FILE, or --example NAME, or see --help.\n"
    )


@pytest.mark.parametrize(("arguments", "what"), [(["--example", "sine-malm"], ""), (["sine-malm"], "file or ")])
def test_an_unknown_example_is_refused_in_a_sentence(arguments: list[str], what: str, capsys):
    assert app.main(arguments) == 2
    assert capsys.readouterr().err == f"There is no {what}example 'sine-malm'; did you mean sine-maml?\n"


@pytest.fixture
def displays(monkeypatch):
    """Sets the display servers there are: ``displays(DISPLAY=":0")``."""

    def choose(**environment: str) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

    return choose


@pytest.fixture
def wayland(tmp_path: Path, monkeypatch):
    """The folder and the name of a Wayland display that answers."""
    monkeypatch.chdir(tmp_path)  # the path of a socket has at most 107 characters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("w-0")
        server.listen()
        yield ".", "w-0"


def test_a_display_is_not_asked_for_where_a_platform_is_chosen_or_always_has_one(displays, monkeypatch):
    displays()
    assert app.no_display() == "There is no display"
    displays(QT_QPA_PLATFORM="xcb", DISPLAY=":99")
    assert app.no_display() == ""
    displays()
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert app.no_display() == ""


def test_a_wayland_display_is_one_whose_socket_answers(displays, wayland):
    folder, name = wayland
    displays(WAYLAND_DISPLAY=name, XDG_RUNTIME_DIR=folder)
    assert app.no_display() == ""
    displays(WAYLAND_DISPLAY=name, XDG_RUNTIME_DIR=folder, DISPLAY=":99")
    assert app.no_display() == ""
    displays(WAYLAND_DISPLAY="w-1", XDG_RUNTIME_DIR=folder)
    assert app.no_display() == "The display w-1 cannot be reached"


def test_a_display_that_does_not_answer_leaves_the_experiment_to_the_terminal(small, tmp_path: Path, root: Path):
    save(small(), tmp_path / "mine.toml")
    environment = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    environment |= {"DISPLAY": ":99", "PYTHONPATH": str(root)}
    environment.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "simulator", "mine.toml"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "The display :99 cannot be reached, so the experiment runs here in the terminal."
    assert said[-1] == f"A picture of the window: {tmp_path / 'simulator-window.png'}"


def test_without_a_display_the_experiment_runs_in_the_terminal_and_leaves_a_picture(
    displays, small, tmp_path: Path, monkeypatch, capsys, qapp
):
    displays()
    monkeypatch.chdir(tmp_path)
    save(small(), tmp_path / "mine.toml")
    assert app.main(["mine.toml"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0] == "There is no display, so the experiment runs here in the terminal."
    assert any("completed after 6 meta-iterations" in line for line in lines)
    assert lines[-1] == f"A picture of the window: {tmp_path / 'simulator-window.png'}"
    image = QImage(str(tmp_path / "simulator-window.png"))
    assert (image.width(), image.height()) == (1440, 900)
    assert said.err == ""


def test_without_a_display_the_run_is_saved_in_the_database_that_was_named(
    displays, small, tmp_path: Path, monkeypatch, capsys, qapp
):
    displays()
    monkeypatch.chdir(tmp_path)
    save(small(), tmp_path / "mine.toml")
    assert app.main(["--database", "mine.sqlite", "mine.toml"]) == 0
    assert [each.state for each in Store(tmp_path / "mine.sqlite").runs()] == ["completed"]


def test_without_a_display_a_database_that_cannot_be_used_is_refused(displays, tmp_path: Path, capsys):
    displays()
    (tmp_path / "mine.sqlite").write_text("not a database " * 100)
    assert app.main(["--database", str(tmp_path / "mine.sqlite"), "linear-maml"]) == 2
    assert "mine.sqlite is not a database" in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_costs_nobody_the_result(
    displays, small, tmp_path: Path, monkeypatch, capsys, qapp
):
    displays()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "simulator-window.png").mkdir()
    assert app.without_display(small(), "There is no display") == 0
    said = capsys.readouterr()
    assert "completed after 6 meta-iterations" in said.out
    path = tmp_path / "simulator-window.png"
    assert said.err == f"No picture of the window could be made: The file {path} cannot be written.\n"


def test_a_missing_system_library_is_named_in_a_sentence(displays, monkeypatch, capsys):
    displays(DISPLAY=":0")
    monkeypatch.setattr(app, "_x11_answers", lambda display: True)

    def missing(path: str) -> None:
        assert path.endswith("libqxcb.so")
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert app.main([]) == 4
    assert capsys.readouterr().err == (
        "The window needs the system library libxcb-cursor.so.0, which is not installed; the README names the "
        "packages to install. Commands such as 'run' work without it.\n"
    )


def test_a_present_library_is_not_complained_about(displays):
    displays(QT_QPA_PLATFORM="offscreen")
    assert app.missing_library() == ""


def command(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["simulator", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_screenshot_has_the_size_and_the_theme_asked_for(monkeypatch, tmp_path: Path, capsys, qapp, name: str):
    out = tmp_path / "window.png"
    settings = ["--set", "schedule.evaluation_tasks=20", "--set", "schedule.evaluate_every=25"]
    arguments = ["linear-maml", "--iterations", "50", "--size", "1280x800", "--theme", name, "--out", str(out)]
    assert command(monkeypatch, "screenshot", *arguments, *settings) == 0
    assert capsys.readouterr().out == f"{out}\n"
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 800)
    colours = theme.DARK if name == "dark" else theme.LIGHT
    pixels = {image.pixelColor(x, y).name().upper() for x in range(0, 1280, 2) for y in range(0, 800, 2)}
    drawn = (colours.surface, colours.card, colours.accent, colours.series[1])
    assert set(drawn) <= pixels
    assert QColor(colours.surface).name().upper() == image.pixelColor(640, 3).name().upper()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--size", "wide", "--size is 'wide'; it must be WIDTHxHEIGHT, each from 320 to 7680, as in 1440x900."),
        ("--theme", "plaid", "--theme is 'plaid'; it must be light or dark."),
        ("--iterations", "abc", "--iterations is 'abc'; it must be a whole number from 0 to 100,000,000."),
        ("--iterations", "-1", "--iterations is -1; it must be a whole number from 0 to 100,000,000."),
        ("--iterations", "1.0", "--iterations is 1.0; write it without a point or exponent, as 1."),
    ],
)
def test_a_screenshot_with_a_wrong_option_is_refused(monkeypatch, capsys, option: str, value: str, said: str):
    assert command(monkeypatch, "screenshot", "linear-maml", option, value) == 2
    assert capsys.readouterr().err == said + "\n"


def test_a_screenshot_on_a_card_that_is_not_there_is_refused(monkeypatch, tmp_path: Path, capsys):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    out = tmp_path / "window.png"
    arguments = ["linear-maml", "--set", "schedule.device=cuda", "--out", str(out)]
    assert command(monkeypatch, "screenshot", *arguments) == 2
    assert capsys.readouterr().err.startswith("schedule.device is 'cuda', but no such graphics card can be used here")
    assert not out.exists()


def test_a_screenshot_of_a_diverged_run_says_so_and_is_written(monkeypatch, tmp_path: Path, capsys, qapp):
    out = tmp_path / "window.png"
    settings = ["--set", "strategy.inner_lr=10", "--set", "strategy.inner_steps=50"]
    assert command(monkeypatch, "screenshot", "linear-maml", *settings, "--out", str(out)) == 3
    said = capsys.readouterr()
    assert said.err.startswith("The inner learning rate 10 makes the loss overflow")
    assert said.out == f"{out}\n"
    assert out.exists()


def test_a_screenshot_of_a_failed_run_says_so_and_is_not_drawn(monkeypatch, tmp_path: Path, capsys):
    def broken(*_: object) -> None:
        raise RuntimeError("made to fail")

    monkeypatch.setattr("simulator.strategies.descent.maml.Maml.meta_step", broken)
    out = tmp_path / "window.png"
    assert command(monkeypatch, "screenshot", "linear-maml", "--out", str(out)) == 4
    assert "made to fail" in capsys.readouterr().err
    assert not out.exists()


def test_the_arguments_of_create_are_those_of_the_program(tmp_path: Path, qapp):
    with pytest.raises(InputError):
        app.create([str(tmp_path / "missing.toml")])
    same, window = app.create(["--example", "linear-maml"])
    assert same is qapp
    assert window.model.experiment == load_example("linear-maml")
    assert not window.isVisible()
    window.close()
    window.deleteLater()


def test_a_shared_file_is_read_once_the_window_is_there(small, tmp_path: Path, qapp):
    write(tmp_path / "mine.learnsim", small("linear-maml", {"seed": 5}))
    arguments = ["--database", str(tmp_path / "runs.sqlite"), str(tmp_path / "mine.learnsim")]
    _, window = app.create(arguments)
    assert window.model.experiment == load_example("sine-maml")
    window.show()
    until(lambda: window.model.experiment == small("linear-maml", {"seed": 5}))
    window.close()
    window.deleteLater()


def test_a_wrong_shared_file_is_told_in_the_window(tmp_path: Path, qapp):
    (tmp_path / "bad.learnsim").write_bytes(b"no zip")
    _, window = app.create(["--database", str(tmp_path / "runs.sqlite"), str(tmp_path / "bad.learnsim")])
    window.show()
    until(lambda: "bad.learnsim" in window.workspace.notice.text)
    window.close()
    window.deleteLater()


def test_a_shared_file_that_is_not_there_is_refused_before_there_is_a_window(tmp_path: Path, capsys):
    assert app.main([str(tmp_path / "missing.learnsim")]) == 2
    assert "missing.learnsim" in capsys.readouterr().err
