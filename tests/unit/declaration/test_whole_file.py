"""A file is written whole or not at all: a fault at any call to the system leaves what was there, bit for bit."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.declaration import InputError, whole_file
from simulator.declaration.whole_file import write_whole
from simulator.experiment import load, load_example, save
from simulator.store.shared.file import read, write

OLD = b"what was there before\n" * 100
FAULTS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR)


class Faults:
    """Makes the n-th of the calls that change the disk fail, and counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failing: int = 0, code: int = errno.ENOSPC) -> None:
        self.made: list[str] = []
        self._failing, self._code = failing, code
        for name in ("fsync", "replace", "chmod"):
            monkeypatch.setattr(os, name, self.counted(name, getattr(os, name)))
        monkeypatch.setattr(whole_file, "open", self._open, raising=False)

    def counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.made.append(name)
            if len(self.made) == self._failing:
                raise OSError(self._code, os.strerror(self._code))
            return real(*given, **named)

        return call

    def _open(self, *given: Any) -> Any:
        return Faulty(self.counted("open", open)(*given), self)


class Faulty:
    """A file whose writes, flushes and closing are counted, and may fail."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file = file
        self.write, self.flush = faults.counted("write", file.write), faults.counted("flush", file.flush)
        self.close = faults.counted("close", file.close)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "Faulty":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.close()
        finally:
            self._file.close()


def refusal(path: Path | str, content: Any = b"new") -> str:
    with pytest.raises(InputError) as caught:
        write_whole(path, content)
    return str(caught.value)


def in_pieces(file: Any) -> None:
    for _ in range(5):
        file.write(b"new " * 50)


WRITERS = {
    "bytes": lambda path: write_whole(path, b"new"),
    "a callable": lambda path: write_whole(path, in_pieces),
    "an experiment": lambda path: save(load_example("sine-maml"), path),
    "a shared file": lambda path: write(path, load_example("sine-maml")),
}


def calls_of(name: str) -> list[str]:
    """What a writer asks of the system when all goes well."""
    import tempfile

    with pytest.MonkeyPatch.context() as monkeypatch, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine"
        path.write_bytes(OLD)
        faults = Faults(monkeypatch)
        WRITERS[name](path)
        return faults.made


CALLS = {name: calls_of(name) for name in WRITERS}


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize(("name", "failing"), [(name, n) for name, made in CALLS.items() for n in range(len(made))])
def test_a_fault_at_any_call_leaves_the_old_file_bit_for_bit_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, failing: int, code: int
):
    path, call = tmp_path / "mine", CALLS[name][failing]
    path.write_bytes(OLD)
    after = CALLS[name].index("replace") < failing  # the new file is in place, and whole
    with monkeypatch.context() as patched:
        Faults(patched, failing + 1, code)
        if call == "chmod" or after:
            WRITERS[name](path)
        else:
            with pytest.raises(InputError, match=r"^The file .*mine cannot be written: .*; .*\.$"):
                WRITERS[name](path)
    assert (path.read_bytes() == OLD) == (not (call == "chmod" or after))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", WRITERS)
def test_the_content_is_on_the_disk_before_it_takes_the_old_ones_place_and_so_is_the_folder_after(name: str):
    made = [call for call in CALLS[name] if call in ("write", "flush", "fsync", "close", "replace")]
    assert made[-5:] == ["flush", "fsync", "close", "replace", "fsync"]
    assert "write" in made


def test_what_is_written_is_what_was_given(tmp_path: Path):
    write_whole(tmp_path / "bytes", OLD)
    write_whole(tmp_path / "pieces", in_pieces)
    assert (tmp_path / "bytes").read_bytes() == OLD
    assert (tmp_path / "pieces").read_bytes() == b"new " * 250


def test_an_exception_while_the_content_is_made_leaves_the_old_file_and_is_passed_on(tmp_path: Path):
    path = tmp_path / "mine"
    path.write_bytes(OLD)

    def broken(file: Any) -> None:
        file.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(path, broken)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_who_may_read_the_old_file_may_read_the_new_one(tmp_path: Path):
    path = tmp_path / "mine"
    path.write_bytes(OLD)
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_one_and_the_file_behind_it_is_written(tmp_path: Path):
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_what_cannot_be_written_says_what_happened_and_what_to_do(tmp_path: Path):
    assert refusal(tmp_path) == f"The file {tmp_path} cannot be written: it is a folder; choose the name of a file."
    nowhere = tmp_path / "no" / "where"
    assert refusal(nowhere).endswith(f"there is no folder {nowhere.parent}; choose one that exists.")
    assert refusal(tmp_path / ("x" * 300)).endswith("its name is too long; choose a shorter one.")
    assert refusal("/dev/null").endswith("it is not an ordinary file; choose another name.")
    assert refusal("a\0b").endswith("its name is not one that this system allows; choose another.")
    (tmp_path / "file").write_bytes(OLD)
    assert refusal(tmp_path / "file" / "x").endswith("choose one that exists.")
    assert (tmp_path / "file").read_bytes() == OLD


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path):
    path = tmp_path / ("x" * 255)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_full_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Faults(monkeypatch, CALLS["bytes"].index("write") + 1)
    path = tmp_path / "mine"
    assert refusal(path) == (
        f"The file {path} cannot be written: the disk is full; free some space or choose another folder."
    )


def test_what_was_saved_before_a_fault_can_still_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    mine, shared = tmp_path / "mine.toml", tmp_path / "mine.learnsim"
    save(load_example("sine-maml"), mine)
    write(shared, load_example("sine-maml"))
    with monkeypatch.context() as patched:
        Faults(patched, CALLS["an experiment"].index("fsync") + 1)
        with pytest.raises(InputError):
            save(load_example("linear-maml"), mine)
    with monkeypatch.context() as patched:
        Faults(patched, CALLS["a shared file"].index("replace") + 1)
        with pytest.raises(InputError):
            write(shared, load_example("linear-maml"))
    assert load(mine) == read(shared).experiment == load_example("sine-maml")
