"""What happens in the process that compiles: it traces a meta-iteration, and leaves the compiled code in a file.

It is a process of its own because tracing and compiling hold the interpreter's lock for ten seconds and more, and with
it the run that goes on meanwhile.
"""

from __future__ import annotations

import os
import signal
import tempfile
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from simulator.deferred import torch
from simulator.engine.compiled import cache, tracing
from simulator.experiment.documents import Document
from simulator.processes import ignore, when_orphaned

NICENESS = 5  # by how much it is nicer than the run that it works for


def build(document: Document, shapes: tracing.Shapes, threads: int, target: str, answer: Connection) -> None:
    """Compile the meta-iteration of an experiment into the file `target`; the answer is "", or why it failed.

    `shapes` are those of the batches that it is for, `threads` how many it may use.
    """
    ignore("SIGINT", "SIGHUP")  # meant for the program in front
    if hasattr(os, "setsid"):
        os.setsid()  # so that it can be ended together with the compiler that it calls
        os.nice(NICENESS)
        when_orphaned(lambda: os.killpg(0, signal.SIGKILL))
    warnings.simplefilter("ignore")  # torch's own, about itself
    path = Path(target)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=cache.making(os.getpid()), dir=path.parent) as place:
            os.environ["TORCHINDUCTOR_CACHE_DIR"] = place  # nothing is left elsewhere
            cache.keep(compiled(document, shapes, threads, Path(place)).read_bytes(), path)
        answer.send("")
    except BaseException as error:
        with suppress(OSError):
            answer.send(f"{type(error).__name__}: {error}".strip().splitlines()[0])
    finally:
        answer.close()


def compiled(document: Document, shapes: tracing.Shapes, threads: int, place: Path) -> Path:
    """Trace the experiment's meta-iteration and compile it in a folder.

    Raises `ValueError` where the batches that are drawn here lie otherwise in memory: it would misread the others.
    """
    from simulator.engine.streams import generator
    from simulator.engine.training import bind, draw
    from simulator.experiment import parse

    experiment = parse(document)
    torch.set_num_threads(threads)
    problem, strategy = bind(experiment), experiment.strategy
    state = strategy.init(problem, generator(experiment.seed, "initialisation"))
    batch = draw(experiment, problem, "train", "train", experiment.schedule.meta_batch)
    if tracing.shapes(tracing.examples(batch)) != shapes:
        raise ValueError("batches are laid out in another way than those that are drawn")
    layout = tracing.Layout.of(state)
    pace = strategy.pace(problem, state) or strategy.pace(problem, layout.state(layout.packed(state), problem.horizon))
    assert pace is not None  # or nobody would have asked
    packed = [tensor.clone() for tensor in layout.packed(state)]  # a trace takes what is given twice for one argument
    arguments = [*packed, torch.tensor(pace), *tracing.examples(batch)]  # these in the memory order that they come in
    graph = tracing.traced(tracing.step(problem, strategy, layout), arguments)
    from torch._inductor import aot_compile

    options = {"aot_inductor.output_path": str(place / "step.so")}
    return Path(str(aot_compile(graph, tuple(arguments), options=options)))
