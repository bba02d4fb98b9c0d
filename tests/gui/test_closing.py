"""Closing the window at any moment ends the program quietly."""

import random
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QThread

from simulator.gui.main_window import MainWindow
from tests.benchmarks.closing import close
from tests.gui.patience import until

TIMES = 8
EXAMPLES = ("sine-maml", "linear-maml")  # digits take a second more to load


@pytest.mark.long  # the usual tests have the slice of tests/robustness/test_leaving.py
def test_closing_at_random_moments_of_a_run_is_quiet():
    with ThreadPoolExecutor(2) as pool:
        closed = list(pool.map(lambda seed: close(random.Random(seed), 1500, EXAMPLES), range(TIMES)))
    assert [each for each in closed if not each.clean] == []


def test_closing_while_running_ends_the_run_and_every_thread(endless):
    endless.trigger("runAction")
    endless.made(3)
    window = endless.window
    window.close()
    assert not window.session.running
    assert window.session.current.progress.state == "stopped"
    assert "background" not in [thread.name for thread in threading.enumerate()]
    assert window.findChildren(QThread) == []


def test_closing_while_paused_does_not_wait_for_ever(endless):
    endless.trigger("stepAction")
    endless.made(1)
    endless.window.close()
    assert endless.progress.state == "stopped"


def test_a_run_that_has_hardly_begun_ends_with_the_window(qapp, small):
    window = MainWindow(small(values={"schedule.iterations": 1_000_000}), theme_choice="light")
    window.commands.run.trigger()  # never shown: nothing was loaded ahead
    assert window.session.running
    window.close()
    assert window.session.current.progress.state == "stopped"


def test_closing_twice_is_closing_once(desk):
    desk.window.close()
    desk.window.close()
    until(lambda: not desk.window.isVisible())


def test_a_program_that_ends_without_closing_its_window_does_not_hang(root):
    script = """
import sys
from simulator.app import create
app, window = create([])
window.show()
window.background.ready.connect(lambda: app.exit(3))
sys.exit(app.exec())
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, timeout=60)
    assert done.returncode == 3
