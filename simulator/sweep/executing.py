"""Running a sweep: cells are handed to an executor, a few at a time, and what becomes of them is told.

The executor is whatever `workers` makes, of the standard library's interface. What a cell's process cost when it died
is the cell that it was running, which is run again; one that costs a second process is said to have failed.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import nullcontext, suppress
from typing import Protocol, runtime_checkable

from simulator.declaration import InputError, sentence
from simulator.experiment import to_document
from simulator.store.sweeps import Outcome
from simulator.sweep.control import Order, SweepControl
from simulator.sweep.events import CellAgain, CellEnded, CellStarted, CellStopped, SweepEnded, SweepEvent
from simulator.sweep.kept import Kept
from simulator.sweep.sweep import Cell, Sweep
from simulator.sweep.worker import Place, Task, perform

TICK = 0.1  # seconds between two looks at what was asked for, while nothing ends
ATTEMPTS = 2  # processes that a cell may cost
DIED = sentence(
    "The process of this run ended unexpectedly, twice. Perhaps it needs more memory than there is; try a smaller "
    "meta-batch, a smaller network, or fewer jobs."
)


@runtime_checkable
class Steerable(Protocol):
    """An executor whose runs can be told to hold, to stop or to end."""

    def steer(self, order: Order) -> None:
        """Do so from now on."""


def execute(
    sweep: Sweep,
    workers: Callable[[], Executor],
    jobs: int,
    control: SweepControl | None = None,
    kept: Kept | None = None,
) -> Iterator[SweepEvent]:
    """Run the cells that are not finished, `jobs` at a time; the last event is always `SweepEnded`.

    With `kept`, each run is recorded in that database by the worker that makes it, and finished cells are told first.
    The executor is shut down in the end; closing the generator early ends its processes at once. Raises `InputError`
    where another program runs the same sweep.
    """
    with nullcontext() if kept is None else kept.claimed():
        yield from _executed(sweep, workers, jobs, control or SweepControl(), kept)


def _executed(
    sweep: Sweep, workers: Callable[[], Executor], jobs: int, control: SweepControl, kept: Kept | None
) -> Iterator[SweepEvent]:
    earlier = {} if kept is None else kept.earlier
    for position, done in sorted(earlier.items()):
        yield CellEnded(position, done, earlier=True)
    crew = _Crew(workers, kept)
    left = deque(cell for cell in sweep.cells if cell.position not in earlier)
    whole = False
    try:
        while True:
            order = control.order
            crew.steer(order)
            while order == "go" and left and len(crew.flying) < jobs:
                yield CellStarted(crew.hand(left.popleft()))
            if not crew.flying and (not left or control.stopped):
                break
            if order == "end" or (control.stopped and not crew.steerable):
                break
            for cell, outcome in crew.landed(control):
                if outcome is None:
                    left.appendleft(cell)
                    yield CellAgain(cell.position)
                elif outcome.state == "stopped":
                    left.append(cell)
                    yield CellStopped(cell.position)
                else:
                    yield CellEnded(cell.position, outcome)
        for cell in crew.flying.values():
            yield CellStopped(cell.position)
        yield SweepEnded("stopped" if left or crew.flying else "completed")
        whole = not crew.flying
    finally:
        crew.leave(whole)


class _Crew:
    """The executor, and the cells that are in it."""

    def __init__(self, workers: Callable[[], Executor], kept: Kept | None) -> None:
        self._workers, self._kept = workers, kept
        self._executor: Executor | None = None
        self._attempts: Counter[int] = Counter()
        self.flying: dict[Future[Outcome], Cell] = {}

    @property
    def steerable(self) -> bool:
        """Whether the runs in it can be stopped."""
        return isinstance(self._executor, Steerable)

    def steer(self, order: Order) -> None:
        if isinstance(self._executor, Steerable):
            self._executor.steer(order)

    def hand(self, cell: Cell) -> int:
        """Hand a cell over; its position. Where the executor as a whole is broken, another is made."""
        kept, self._executor = self._kept, self._executor or self._workers()
        place = None if kept is None else Place(kept.database, kept.number, cell.position)
        task = Task(to_document(cell.experiment), place)
        try:
            future = self._executor.submit(perform, task)
        except BrokenExecutor:
            self._executor.shutdown(wait=False)
            self._executor = self._workers()
            future = self._executor.submit(perform, task)
        self.flying[future] = cell
        return cell.position

    def landed(self, control: SweepControl) -> Iterator[tuple[Cell, Outcome | None]]:
        """What ended within a moment; without an outcome where a process died and the cell is to be run again."""
        if not self.flying:
            control.wait(TICK)
            return
        done, _ = wait(self.flying, TICK, FIRST_COMPLETED)
        for future in done:
            cell = self.flying.pop(future)
            yield cell, self._outcome(cell, future)

    def leave(self, whole: bool) -> None:
        """End the processes; at once where something is still in them."""
        if self._executor is None:
            return
        if not whole:
            self.steer("end")
        self._executor.shutdown(wait=whole, cancel_futures=True)

    def _outcome(self, cell: Cell, future: Future[Outcome]) -> Outcome | None:
        try:
            return future.result()
        except (BrokenExecutor, CancelledError):
            self._attempts[cell.position] += 1
            if self._attempts[cell.position] < ATTEMPTS:
                return None
            message = DIED
        except Exception as error:
            known = error.message if isinstance(error, InputError) else None
            message = known or sentence("The run failed on an unexpected error: {error}", error=error)
        if self._kept is not None:
            with suppress(InputError):  # it is told all the same, and tried again when the sweep goes on
                self._kept.fail(cell.position, message)
        return Outcome("failed", message)
