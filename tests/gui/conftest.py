"""A window on a small experiment, and how its tests wait: for a state, generously, never for a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from simulator import engine
from simulator.engine import Event
from simulator.experiment import Experiment
from simulator.gui import loading, worker
from simulator.gui.main_window import MainWindow
from simulator.gui.tabs import offered
from tests.gui.patience import until

Found = TypeVar("Found", bound=QWidget)
loading.FIRST_PAINT = 0  # nobody looks at these hundreds of windows: none waits until it has been painted


class Desk:
    """A window as a person or a script sees it: things are found by the names that DESIGN.md promises."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

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
        if name in {page.name for page in offered()}:
            self.window.workspace.tabs.page(name)
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
        until(condition)

    def settle(self) -> None:
        """Wait until what was asked of the database's thread so far, such as opening a file, is done."""
        done: list[object] = []
        self.window.keeping.background.ask("settle", lambda: None, done.append)
        self.until(lambda: done)

    def finish(self) -> None:
        """Wait for the end of the run that goes on."""
        self.until(lambda: not self.window.session.running)

    def turn(self, name: str) -> Any:
        """Turn to the page of that name."""
        page = self.find(name)
        self.window.workspace.tabs.setCurrentWidget(page)
        return page

    def begin(self, name: str, experiment: Experiment) -> Any:
        """Run another experiment with the page of that name open."""
        page = self.turn(name)
        self.window.session.start(experiment)
        return page

    def by_hand(self, name: str) -> Any:
        """Run to the end, and show the view of that name, in which tasks are made by hand."""
        self.trigger("runAction")
        self.finish()
        task = self.window.workspace.task
        self.until(lambda: task.figure is not None)
        task.by_hand.setChecked(True)
        return self.find(name)

    def made(self, iterations: int) -> None:
        """Wait until the current run has made so many meta-iterations."""
        self.until(lambda: self.progress.iteration >= iterations)


@pytest.fixture(scope="module", autouse=True)
def _nothing_left_of_others(qapp: QApplication) -> None:
    """Delete what tests elsewhere left, such as the windows of pictures: a change of look takes seconds with them."""
    for left in QApplication.topLevelWidgets():
        if isinstance(left, MainWindow):
            left.deleteLater()
    _delete_menus()


def _delete_menus() -> None:
    """Delete what is to be deleted, and pyqtgraph's menus: they have no parent, and each new theme styles them all."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for left in QApplication.topLevelWidgets():
        if isinstance(left, QMenu) and left.parent() is None:
            left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> None:
    """Delete what earlier tests closed: every new window would style their hundreds of widgets too.

    The look is taken off with the last window, or all widgets of the next are styled anew wherever one is put.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not QApplication.topLevelWidgets():
        qapp.setStyleSheet("")


Opening = Callable[..., Desk]


@contextmanager
def windows(small: Callable[..., Experiment]) -> Iterator[Opening]:
    """Gives what opens windows, and closes them all in the end."""
    opened: list[MainWindow] = []

    def build(
        example: str = "linear-maml",
        values: dict[str, Any] | None = None,
        settings: QSettings | None = None,
        database: Path | None = None,
    ) -> Desk:
        window = MainWindow(small(example, values), settings, "" if settings else "light", database)
        opened.append(window)
        window.resize(1280, 800)
        window.show()
        until(window.background.torch_ready.is_set)
        return Desk(window)

    yield build
    for window in opened:
        window.safe.leaving.at_once()
        window.deleteLater()
    _delete_menus()


@pytest.fixture
def open_window(qapp: QApplication, small: Callable[..., Experiment]) -> Iterator[Opening]:
    """Opens a window: ``open_window("sine-maml", {"task.shots": 5}, settings=...)``."""
    with windows(small) as opening:
        yield opening


@pytest.fixture(scope="module")
def open_shared(qapp: QApplication, small: Callable[..., Experiment]) -> Iterator[Opening]:
    """Opens a window for all tests of a module, which leave it as it was."""
    with windows(small) as opening:
        yield opening


@pytest.fixture
def desk(open_window: Opening) -> Desk:
    """A window on six meta-iterations of linear MAML."""
    return open_window()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a window may keep its runs; the file does not exist yet."""
    return tmp_path / "runs.sqlite"


@pytest.fixture
def kept(open_window: Opening, database: Path) -> Desk:
    """A window on six meta-iterations of linear MAML, with a database that is open."""
    desk = open_window(database=database)
    desk.until(lambda: desk.window.keeping.store)
    return desk


@pytest.fixture
def endless(open_window: Opening) -> Desk:
    """A window on a run that goes on until it is stopped."""
    return open_window("linear-maml", {"schedule.iterations": 1_000_000, "schedule.evaluate_every": 200})


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs have no process of their own, which would know nothing of what a test made up or took apart."""
    monkeypatch.setattr(worker, "run", engine.run)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """The events that the window takes in, in their order."""
    events: list[Event] = []
    drain = worker.RunThread.drain

    def overheard(thread: worker.RunThread) -> list[Event]:
        new = list(drain(thread))
        events.extend(new)
        return new

    monkeypatch.setattr(worker.RunThread, "drain", overheard)
    return events
