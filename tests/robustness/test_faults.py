"""A slice of `faults`: a disk that fails at every twentieth call of a save; and one that has a limit on file sizes."""

import errno
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from simulator.declaration import whole_file
from simulator.store import Store
from tests.robustness import faults
from tests.robustness.faults import FOREVER, Account, Fault, Nursery, compiled, save_all
from tests.robustness.kill import digest
from tests.robustness.saving import FINISHED, prepare
from tests.unit.declaration import test_whole_file
from tests.unit.store import ready_made

EVERY = 20


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("template") / "runs.sqlite")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    made = compiled(tmp_path_factory.mktemp("library"))
    if made is None:
        pytest.skip("needs Linux and a C compiler")
    return made


def test_a_disk_that_fails_once_or_for_good_costs_nothing_that_was_promised(library, template):
    undisturbed, *accounts = save_all(library, template, EVERY, (1, FOREVER))
    assert undisturbed.safe
    assert undisturbed.calls > 3 * EVERY
    assert [f"{each.fault}: {miss}" for each in accounts for miss in each.misses] == []
    assert len(accounts) == 4 * len(range(1, undisturbed.calls + 1, EVERY))
    assert {each.safe for each in accounts if each.opened and each.fault.times == 1} == {True}
    assert not all(each.safe for each in accounts)  # the faults did happen


def test_a_disk_that_is_full_for_a_while_loses_nothing_of_a_run(library, template):
    nursery = Nursery(library, template)
    try:
        account = nursery.save(Fault(30, errno.ENOSPC, 40))
    finally:
        nursery.close()
    assert account.misses == []
    assert account.safe
    assert account.sentences  # it was told


def test_a_promise_that_is_not_kept_is_found(library, template, monkeypatch):
    monkeypatch.setattr(faults, "_finished", lambda: "another history")
    nursery = Nursery(library, template)
    try:
        account: Account = nursery.save(Fault(FOREVER, errno.EIO, 1))
    finally:
        nursery.close()
    assert account.misses == ["the finished run is not as it was"]


def test_the_script_saves_files_as_a_whole_too_and_finds_one_that_is_written_in_place(monkeypatch):
    monkeypatch.setattr(test_whole_file, "CALLS", {"bytes": test_whole_file.CALLS["bytes"]})
    monkeypatch.setattr(test_whole_file, "FAULTS", (errno.ENOSPC,))
    assert faults.save_whole() == (len(test_whole_file.CALLS["bytes"]), [])

    def in_place(path):
        with whole_file.open(path, "wb") as file:
            file.write(b"new")

    monkeypatch.setattr(test_whole_file, "WRITERS", {"bytes": in_place})
    assert faults.save_whole()[1]


LIMITED = """
import resource, sys, time
from pathlib import Path
from simulator.store import Store, writer
from tests.unit.store import ready_made

writer.EVERY = 0.02
store = Store(Path(sys.argv[1]))
taken = store.record(ready_made.experiment())
taken.add(ready_made.history()[0])
store._writer.empty().result(60)
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, most))
told = ready_made.history(int(sys.argv[2]))
for event in told[1:]:
    taken.add(event)
while not taken.safe and taken.trouble is None:
    time.sleep(0.01)
print(taken.trouble)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
while not taken.safe:
    time.sleep(0.01)
store.close()
"""


def test_a_file_that_may_not_grow_for_a_while_loses_nothing_either(template, tmp_path):
    database = tmp_path / "runs.sqlite"
    database.write_bytes(template.read_bytes())
    assert resource.RLIMIT_FSIZE is not None
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python itself does; children inherit it
    command = [sys.executable, "-c", LIMITED, str(database), "3000"]
    child = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert child.returncode == 0, child.stderr
    assert str(database) in child.stdout
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = Store(database)
    runs = {each.name: each for each in store.runs()}
    assert digest(store.history(runs[FINISHED].id)) == digest(ready_made.history())
    assert digest(store.history(runs[""].id)) == digest(ready_made.history(3000))
    store.close()
