"""What a run's numbers depend on besides its experiment: versions, processor, threads, device, and the user's files.

Where all of it is the same, a run that goes on from a checkpoint equals the uninterrupted one bit for bit. Where
something differs, `differences` says what.
"""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.declaration import InputError, Sentence, sentence
from simulator.deferred import torch
from simulator.engine.means import Means, available_cores
from simulator.experiment import Experiment
from simulator.experiment.documents import SECTIONS
from simulator.experiment.experiment import ELSEWHERE
from simulator.experiment.schedule import MOST_THREADS
from simulator.tasks.pictures.folder import entries

CHUNK = 2**20  # bytes
MOST_BYTES = 2**30  # of a folder's files that are read; of what comes after them the time stands for the content


@dataclass(frozen=True)
class Circumstances:
    """`files` are digests of what the experiment reads, by the path of the parameter that names it."""

    program: str
    torch: str
    processor: str
    threads: int
    device: str
    files: dict[str, str] = field(default_factory=dict)

    def table(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def read(cls, table: object) -> Circumstances:
        """What `table` gave. Raises `ValueError` for anything else."""
        if not isinstance(table, dict) or set(table) != {each.name for each in fields(cls)}:
            raise ValueError("circumstances are incomplete")
        texts, files = ("program", "torch", "processor", "device"), table["files"]
        named = isinstance(files, dict) and all(isinstance(digest, str) for digest in files.values())
        threads = table["threads"]
        counted = type(threads) is int and 1 <= threads <= MOST_THREADS
        if not named or not counted or not all(isinstance(table[key], str) for key in texts):
            raise ValueError("circumstances of a wrong type")
        return cls(**table)


def circumstances(experiment: Experiment, means: Means) -> Circumstances:
    """Those of an experiment that is run here and now, with these means."""
    return Circumstances(
        program=__version__,
        torch=str(torch.__version__),
        processor=processor(),
        threads=means.threads,
        device=named_device(means.device),
        files={path: digest(file) for path, file in files(experiment).items()},
    )


def named_device(device: str) -> str:
    """What a device is called: the graphics card by its model."""
    return str(torch.cuda.get_device_name()) if device == "cuda" else device


def as_before(experiment: Experiment, then: Circumstances, cores: int | None = None) -> Means:
    """What a run that goes on computes with: what its schedule says, and else what was chosen then, if it is here.

    `cores` is how many threads it may choose to use; all there are where it is None.
    """
    schedule = experiment.schedule
    device = schedule.device
    if device == "auto":
        device = "cuda" if then.device != "cpu" and torch.cuda.is_available() else "cpu"
    return Means(device, schedule.threads or min(then.threads, cores or available_cores()))


def differing(experiment: Experiment, then: Circumstances) -> list[Sentence]:
    """What is not here as it was when the run was made, in one sentence each."""
    return differences(then, circumstances(experiment, as_before(experiment, then)))


def differences(then: Circumstances, now: Circumstances) -> list[Sentence]:
    """What is not as it was, in one sentence each."""
    found = [
        sentence("{what} was {then} and is {now}.", what=sentence(_TITLES[name]), then=then_value, now=now_value)
        for name in _TITLES
        if (then_value := getattr(then, name)) != (now_value := getattr(now, name))
    ]
    changed = [path for path in then.files | now.files if then.files.get(path) != now.files.get(path)]
    return found + [sentence("The data that {path} names has changed.", path=path) for path in changed]


def files(experiment: Experiment) -> dict[str, Path]:
    """The files and folders that an experiment reads, by the path of the parameter that names them."""
    sections = [*SECTIONS, *([ELSEWHERE] if experiment.elsewhere else [])]
    named = {
        f"{section}.{name}": getattr(part, name)
        for section in sections
        for part in [experiment.section(section)]
        for name, declared in part.parameters().items()
        if declared.file
    }
    return {path: Path(value).expanduser() for path, value in named.items() if value}


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes, or of what is in a folder by name. Raises `InputError` where it cannot be read."""
    try:
        if file.is_dir():
            return _of_folder(file)
        if file.exists() and not file.is_file():  # reading a pipe or a device might never end
            raise ValueError
        return _of_file(file)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        why = getattr(error, "strerror", None) or sentence("it is not a file")
        raise InputError(sentence("The file {file} cannot be read: {why}.", file=file, why=why)) from None


def _of_folder(folder: Path) -> str:
    """Of names and contents; of names, sizes and times where there is more than `MOST_BYTES`."""
    found, read = hashlib.sha256(), 0
    for each in sorted(Path(entry.path) for entry in entries(folder)):
        content = "-"
        try:
            if each.is_file():
                status = each.stat()
                read += status.st_size
                times = f"{status.st_size} {status.st_mtime_ns}"
                content = _of_file(each) if read <= MOST_BYTES else times
        except OSError:  # whoever reads the folder leaves it out too
            content = "?"
        found.update(f"{each.relative_to(folder).as_posix()}\0{content}\n".encode(errors="surrogateescape"))
    return found.hexdigest()


def _of_file(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as opened:
        while block := opened.read(CHUNK):
            found.update(block)
    return found.hexdigest()


def processor() -> str:
    """The kind of processor and what of it torch makes use of: what rounding may depend on."""
    return f"{_model() or platform.machine()}, {torch.backends.cpu.get_cpu_capability()}"


def _model() -> str:
    """The processor's name where the system tells it in a file."""
    try:
        lines = Path("/proc/cpuinfo").read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


_TITLES = {
    "program": "The version of this program",
    "torch": "The version of torch",
    "processor": "The processor",
    "threads": "The number of threads",
    "device": "The device",
}
