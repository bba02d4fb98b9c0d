"""How often a page works: one piece at a time, with a rest after each only while a run that is followed trains."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from simulator.gui.pages.pace import Pace


class Asked(QWidget):
    """A page whose background does nothing until it is told to."""

    def __init__(self, *, running: bool, paused: bool = False, following: bool = True) -> None:
        super().__init__()
        self.waiting, self.came, self.again = [], [], 0
        self.around = SimpleNamespace(
            session=SimpleNamespace(running=running, paused=paused),
            moment=SimpleNamespace(following=following),
            background=SimpleNamespace(ask=lambda topic, work, then, failed: self.waiting.append((work, then, failed))),
        )
        self.pace = Pace("topic", self, self.refresh)

    def refresh(self) -> None:
        self.again += 1

    def ask(self, what: str, *, now: bool = False) -> None:
        self.pace.ask(lambda: what, self.came.append, now=now)

    def work(self, seconds: float = 0.0) -> None:
        """Do the oldest piece of work, as if it had taken so long."""
        work, then, _ = self.waiting.pop(0)
        then((work()[0], seconds))


@pytest.mark.parametrize(
    ("state", "rests"),
    [
        ({"running": True}, True),
        ({"running": True, "paused": True}, False),
        ({"running": True, "following": False}, False),
        ({"running": False}, False),
    ],
)
def test_it_rests_only_where_it_would_hold_training_up_and_nobody_chose_the_moment(qapp, state, rests):
    page = Asked(**state)
    page.ask("one")
    page.ask("two")
    page.work(seconds=10.0)
    assert page.came == ["one"]
    assert page.again == (0 if rests else 1)
    page.ask("three")
    assert len(page.waiting) == (0 if rests else 1)


def test_work_that_a_person_asks_for_does_not_wait_and_what_was_in_hand_does_not_arrive(qapp):
    page = Asked(running=True)
    page.ask("one")
    page.ask("two", now=True)
    page.work()
    page.work()
    assert page.came == ["two"]


def test_after_work_that_failed_what_was_refused_is_asked_for_again(qapp):
    page = Asked(running=False)
    page.ask("one")
    page.ask("two")
    page.waiting.pop()[2](RuntimeError())
    assert page.again == 1


def test_where_all_is_dropped_the_next_work_begins_at_once(qapp):
    page = Asked(running=True)
    page.ask("one")
    page.work(seconds=10.0)
    page.pace.drop()
    page.ask("two")
    page.work()
    assert page.came == ["one", "two"]
