"""Experiment files: what cannot be read says why in one sentence, and what is written is never half there."""

import errno
import os
import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, reject
from hypothesis import strategies as st

from simulator.declaration import InputError
from simulator.experiment import Experiment, from_text, load, load_example, save, to_text
from simulator.experiment.compatibility import misfit
from simulator.experiment.documents import REGISTRIES, build
from simulator.experiment.files import LARGEST, load_any
from simulator.experiment.one_line import WIDEST, compact
from simulator.experiment.schedule import Schedule
from tests.declared import admitted, table


def refusal(path: str | Path) -> str:
    with pytest.raises(InputError) as caught:
        load(path)
    return str(caught.value)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Any document that the declarations admit."""
    document: dict[str, Any] = {
        "format": 1,
        "seed": draw(st.integers(0, 2**31 - 1)),
        "title": draw(st.text(max_size=9)),
    }
    for section, registry in REGISTRIES.items():
        kind = draw(st.sampled_from(list(registry)))
        values = {name: draw(admitted(declared)) for name, declared in registry[kind].parameters().items()}
        document[section] = table(kind, **values)
    schedule = {name: draw(admitted(declared)) for name, declared in Schedule.parameters().items()}
    schedule["evaluation_steps"] = max(schedule["evaluation_steps"], schedule["target_step"])
    return document | {"schedule": schedule}


@given(documents())
def test_any_experiment_is_saved_and_read_back_unchanged(tmp_path_factory: pytest.TempPathFactory, document: Any):
    try:
        experiment = build(document)
    except InputError:  # values that are each acceptable, and do not go together
        reject()
    path = tmp_path_factory.getbasetemp() / "round-trip.toml"
    save(experiment, path)
    found = misfit(experiment)
    if found:
        assert refusal(path).startswith(f"{found[0]}.kind is ")
    else:
        assert load(path) == experiment


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_save_that_fails_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
):
    path = tmp_path / "mine.toml"
    save(load_example("sine-maml"), path)
    before = path.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(InputError) as caught:
        save(load_example("linear-maml"), path)
    assert (
        str(caught.value)
        == f"The file {path} cannot be written: the disk is full; free some space or choose another folder."
    )
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_save_is_on_the_disk_before_it_takes_the_old_files_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    calls = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *given, name=name, real=real: (calls.append(name), real(*given)))
    save(load_example("sine-maml"), tmp_path / "mine.toml")
    assert calls == ["fsync", "replace", "fsync"]  # the last one brings the folder to the disk


def test_saving_onto_a_folder_or_into_nowhere_is_refused(tmp_path: Path):
    for path in (tmp_path, tmp_path / "no" / "where.toml"):
        with pytest.raises(InputError, match="cannot be written"):
            save(load_example("sine-maml"), path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_says_so(tmp_path: Path):
    path = tmp_path / "missing.toml"
    assert refusal(path) == f"The file {path} cannot be read: No such file or directory."


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def forbidden(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (tmp_path / "x.toml").touch()
    monkeypatch.setattr(Path, "open", forbidden)
    assert refusal(tmp_path / "x.toml") == f"The file {tmp_path / 'x.toml'} cannot be read: Permission denied."


def test_a_folder_says_so(tmp_path: Path):
    assert refusal(tmp_path) == f"{tmp_path} is a folder; an experiment is a TOML file."


def test_a_name_longer_than_the_system_allows_says_so():
    assert refusal("a" * 5000 + ".toml").endswith("cannot be read: File name too long.")


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_says_what_is_needed(tmp_path: Path, content: bytes):
    path = tmp_path / "empty.toml"
    path.write_bytes(content)
    assert refusal(path) == (
        f"The file {path} is empty; an experiment needs its sections [task], [learner] and [strategy]."
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"this is not toml\n", "Expected '=' after a key in a key/value pair (at line 1, column 6)"),
        (b"a = 1\na = 2\n", "Cannot overwrite a value (at line 2, column 6)"),
        (b"seed = " + b"[" * 5000, "maximum recursion depth exceeded"),
        (b"seed = " + b"9" * 5000, "Exceeds the limit (4300 digits) for integer string conversion"),
    ],
)
def test_what_is_not_toml_says_why(tmp_path: Path, content: bytes, why: str):
    path = tmp_path / "odd.toml"
    path.write_bytes(content)
    said = refusal(path)
    assert said.startswith(f"The file {path} is not valid TOML: ")
    assert said.count("\n") == 0
    assert why in said


def test_a_number_or_a_table_too_large_to_write_is_refused_in_one_sentence(tmp_path: Path):
    path = tmp_path / "large.toml"
    path.write_text("format = 1\nseed = 0x" + "f" * 50_000 + "\n[task]\nkind = 'sine'\n")
    assert refusal(path).startswith("learner.kind is missing")
    path.write_text("format = 1\n[task]\nkind = 'sine'\nshots" + ".a" * 5000 + " = 1\n")
    assert refusal(path) == f"The file {path} nests its tables too deep, so it is not an experiment."


def test_binary_noise_is_not_text(tmp_path: Path):
    path = tmp_path / "noise.toml"
    path.write_bytes(random.Random(0).randbytes(5000))
    assert refusal(path) == f"The file {path} is not text, so it is not an experiment."


def test_fifty_megabytes_of_noise_are_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "noise.toml"
    path.write_bytes(random.Random(0).randbytes(1_000_000) * 50)
    taken = []
    real = Path.open

    def counting(self: Path, *given: Any) -> Any:
        file = real(self, *given)
        read = file.read
        return _Counted(file, lambda most: (taken.append(most), read(most))[1])

    monkeypatch.setattr(Path, "open", counting)
    assert refusal(path) == f"The file {path} is larger than 200,000 bytes, so it is not an experiment."
    assert taken == [LARGEST + 1]


class _Counted:
    """A file that tells how much is read of it."""

    def __init__(self, file: Any, read: Any) -> None:
        self._file, self.read = file, read

    def __enter__(self) -> "_Counted":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def test_an_experiment_as_text_is_what_its_file_holds_and_comes_back_unchanged(tmp_path: Path):
    for name in ("sine-maml", "glyphs-to-digits", "formula-maml"):
        experiment = load_example(name)
        save(experiment, tmp_path / "mine.toml")
        assert to_text(experiment) == (tmp_path / "mine.toml").read_text()
        assert from_text(to_text(experiment)) == experiment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The text is empty; an experiment needs its sections [task], [learner] and [strategy]."),
        ("Hello!", "The text is not valid TOML: Expected '=' after a key in a key/value pair (at line 1, column 6)."),
        ("format = 1\n[task]\nkind = 'sin'\n", "task.kind is 'sin', which is not known; did you mean sine?"),
        ("a" + ".a" * 50_000 + " = 1", "The text nests its tables too deep, so it is not an experiment."),
        ("#" * 300_000, "The text is larger than 200,000 bytes, so it is not an experiment."),
    ],
)
def test_text_that_is_no_experiment_says_why(text: str, said: str):
    with pytest.raises(InputError) as caught:
        from_text(text)
    assert str(caught.value) == said


def test_dots_in_values_are_not_taken_for_tables_in_tables():
    experiment = replace(load_example("sine-maml"), title="a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p")
    assert from_text(to_text(experiment)) == experiment


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert refusal(tmp_path / "pipe.toml").endswith("is not an ordinary file; an experiment is a TOML file.")


def test_a_kind_that_is_a_number_too_long_to_show_is_refused():
    with pytest.raises(InputError, match=r"task\.kind is a value too large to show, which is not known"):
        from_text("format = 1\n[task]\nkind = 0x" + "f" * 10_000 + "\n")


def test_a_file_wins_over_an_example_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert load_any("sine-maml") == load_example("sine-maml")
    save(load_example("linear-maml"), "sine-maml")
    assert load_any("sine-maml") == load_example("linear-maml")


def test_a_folder_does_not_hide_an_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sine-maml").mkdir()
    assert load_any("sine-maml") == load_example("sine-maml")


def test_a_misspelt_example_suggests_the_nearest():
    for ask in (load_any, load_example):
        with pytest.raises(InputError, match="'sine-mamml'; did you mean sine-maml"):
            ask("sine-mamml")
    with pytest.raises(InputError, match=r"^There is no file or example 'a{56}\.\.\.; known are "):
        load_any("a" * 5000)


def test_examples_are_written_as_people_would(root: Path):
    for path in (root / "resources" / "examples").glob("*.toml"):
        assert isinstance(load(path), Experiment)
        assert path.read_text().startswith("format = 1\ntitle = ")


def test_lists_are_on_one_line_where_they_fit_and_nothing_in_them_changes():
    document = {
        "short": [0.1, 5.0],
        "hostile": ["a [", "] b", "c, d", 'e"f', "g\u2028h"],
        "inner": [[1, 2], [3, [4, 5]], []],
        "tables": [{"of": [1, 2]}, {"of": [3]}],
        "long": list(range(100, 160)),
    }
    text = compact(tomli_w.dumps(document))
    assert tomllib.loads(text) == document
    assert "short = [0.1, 5.0]\n" in text
    assert "inner = [[1, 2], [3, [4, 5]], []]\n" in text
    assert max(map(len, text.split("\n"))) <= WIDEST
    assert text.count("\n") < 20


@pytest.mark.parametrize("name", ["sine-maml", "formula-maml", "digits-maml"])
def test_no_list_of_an_example_takes_more_than_a_line(name: str):
    assert not [line for line in to_text(load_example(name)).splitlines() if line.endswith("[")]
