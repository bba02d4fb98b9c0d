"""Files changed at random and made by hand are accepted as valid or refused in a sentence: a slice, or all of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.declaration import InputError, sentence
from tests.robustness import mutations, reading
from tests.robustness.mutations import KINDS, case, made_by_hand, main, mutated, originals, together
from tests.robustness.reading import Watch, judged


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()


@pytest.fixture(autouse=True)
def fresh(watch: Watch) -> None:
    watch.offences.clear()


@pytest.mark.parametrize("kind", KINDS)
def test_two_hundred_changed_files_do_no_harm(kind: str, watch: Watch):
    total = together(mutated(kind, 200, 1, watch).values())
    assert total.accepted + total.refused == 200
    assert total.accepted
    assert total.misses == []
    assert watch.offences == []
    assert total.noticed == total.damaged
    assert bool(total.damaged) == (kind != "experiments")


@pytest.mark.parametrize("kind", [pytest.param("shared", marks=pytest.mark.long), "experiments", "checkpoints"])
def test_files_made_by_hand_do_no_harm(kind: str, watch: Watch):
    total = together(made_by_hand(kind, watch, twice=False).values())
    assert total.refused > 15
    assert total.misses == []
    assert watch.offences == []


@pytest.mark.long
def test_ten_thousand_of_each_do_no_harm():
    assert main([]) == 0


def test_a_case_follows_from_its_number_and_the_seed():
    assert case("shared", 5, 0) == case("shared", 5, 0)
    assert len({case("experiments", number, 0).data for number in range(50)}) > 45
    assert case("experiments", 5, 0) != case("experiments", 5, 1)


def reader(monkeypatch: pytest.MonkeyPatch, act) -> None:
    monkeypatch.setitem(reading.READERS, "experiments", lambda path: act)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("one sentence.", "refused"), ("two\nlines.", "crashed"), ("x" * 500, "crashed"), ("", "crashed")],
)
def test_a_refusal_must_be_one_short_sentence(monkeypatch, watch: Watch, tmp_path: Path, said: str, verdict: str):
    def refuse(path: Path):
        raise InputError(sentence("{said}", said=said))

    monkeypatch.setitem(reading.READERS, "experiments", refuse)
    assert judged("experiments", tmp_path, watch).verdict == verdict


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), RecursionError("x"), MemoryError("x")])
def test_any_other_exception_is_a_crash(monkeypatch, watch: Watch, tmp_path: Path, error: Exception):
    def fail(path: Path):
        raise error

    monkeypatch.setitem(reading.READERS, "experiments", fail)
    assert judged("experiments", tmp_path, watch).verdict == "crashed"


def test_what_is_accepted_and_not_valid_is_a_crash(monkeypatch, watch: Watch, tmp_path: Path):
    def invalid() -> None:
        raise AssertionError

    reader(monkeypatch, invalid)
    assert judged("experiments", tmp_path, watch).verdict == "crashed"


def test_a_file_that_takes_much_memory_is_a_miss(monkeypatch, watch: Watch, tmp_path: Path):
    def hungry(path: Path):
        len(bytearray(reading.BYTES + 2**24))
        return lambda: None

    monkeypatch.setitem(reading.READERS, "experiments", hungry)
    tally = mutations.Tally()
    tally.add(judged("experiments", tmp_path, watch), "hungry")
    assert [miss.split(",")[0][:8] for miss in tally.misses] == ["hungry: "]


PLANTED = {
    "eval": lambda path: eval("1 + 1"),
    "a file written": lambda path: path.write_bytes(b"x"),
    "a file removed": lambda path: path.unlink(missing_ok=True),
    "a folder made": lambda path: path.with_name("made").mkdir(),
    "a program started": lambda path: subprocess.run([sys.executable, "-c", ""], check=True),
    "a shell": lambda path: os.system("true"),
    "a socket": lambda path: socket.socket().close(),
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_reading_must_not_do_is_noticed(monkeypatch, watch: Watch, tmp_path: Path, name: str):
    def act(path: Path):
        PLANTED[name](path)
        return lambda: None

    path = tmp_path / "x"
    path.touch()
    monkeypatch.setitem(reading.READERS, "experiments", act)
    judged("experiments", path, watch)
    assert watch.offences


def test_reading_a_good_file_is_no_offence(watch: Watch, tmp_path: Path):
    path = tmp_path / "x.toml"
    path.write_bytes(originals("experiments")[0])
    assert judged("experiments", path, watch).verdict == "accepted"
    assert watch.offences == []
