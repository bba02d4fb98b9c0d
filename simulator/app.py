"""The desktop program: finds out what to open and whether there is a display, and puts the window together.

What limits the start are imports, on one core (`python -X importtime` and ``tests.benchmarks.start`` tell). Of 0.66 s
of processor time Qt, numpy and pyqtgraph take half, and nothing is shown without them; pydantic 0.05 s, and 0.1 s some
250 files of this program, of which only those are read that the first picture needs; 0.1 s the widgets and their style,
and 0.05 s their layout and first painting. Torch is loaded meanwhile by the process that runs are copied from. On two
cores that slows the window by another tenth of a second, and the first point of a run comes half a second sooner.
"""

from __future__ import annotations

import ctypes
import importlib
import logging
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from simulator.declaration import InputError, sentence
from simulator.experiment import Experiment, load_example
from simulator.processes import begin_ahead, building
from simulator.resources import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from simulator.analysis.page.blocks import Page
    from simulator.cli.windows import View
    from simulator.gui.main_window import MainWindow

DEFAULT_EXAMPLE = "sine-maml"
INTERRUPT_TICK = 250  # ms
CLOSING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
WRONG, FAILED = 2, 4


def main(arguments: list[str]) -> int:
    """Open the window on a file or an example; without a display run it in the terminal. Returns the exit status."""
    obstacle = no_display()
    try:
        database, rest = kept_in(arguments)
        experiment = chosen(rest) if obstacle else shown_first(rest)
        if obstacle:
            return without_display(experiment, obstacle, database)
    except InputError as error:
        print(error, file=sys.stderr)
        return WRONG
    with building():
        missing = missing_library()
        if missing:
            print(missing, file=sys.stderr)
            return FAILED
        app, window = create(arguments, experiment)
    window.safe.unexpected.watch()  # an exception in a slot ends neither the window nor a run
    close_on_interrupt(window)
    window.show()
    status = app.exec()
    if window.stuck:
        end_at_once(status)
    return status


def end_at_once(status: int) -> NoReturn:
    """End without taking the interpreter down: around a thread that is still at work that would end in a crash."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the terminal may be gone
            stream.flush()
    os._exit(status)


def close_on_interrupt(window: MainWindow) -> None:
    """Let Ctrl-C in the terminal, its end, a logout or a shutdown close the window as a click does, but for questions.

    A slow tick lets Python notice the signal.
    """
    from PySide6.QtCore import QTimer

    for name in CLOSING:
        if hasattr(signal, name):  # not every system has all of them
            signal.signal(getattr(signal, name), lambda *_: window.safe.leaving.at_once())
    tick = QTimer(window)
    tick.timeout.connect(lambda: None)
    tick.start(INTERRUPT_TICK)


def create(arguments: list[str], experiment: Experiment | None = None) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown, without entering the event loop. Raises `InputError`."""
    database, rest = kept_in(arguments)
    with building():
        begin_ahead()  # a run finds torch loaded, by another core while this one puts the window together
        from simulator.gui.memory import be_thrifty
        from simulator.store.place import usual_database

        be_thrifty()
        app, window = _put_together(experiment or shown_first(rest), database or usual_database())
    file = Path(rest[0]) if len(rest) == 1 else None
    if file is not None and file.is_file():  # not an example
        if is_shared(rest):
            window.files.open_file(file)  # read in the background, and its runs belong in the list
        else:
            window.model.save_as(file)  # where saving writes it
    return app, window


def _put_together(experiment: Experiment, database: Path) -> tuple[QApplication, MainWindow]:
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from simulator.gui import language
    from simulator.gui.main_window import MainWindow

    app = QApplication.instance() or QApplication(["simulator"])
    assert isinstance(app, QApplication)
    app.setApplicationName("learning-strategy-simulator")
    app.setOrganizationName("learning-strategy-simulator")
    app.setDesktopFileName("learning-strategy-simulator")
    app.setWindowIcon(QIcon(str(resources() / "icons" / "simulator.svg")))
    settings = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, app.organizationName(), app.applicationName()
    )
    language.install(app, str(settings.value("language", language.SYSTEM)))
    return app, MainWindow(experiment, settings, database=database)


