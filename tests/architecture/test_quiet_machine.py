"""No network and no listening socket, from the first import to the end; and nothing of the program outlives it.

The program runs in a process of its own: an audit hook sees whatever Python does, and the system's tables of sockets
see the rest, as Qt is no Python.
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

GONE_WITHIN = 5.0  # seconds after its end in which processes of the program may still be ending

WATCH = """
import json, os, sys
from pathlib import Path

OUTSIDE = (2, 10)  # the families of internet addresses
told = []

def hook(event, given):
    if event == "socket.__new__" and given[1] in OUTSIDE:
        told.append(event)
    elif event in ("socket.connect", "socket.bind", "socket.sendto") and isinstance(given[1], tuple):
        told.append(event)
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"):
        told.append(event)
    elif event in ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system"):
        told.append(event)

sys.addaudithook(hook)

def internet_sockets():
    "What of this process the system's tables of internet sockets hold."
    own = {target[8:-1] for target in map(target_of, Path("/proc/self/fd").iterdir()) if ":" in target}
    rows = [row.split() for kind in ("tcp", "tcp6", "udp", "udp6") for row in table(kind)[1:]]
    return [row[1] for row in rows if row[9] in own]

def target_of(handle):
    try:
        return os.readlink(handle)
    except OSError:  # it was closed meanwhile
        return ""

def table(kind):
    try:
        return Path("/proc/self/net", kind).read_text().splitlines()
    except OSError:
        return []

def look():
    told.extend(internet_sockets())

def tell():
    look()
    Path(sys.argv.pop(1)).write_text(json.dumps(told))
"""

HEADLESS = """
from simulator.__main__ import main
report = sys.argv[1]
sys.argv = ["simulator", "run", "linear-maml", "--quiet"]
for value in ("iterations=30", "evaluate_every=10", "test_tasks=8", "evaluation_tasks=8"):
    sys.argv += ["--set", f"schedule.{value}"]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
sys.argv = ["", report]
tell()
"""

WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from simulator import app
from simulator.store.place import usual_database

watch_interrupts = app.close_on_interrupt

def begin(window):
    watch_interrupts(window)
    window.keeping.path = window.keeping.path or usual_database()  # runs are kept, as a person's are
    timer = QTimer(window)

    def close_once_it_runs():
        look()
        run = window.session.current
        if window.background.torch_ready.is_set() and run is None:
            window.findChild(QAction, "runAction").trigger()
        elif run is not None and run.progress.iteration > 50:
            timer.stop()
            window.close()

    timer.timeout.connect(close_once_it_runs)
    timer.start(20)

app.close_on_interrupt = begin  # the last thing that the program does with its window before it shows it
status = app.main(["--example", "linear-maml"])
tell()
sys.exit(status)
"""


@dataclass(frozen=True)
class Ended:
    """How a process ended: its status and errors, what it did that it may not, and which processes it left behind."""

    status: int
    errors: str
    told: list[str]
    left: list[int]


def watched(program: str, folder: Path) -> Ended:
    """Run a program in a session of its own until it ends by itself."""
    folders = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    process = subprocess.Popen(
        [sys.executable, "-c", WATCH + program, str(folder / "told.json")],
        env=os.environ | folders,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _, errors = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    until = time.monotonic() + GONE_WITHIN
    while (left := in_session(process.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    for each in left:
        os.kill(each, signal.SIGKILL)
    report = folder / "told.json"
    return Ended(process.returncode, errors, json.loads(report.read_text()) if report.exists() else ["no report"], left)


def in_session(session: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended meanwhile
            continue
        if int(of) == session and state != "Z":
            found.append(int(folder.name))
    return found


pytestmark = pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="looks into Linux's tables")


@pytest.mark.parametrize("program", [HEADLESS, WINDOW], ids=["headless", "window"])
def test_the_program_uses_no_network_and_ends_by_itself_with_all_that_is_its(program: str, tmp_path: Path):
    ended = watched(program, tmp_path)
    assert (ended.status, ended.told, ended.left) == (0, [], []), ended.errors
    assert [log.read_text() for log in tmp_path.rglob("*.log")] == []  # nothing went wrong on the way


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("import socket; socket.socket().connect_ex(('127.0.0.1', 9)); tell()", "socket.connect"),
        ("import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); tell()", "0100007F"),
        ("import socket; socket.getaddrinfo('localhost', 80); tell()", "socket.getaddrinfo"),
        ("import subprocess; subprocess.run(['true']); tell()", "subprocess.Popen"),
    ],
)
def test_what_a_program_does_with_a_network_or_others_is_seen(planted: str, seen: str, tmp_path: Path):
    assert [each for each in watched(planted, tmp_path).told if each.startswith(seen)]


def test_a_process_that_is_left_behind_is_seen(tmp_path: Path):
    # its streams are closed, so that nobody waits for it
    planted = "import subprocess as s; s.Popen(['sleep', '60'], stderr=s.DEVNULL, stdout=s.DEVNULL); tell()"
    assert len(watched(planted, tmp_path).left) == 1


def test_a_question_to_the_display_is_no_network(tmp_path: Path):
    planted = "import socket\ntry:\n    socket.socket(socket.AF_UNIX).connect('nowhere')\nexcept OSError:\n    tell()"
    assert watched(planted, tmp_path).told == []
