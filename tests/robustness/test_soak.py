"""A random person uses the window for a few seconds: nothing is raised, and no thread or handle stays. The full size
is `python -m tests.robustness.soak`."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QTimer, qWarning

from tests.robustness.soak import growth, risen, soak
from tests.robustness.watch import Held, Troubles, measure, qt_objects

SECONDS = 8


def held(at, memory=100.0, threads=5):
    return Held(at, memory, 0.0, threads, handles=10, widgets=1, windows=1, objects=1)


@pytest.fixture(scope="module")
def soaked(qapp):
    return soak(SECONDS, seed=1, haste=8.0)


def test_a_random_person_meets_no_exception(soaked):
    assert soaked.deeds > 0
    assert [(each.where, each.text, each.deeds) for each in soaked.troubles.found] == []


def test_threads_and_handles_do_not_pile_up_with_use(soaked):
    _, first, *_, last = soaked.rests  # before the first deed nothing has been stored: the database is not open
    assert last.threads <= first.threads + 2  # the few that are made when they are first needed
    assert last.handles <= first.handles + 4


def test_an_exception_in_a_slot_is_collected_with_what_was_done_last(qtbot):
    with Troubles(lambda: ["one", "two"]) as troubles:
        QTimer.singleShot(0, lambda: 1 / 0)
        qtbot.waitUntil(lambda: bool(troubles.found))
    assert troubles.found[0].where == "exception"
    assert "ZeroDivisionError" in troubles.found[0].text
    assert troubles.found[0].deeds == ("one", "two")


def test_an_exception_in_a_thread_is_collected():
    with Troubles(list) as troubles:
        thread = threading.Thread(target=lambda: 1 / 0, name="made up")
        thread.start()
        thread.join()
    assert [each.where for each in troubles.found] == ["thread made up"]


def test_an_error_in_a_destructor_is_collected():
    class Bad:
        def __del__(self):
            raise ValueError("made up")

    with Troubles(list) as troubles:
        Bad()
    assert "made up" in troubles.found[0].text


def test_a_word_from_qt_is_collected_but_for_what_the_virtual_screen_says(qapp):
    with Troubles(list) as troubles:
        qWarning("This plugin does not support propagateSizeHints()")
        qWarning("QPainter::begin: Paint device returned engine == 0")
    assert [each.text for each in troubles.found] == ["QPainter::begin: Paint device returned engine == 0"]


def test_an_error_that_the_program_logs_is_collected_but_for_a_run_that_was_refused_in_words():
    log = logging.getLogger("simulator.made_up")
    with Troubles(list) as troubles:
        log.error("The run failed.\n%s", "Traceback\nsimulator.declaration.input_error.InputError: too few classes")
        log.error("The run failed.\n%s", "Traceback\nZeroDivisionError: division by zero")
        log.warning("Nothing much.")
    assert troubles.refused == 1
    assert [each.text.splitlines()[-1] for each in troubles.found] == ["ZeroDivisionError: division by zero"]


def test_what_listened_before_listens_again_afterwards():
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with Troubles(list):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_growth_is_the_rise_of_the_line_through_all_rests():
    rests = [held(at, memory=100 + at / 10) for at in (100, 200, 300)]
    assert growth(rests, lambda each: each.memory) == (pytest.approx(20), pytest.approx(20))


def test_one_thread_more_in_the_second_half_is_a_rise():
    assert risen([held(1), held(2), held(3), held(4, threads=6)], lambda each: each.threads) == 1
    assert risen([held(1), held(2, threads=6), held(3), held(4, threads=6)], lambda each: each.threads) == 0


def test_a_file_that_is_open_counts_as_a_handle(tmp_path, qapp):
    before = measure(0).handles
    with (tmp_path / "open").open("w"):
        assert measure(0).handles == before + 1


def test_counting_what_is_held_breaks_no_tuple_that_a_thread_is_making(qapp):
    failed, going = [], True

    def make_tuples():
        while going:
            try:
                tuple([each] for each in range(3000))
            except SystemError as error:
                failed.append(error)

    maker = threading.Thread(target=make_tuples)
    maker.start()
    try:
        for _ in range(10):
            qt_objects()
    finally:
        going = False
        maker.join()
    assert not failed
