"""What a shared file may not be: each is refused with a sentence that names what is wrong."""

import os
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from simulator.declaration import InputError
from simulator.store import Store
from simulator.store.shared import archive as shared_archive
from simulator.store.shared.file import read, take_in
from tests.robustness.handmade import Handmade, files
from tests.robustness.mutations import originals

SAID = {
    "empty": "it is empty",
    "a folder": "it is a folder|a link or a folder|does not belong",
    "a pipe": "it is not a file",
    "not there": "No such file",
    "100,000 members": "more than|not a zip",
    "a zip bomb of 256 MB": "unpacks to far more than it has",
    "a zip bomb of 4 GB": "unpacks to far more than it has",
    "a bomb in small pieces": "unpacks to (far more|more than)",
    "a member '../evil.toml'": r"'\.\./evil\.toml', which does not belong",
    "a member '/etc/evil'": "'/etc/evil', which does not belong",
    "a link": "is a link or a folder",
    "a device": "is a link or a folder",
    "names twice": "twice",
    "an encrypted member": "is encrypted",
    "bzip2": "packed in a way",
    "no manifest": "no manifest",
    "a newer format": "install a newer one",
    "a file that is not listed": "lists other files",
    "a size too large": "is damaged in runs/",
    "a wrong checksum": "is damaged in runs/",
    "10^10 scores": "is damaged in runs/",
    "deep events": "is damaged in runs/",
    "a sentence that unfolds": "is damaged in runs/",
}


@pytest.fixture(scope="module")
def handmade() -> dict[str, Handmade]:
    found: dict[str, Handmade] = {}
    for made in files("shared", originals("shared")):
        found.setdefault(made.name, made)
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.learnsim"


@pytest.mark.parametrize("name", SAID)
def test_a_file_made_to_do_harm_is_refused_by_what_is_wrong_with_it(handmade, path: Path, name: str):
    made = handmade[name].make(path) or path
    with pytest.raises(InputError) as caught:
        read(made)
    assert re.search(SAID[name], str(caught.value))


def test_nothing_is_unpacked_beside_the_file(handmade, path: Path):
    for name in ("a member '../evil.toml'", "a member 'runs/../../evil'", "a link", "a wrong checksum"):
        handmade[name].make(path)
        with pytest.raises(InputError):
            read(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_good_file_with_one_change_of_its_kind_is_accepted_so_that_the_refusals_are_not_of_everything(path: Path):
    path.write_bytes(originals("shared")[1])
    assert len(read(path).runs) == 1


def test_no_more_is_read_of_a_member_than_its_size_allows(path: Path, monkeypatch: pytest.MonkeyPatch):
    path.write_bytes(originals("shared")[1])
    asked: list[tuple[int, int]] = []
    real = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        data = real(self, n)
        asked.append((n if n is not None else -1, len(data)))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    read(path)
    assert len(asked) == 8
    assert all(most == given + 1 for most, given in asked)


def test_a_file_larger_than_all_that_may_be_in_one_is_refused_unread(path: Path, monkeypatch: pytest.MonkeyPatch):
    with path.open("wb") as file:
        file.truncate(shared_archive.LARGEST + 1)
    with pytest.raises(InputError, match="larger than 512 MB"):
        read(path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "runs.sqlite")) as opened:
        yield opened


def test_a_run_that_cannot_be_written_is_not_there_in_part(store: Store, path: Path):
    path.write_bytes(originals("shared")[3])
    shared = read(path)
    assert len(shared.runs) == 2
    store.change(
        lambda connection: connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON checkpoints WHEN NEW.run = 2 BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    )
    with pytest.raises(InputError):
        take_in(store, shared)
    assert [each.id for each in store.runs()] == [1]

    def count(table: str) -> int:
        query = f"SELECT count(*) FROM {table} WHERE run = 2"
        return store.look(lambda connection: connection.execute(query).fetchone()[0])

    assert [count(table) for table in ("experiments", "steps", "events", "checkpoints")] == [0, 0, 0, 0]


def test_a_file_written_here_is_for_the_eyes_that_the_system_allows(path: Path):
    from simulator.experiment import load_example
    from simulator.store.shared.file import write

    before = os.umask(0o027)
    try:
        write(path, load_example("sine-maml"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
