"""A window on a small experiment, and how its tests wait: for a state, generously, never for a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from simulator.engine import Event
from simulator.experiment import Experiment
from simulator.gui import worker
from simulator.gui.main_window import MainWindow
from tests.gui.patience import until

Found = TypeVar("Found", bound=QWidget)


class Desk:
    """A window as a person or a script sees it: things are found by the names that DESIGN.md promises."""

    def __init__(self, window: MainWindow, qtbot: Any) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def run(self) -> Any:
        """The current run."""
        return self.window.session.current

    @property
    def progress(self) -> Any:
        return self.run.progress

    @property
    def notice(self) -> str:
        return self.window.workspace.notice.text

    def find(self, name: str, kind: type[Found] = QWidget) -> Found:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def action(self, name: str) -> QAction:
        action = self.window.findChild(QAction, name)
        assert action is not None, name
        return action

    def trigger(self, name: str) -> None:
        self.action(name).trigger()

    def until(self, condition: Callable[[], object]) -> None:
        until(self.qtbot, condition)

    def finish(self) -> None:
        """Wait for the end of the run that goes on."""
        self.until(lambda: not self.window.session.running)

    def made(self, iterations: int) -> None:
        """Wait until the current run has made so many meta-iterations."""
        self.until(lambda: self.progress.iteration >= iterations)


@pytest.fixture
def open_window(qtbot: Any, small: Callable[..., Experiment]) -> Iterator[Callable[..., Desk]]:
    """Opens a window: ``open_window("sine-maml", {"task.shots": 5}, settings=...)``."""
    opened: list[MainWindow] = []

    def build(
        example: str = "linear-maml",
        values: dict[str, Any] | None = None,
        settings: QSettings | None = None,
        experiment: Experiment | None = None,
    ) -> Desk:
        theme = "" if settings else "light"
        window = MainWindow(experiment or small(example, values), settings, theme_choice=theme)
        opened.append(window)
        window.resize(1280, 800)
        window.show()
        until(qtbot, window.background.torch_ready.is_set)
        return Desk(window, qtbot)

    yield build
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def desk(open_window: Callable[..., Desk]) -> Desk:
    """A window on six meta-iterations of linear MAML."""
    return open_window()


@pytest.fixture
def endless(open_window: Callable[..., Desk]) -> Desk:
    """A window on a run that goes on until it is stopped."""
    return open_window("linear-maml", {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 200})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """The events that the window takes in, in their order."""
    events: list[Event] = []
    drain = worker.RunThread.drain

    def overheard(thread: worker.RunThread) -> list[Event]:
        new = drain(thread)
        events.extend(new)
        return new

    monkeypatch.setattr(worker.RunThread, "drain", overheard)
    return events
