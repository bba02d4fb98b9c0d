"""What a run's numbers depend on besides its experiment: told, kept, compared."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from simulator import __version__
from simulator.declaration import InputError
from simulator.engine.circumstances import (
    Circumstances,
    as_before,
    circumstances,
    differences,
    differing,
    digest,
    files,
)
from simulator.engine.means import Means
from simulator.experiment import Experiment, load_example
from simulator.tasks.pictures.images import Images
from simulator.tasks.table import TableFamily

HERE = Circumstances("1.0", "2.0", "any", 2, "cpu", {"task.path": "abc"})


def with_tables(path: str, other: str) -> Experiment:
    plain = load_example("linear-maml")
    return replace(plain, task=TableFamily(path=path), elsewhere=TableFamily(path=other))


def test_they_come_back_from_what_is_kept():
    assert Circumstances.read(HERE.table()) == HERE


@pytest.mark.parametrize(
    "table",
    [
        None,
        [],
        {},
        {name: value for name, value in HERE.table().items() if name != "device"},
        HERE.table() | {"more": 1},
        HERE.table() | {"threads": 2.0},
        HERE.table() | {"threads": True},
        HERE.table() | {"threads": 0},
        HERE.table() | {"threads": 4000},
        HERE.table() | {"torch": 2},
        HERE.table() | {"files": ["task.path"]},
        HERE.table() | {"files": {"task.path": 3}},
    ],
    ids=str,
)
def test_anything_else_is_refused(table: object):
    with pytest.raises(ValueError, match="circumstances"):
        Circumstances.read(table)


def test_those_of_a_run_are_of_this_program_and_machine():
    now = circumstances(load_example("linear-maml"), Means("cpu", 3))
    assert (now.program, now.torch, now.threads, now.device) == (__version__, torch.__version__, 3, "cpu")
    assert now.processor.endswith(torch.backends.cpu.get_cpu_capability())
    assert now.files == {}


def test_the_same_circumstances_differ_in_nothing():
    assert differences(HERE, replace(HERE)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"program": "1.1"}, "The version of this program was 1.0 and is 1.1."),
        ({"torch": "2.1"}, "The version of torch was 2.0 and is 2.1."),
        ({"processor": "another"}, "The processor was any and is another."),
        ({"threads": 4}, "The number of threads was 2 and is 4."),
        ({"device": "cuda"}, "The device was cpu and is cuda."),
        ({"files": {"task.path": "abd"}}, "The data that task.path names has changed."),
        ({"files": {}}, "The data that task.path names has changed."),
    ],
)
def test_whatever_differs_is_said_in_one_sentence(change: dict[str, object], said: str):
    assert [str(each) for each in differences(HERE, replace(HERE, **change))] == [said]


def test_every_difference_is_said():
    other = Circumstances("1.1", "2.1", "another", 3, "cuda", {"task.path": "x", "task.test_path": "y"})
    assert len(differences(HERE, other)) == 7


def test_the_files_of_an_experiment_are_those_its_parameters_name(tmp_path: Path):
    assert files(with_tables("~/one.csv", "")) == {"task.path": Path.home() / "one.csv"}
    assert files(with_tables("", str(tmp_path))) == {"evaluation.task.path": tmp_path}


def test_a_digest_follows_every_byte_of_a_file(tmp_path: Path):
    file = tmp_path / "data.csv"
    found = set()
    for content in (b"", b"a", b"b", b"a" * 2**21, b"a" * (2**21 - 1) + b"b"):
        file.write_bytes(content)
        found.add(digest(file))
    assert len(found) == 5


def test_a_digest_does_not_follow_a_files_name_or_time(tmp_path: Path):
    one, other = tmp_path / "one", tmp_path / "other"
    for file in (one, other):
        file.write_bytes(b"the same")
    os.utime(other, (0, 0))
    assert digest(one) == digest(other)


def test_the_digest_of_a_folder_follows_its_files_names_and_sizes(tmp_path: Path):
    def now() -> str:
        return digest(tmp_path)

    folder = tmp_path / "class"
    folder.mkdir()
    found = [now()]
    (folder / "1.png").write_bytes(b"1")
    found.append(now())
    (folder / "1.png").write_bytes(b"12")
    found.append(now())
    (folder / "1.png").rename(folder / "2.png")
    found.append(now())
    (tmp_path / "other class").mkdir()
    found.append(now())
    assert len(set(found)) == len(found)
    assert now() == found[-1]


def test_a_picture_that_is_written_over_at_the_same_size_is_another(tmp_path: Path):
    picture = tmp_path / "class" / "1.png"
    picture.parent.mkdir()
    picture.write_bytes(b"one")
    before, times = digest(tmp_path), (picture.stat().st_atime_ns, picture.stat().st_mtime_ns)
    picture.write_bytes(b"two")
    os.utime(picture, ns=times)
    assert digest(tmp_path) != before


def test_the_digest_of_a_folder_does_not_follow_its_place_or_times(tmp_path: Path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(b"the same")
    os.utime(tmp_path / "other" / "1.png", (0, 0))
    assert digest(tmp_path / "one") == digest(tmp_path / "other")


def test_past_so_many_bytes_the_time_stands_for_a_files_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.engine.circumstances.MOST_BYTES", 8)
    first, last = tmp_path / "1.png", tmp_path / "2.png"
    first.write_bytes(b"12345")
    last.write_bytes(b"67890")
    os.utime(last, (0, 0))
    before = digest(tmp_path)
    last.write_bytes(b"other")
    os.utime(last, (0, 0))
    assert digest(tmp_path) == before  # what follows the first eight bytes is not read
    os.utime(last, (0, 1))
    assert digest(tmp_path) != before
    os.utime(last, (0, 0))
    first.write_bytes(b"other")
    assert digest(tmp_path) != before


def test_a_folder_with_more_in_it_than_is_looked_at_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.tasks.pictures.folder.MOST", 3)
    for name in ("a", "b", "a/c"):
        (tmp_path / name).mkdir()
    digest(tmp_path)
    (tmp_path / "a" / "c" / "d").touch()
    said = f"{tmp_path} holds more than 3 files and folders; choose a smaller one."
    with pytest.raises(InputError, match=re.escape(said)):
        digest(tmp_path)


@pytest.mark.parametrize("name", ["missing.csv", "nul\0l.csv"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str):
    with pytest.raises(InputError, match=re.escape(f"The file {tmp_path / name} cannot be read: ")):
        digest(tmp_path / name)


def test_what_is_no_file_is_refused_before_it_is_read(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")  # opening it would wait for ever
    with pytest.raises(InputError, match="cannot be read: it is not a file"):
        digest(tmp_path / "pipe")


def test_a_folder_of_pictures_is_among_the_files(tmp_path: Path):
    experiment = replace(load_example("linear-maml"), task=Images.model_construct(path=str(tmp_path)))
    assert circumstances(experiment, Means("cpu", 1)).files == {"task.path": digest(tmp_path)}


@pytest.mark.parametrize(("threads", "expected"), [(None, 2), (3, 3)])
def test_a_run_goes_on_with_the_threads_it_chose_unless_its_schedule_names_them(threads: int | None, expected: int):
    experiment = load_example("linear-maml").with_value("schedule.threads", threads)
    assert as_before(experiment, replace(HERE, threads=2), cores=4) == Means("cpu", expected)


def test_more_threads_than_there_are_processors_are_not_begun_and_that_is_told():
    experiment = load_example("linear-maml")
    then = circumstances(experiment, Means("cpu", 256))
    assert as_before(experiment, then, cores=2) == Means("cpu", 2)
    (said,) = differing(experiment, then)
    assert str(said).startswith("The number of threads was 256 and is ")


def test_a_device_that_was_chosen_and_is_gone_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    experiment = load_example("linear-maml")
    then = circumstances(experiment, Means("cpu", 1))
    assert differing(experiment, then) == []
    (said,) = differing(experiment, replace(then, device="NVIDIA H200"))
    assert str(said) == "The device was NVIDIA H200 and is cpu."