def kept_in(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """Where runs are kept: the file after ``--database``, None for the usual one; and the other arguments."""
    if "--database" not in arguments:
        return None, arguments
    place = arguments.index("--database")
    if place + 1 == len(arguments):
        raise InputError(sentence("--database names no file; write --database FILE."))
    return Path(arguments[place + 1]), arguments[:place] + arguments[place + 2 :]


def is_shared(arguments: list[str]) -> bool:
    """Whether the arguments are the name of a shared file."""
    from simulator.store.opening import SHARED

    return len(arguments) == 1 and arguments[0].lower().endswith(SHARED) and Path(arguments[0]).is_file()


def shown_first(arguments: list[str]) -> Experiment:
    """What the window shows at first: the chosen experiment; the default until a shared file, with its runs, is read.

    Raises `InputError`.
    """
    return load_example(DEFAULT_EXAMPLE) if is_shared(arguments) else chosen(arguments)


def chosen(arguments: list[str]) -> Experiment:
    """The experiment that the arguments name: ``FILE|EXAMPLE``, ``--example NAME``, or neither for the default."""
    if not arguments:
        return load_example(DEFAULT_EXAMPLE)
    if arguments[0] == "--example" and len(arguments) == 2:
        return load_example(arguments[1])
    if arguments[0].startswith("--example=") and len(arguments) == 1:
        return load_example(arguments[0].partition("=")[2])
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        from simulator.store.opening import open_noted

        experiment, notes = open_noted(arguments[0])
        for note in notes:
            print(note, file=sys.stderr)
        return experiment
    raise InputError(
        sentence(
            "{given} is not understood; give one FILE, or --example NAME, or see --help.", given=" ".join(arguments)
        )
    )


def no_display() -> str:
    """Why no window can be shown: the beginning of a sentence, or nothing where one can.

    Qt ends the program when no display server answers, so each one named is asked before Qt is.
    """
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        return "There is no display"
    if (wayland and _wayland_answers(wayland)) or (x11 and _x11_answers(x11)):
        return ""
    return f"The display {' or '.join(filter(None, (wayland, x11)))} cannot be reached"


def _wayland_answers(display: str) -> bool:
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), display)  # a display may be a whole path
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(path)
    except OSError:
        return False
    return True


def _x11_answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # not known; that the library is missing is said later
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def missing_library() -> str:
    """A sentence naming the system library that Qt lacks to show a window here, or nothing."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        importlib.import_module("simulator.gui")  # before Qt, which changes how Python imports: see there
        import PySide6.QtGui

        wanted = os.environ.get("QT_QPA_PLATFORM") or ("xcb" if os.environ.get("DISPLAY") else "wayland")
        folder = Path(PySide6.QtGui.__file__).parent / "Qt" / "plugins" / "platforms"
        plugin = folder / f"libq{wanted.partition(':')[0].partition(';')[0]}.so"
        if plugin.exists():
            ctypes.CDLL(str(plugin))
    except (ImportError, OSError) as error:
        name = str(error).partition(":")[0]
        return (
            f"The window needs the system library {name}, which is not installed; "
            "the README names the packages to install. Commands such as 'run' work without it."
        )
    return ""


def take_picture(view: View, out: Path) -> None:
    """Write a picture of the window as it shows a run. Raises `InputError` if it cannot be written."""
    from simulator.gui.screenshot import draw

    draw(view.runs, out, view.size, view.theme, view.page, swept=view.swept, alone=view.alone)


def print_report(page: Page) -> bytes:
    """A report as a PDF document."""
    from simulator.gui.report_export import pdf

    return pdf(page)


def watch_run(experiment: Experiment, seconds: float) -> float:
    """The meta-iterations a second of a run in the open window."""
    from simulator.gui.watching import watched

    return watched(experiment, seconds)


def without_display(experiment: Experiment, obstacle: str, database: Path | None = None) -> int:
    """Do the main job in the terminal: say why, run, save, report, and leave a picture of the window.

    Raises `StoreError` where the database that was named cannot be used.
    """
    from simulator.cli.output import EXIT, UNWRITTEN
    from simulator.cli.running import execute
    from simulator.cli.saving import saving

    into = saving(experiment, database)
    print(f"{obstacle}, so the experiment runs here in the terminal.")
    print(
        "That may take minutes. Its progress goes to standard error; Ctrl-C stops it and keeps what was done.",
        flush=True,
    )
    progress = execute(experiment, into)
    try:
        out = Path.cwd() / "simulator-window.png"
        from simulator.gui.screenshot import draw

        draw([(experiment, progress)], out)
        print(f"A picture of the window: {out}")
    except (ImportError, InputError, OSError) as error:
        logging.getLogger(__name__).debug("No picture", exc_info=True)
        print(f"No picture of the window could be made: {error}", file=sys.stderr)
    return UNWRITTEN if into.unwritten else EXIT[progress.state]
