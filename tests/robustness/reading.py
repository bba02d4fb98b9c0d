"""Reading files that may be anything, under watch: what came of it, how long it took, and what it did on the way.

A case is accepted, where what is read is a valid experiment (and its runs can be kept, told again, and put into all
words and figures that the program makes of a run), or refused with exactly one `InputError` of one line; anything else
is a crash. Seconds are the processor's, for others use the machine too, unless the case took ten times as long as it
may by the clock. Memory is the growth of the process's resident peak over the case: the kernel's mark is reset before
each (``/proc/self/clear_refs``); where that cannot be done, it is the growth of the highest mark so far. Hand-made
files are read once more to count what Python allocates (`tracemalloc`).
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import resource
import sqlite3
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, get_args

from simulator.analysis import inner_loop, outer_loop
from simulator.analysis.reading import reading
from simulator.analysis.report import lines
from simulator.analysis.result import result
from simulator.analysis.sentences import findings, findings_elsewhere
from simulator.declaration import InputError, sentence
from simulator.engine import Progress
from simulator.engine.checkpoint import from_bytes, to_bytes
from simulator.experiment import Experiment, from_text, load, parse, to_document, to_text
from simulator.experiment.documents import build
from simulator.store import runs
from simulator.store.schema import MIGRATIONS
from simulator.store.shared.file import read

LONGEST = 500  # characters of a sentence
SECONDS, BYTES = 1.0, 200 * 2**20  # that a case may take
LONGEST_WAIT = 10 * SECONDS
LAST_SECOND = 32_536_799_999  # since 1970, that Windows can put into words
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000  # flags of `open`
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.putenv",
    "shutil.",
    "pickle.",
    "ctypes.dlopen",
    "urllib.",
    "webbrowser.",
    "tempfile.",
)


@dataclass(frozen=True)
class Outcome:
    """What came of a case; `said` is the sentence of a refusal, or what went wrong."""

    verdict: str  # accepted, refused or crashed
    said: str
    seconds: float
    memory: int  # bytes


class Watch:
    """What is done while it is armed that reading must not do."""

    def __init__(self) -> None:
        self.offences: list[str] = []
        self._armed = False
        sys.addaudithook(self._heard)  # for good: a hook cannot be taken away

    @contextmanager
    def armed(self) -> Iterator[None]:
        """Listen meanwhile."""
        self._armed = True
        try:
            yield
        finally:
            self._armed = False

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._armed:
            return
        if event == "open":
            path, mode, flags = arguments
            if set(mode or "") & set("wax+") or (flags or 0) & _WRITING:
                self.offences.append(f"open {path!r} {mode} {flags}")
        elif event == "exec":
            name = getattr(arguments[0], "co_filename", "?")
            if name.startswith("<") and not name.startswith("<frozen"):  # the code of modules has a file
                self.offences.append(f"exec of {name}")
        elif event.startswith(_FORBIDDEN):
            self.offences.append(f"{event} {arguments!r}"[:200])


def read_experiment(path: Path) -> Callable[[], None]:
    """Read an experiment file, and the data it names; returns what checks what came of it."""
    experiment = load(path)
    str(experiment.task.report)
    return lambda: _valid(experiment)


def read_checkpoint(path: Path) -> Callable[[], None]:
    """Read a checkpoint; returns what checks what came of it."""
    found = from_bytes(path.read_bytes())

    def check() -> None:
        _valid(found.experiment)
        again = from_bytes(to_bytes(found))
        assert (again.iteration, list(again.state.theta)) == (found.iteration, list(found.state.theta))

    return check


def read_shared(path: Path) -> Callable[[], None]:
    """Read a shared file; returns what checks that a database takes its runs, tells them again, and shows them."""
    shared = read(path)

    def check() -> None:
        assert build(to_document(shared.experiment)) == shared.experiment
        if not shared.notes:  # else whether the parts go together may depend on what is not here
            _valid(shared.experiment)
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript("".join(MIGRATIONS))
            for run in shared.runs:
                number, progress = run.insert(database), Progress()
                for event in runs.history(database, number):
                    progress.add(event)
                found = runs.summary(database, number)
                assert found.state in runs.STATES
                time.gmtime(found.created)
                assert found.created < LAST_SECOND
                shown(progress, run.experiment)
                with suppress(InputError):  # data that is not here
                    runs.checkpoint(database, number)

    return check


def shown(progress: Progress, experiment: Experiment) -> None:
    """Put a run into all the words and figures that views, terminal and files show of it."""
    assert "\0" not in "".join(lines(progress, experiment, 1))
    json.dumps(result(progress, 1), allow_nan=False)
    family = experiment.elsewhere and sentence(experiment.elsewhere.title)
    for measure in get_args(outer_loop.Measure):
        _shown_inside(progress, measure)
        for axis, step in product(get_args(outer_loop.Axis), (0, experiment.strategy.usual_steps)):
            curves = outer_loop.training(progress, axis, measure)
            parts = [
                outer_loop.validation(progress, axis, step, measure),
                outer_loop.elsewhere(progress, axis, step, measure, family),
            ]
            judged = [part for part in parts if part is not None]
            named = [line for part in judged for line in part.lines]
            assert all(str(line.name) for line in named)
            drawn = [
                outer_loop.calmed(curves.smooth, [part.curve for part in judged]),
                *(part.curve for part in judged),
            ]
            for logarithmic in (False, True):
                bands = [edge for part in judged for edge in part.edges]
                low, high = outer_loop.y_range(drawn, named, logarithmic, measure, bands)
                assert low < high
            assert outer_loop.x_end(progress, axis, experiment.schedule.iterations) > 0
            assert all(str(said) and math.isfinite(x) for x, said in outer_loop.marks(progress, axis))
            for at in (0.0, 1.0, 1e9):
                reading(progress, axis, at, step, measure)
    for evaluated in progress.evaluations:
        step = min(experiment.strategy.usual_steps, experiment.schedule.evaluation_steps)
        assert all(map(str, findings(evaluated.scores, progress.references, step, progress.training_loss)))
        if evaluated.elsewhere is not None and experiment.elsewhere is not None:
            known = progress.elsewhere_references
            assert all(map(str, findings_elsewhere(evaluated.elsewhere, known, step, experiment.elsewhere)))


def _shown_inside(progress: Progress, measure: outer_loop.Measure) -> None:
    figure = inner_loop.inner_figure(progress, measure)
    if figure is None:
        return
    low, high = inner_loop.inner_frame(figure)
    assert low < high
    inner_loop.leaves(figure, high)
    assert all(str(line.name) for line in figure.named)


READERS: dict[str, Callable[[Path], Callable[[], None]]] = {
    "experiments": read_experiment,
    "shared": read_shared,
    "checkpoints": read_checkpoint,
}


def judged(kind: str, path: Path, watch: Watch) -> Outcome:
    """Read one file under watch and say what came of it; a slow one is given a second and third chance."""
    found = _once(kind, path, watch)
    for _ in range(2):
        if found.seconds < SECONDS:  # other programs on the machine may have taken the time
            break
        again = _once(kind, path, watch)
        found = min(found, again, key=lambda each: each.seconds)
    return found


def traced(kind: str, path: Path) -> int:
    """Bytes that Python allocates at most while it reads a file: what the resident peak may hide is seen here."""
    tracemalloc.start()
    try:
        READERS[kind](path)
    except InputError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def _once(kind: str, path: Path, watch: Watch) -> Outcome:
    before = _reset_peak()
    began, waited = time.process_time(), time.perf_counter()
    check = None
    try:
        with watch.armed():
            check = READERS[kind](path)
        verdict, said = "accepted", ""
    except InputError as error:
        verdict, said = "refused", str(error)
    except Exception as error:
        verdict, said = "crashed", f"{type(error).__name__}: {error}"
    memory, seconds, waited = max(0, _peak() - before), time.process_time() - began, time.perf_counter() - waited
    if verdict == "refused" and (not said or len(said) >= LONGEST or len(said.splitlines()) != 1):
        verdict, said = "crashed", f"not one sentence: {said[:600]!r}"
    if check is not None:
        try:
            check()
        except Exception as error:
            verdict, said = "crashed", f"what was accepted is not valid: {type(error).__name__}: {error}"
    return Outcome(verdict, said, waited if waited > LONGEST_WAIT else seconds, memory)


def _valid(experiment: Experiment) -> None:
    assert parse(to_document(experiment)) == experiment
    assert from_text(to_text(experiment)) == experiment


def _reset_peak() -> int:
    """Bytes of resident memory now, with the mark of its peak set to that."""
    if _TRIM is not None:  # what earlier cases have left would be used again unseen
        _TRIM(0)
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        gc.collect()
    return _peak()


_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None


def _peak() -> int:
    with suppress(OSError), open("/proc/self/status") as file:
        for line in file:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
