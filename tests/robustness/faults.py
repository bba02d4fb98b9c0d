"""A disk that fails at every single call of a save: what was there stays, and what is told to be safe is.

    python -m tests.robustness.faults [--every 1] [--parallel 2]

A small library is put between a child and the system (`LD_PRELOAD`, so Linux with a C compiler). It makes the n-th call
that changes a file below a folder fail (write, fsync, truncate, rename, unlink), once, for a while, or from then on.
The child opens a database with a finished run, records another one, renames, deletes, and keeps a draft. For n = 1, 2,
... until there is no such call, the database must be sound, the finished run as it was, the child's sentences clear,
and everything that it was told to be safe must be there. Then the same for files that are saved as a whole, of which
every call to the system fails in turn. Prints counts, and exits with 1 where something was missed.
"""

from __future__ import annotations

import argparse
import errno
import functools
import itertools
import os
import queue
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from simulator.store import Store
from tests.robustness.kill import digest
from tests.robustness.saving import CHECKPOINT, FINISHED, LEARNED, VICTIM, prepare, said_in
from tests.unit.declaration import test_whole_file
from tests.unit.store import ready_made

FOREVER = 10**9
UNCLEAR = "cannot be used"  # the sentence for what nobody thought of

SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;
long fault_calls(void) { return calls; }

static int fails(const char *path) {
    const char *folder = getenv("FAULT_FOLDER");
    if (!folder || strncmp(path, folder, strlen(folder))) return 0;
    long call = __sync_add_and_fetch(&calls, 1), at = atol(getenv("FAULT_AT"));
    if (call < at || call - at >= atol(getenv("FAULT_TIMES"))) return 0;
    errno = atoi(getenv("FAULT_ERROR"));
    return 1;
}

static int fails_fd(int fd) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))
ssize_t write(int fd, const void *d, size_t n) { return fails_fd(fd) ? -1 : REAL(write)(fd, d, n); }
ssize_t pwrite(int fd, const void *d, size_t n, off_t o) { return fails_fd(fd) ? -1 : REAL(pwrite)(fd, d, n, o); }
ssize_t pwrite64(int fd, const void *d, size_t n, off64_t o) { return fails_fd(fd) ? -1 : REAL(pwrite64)(fd, d, n, o); }
int fsync(int fd) { return fails_fd(fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails_fd(fd) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t n) { return fails_fd(fd) ? -1 : REAL(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { return fails_fd(fd) ? -1 : REAL(ftruncate64)(fd, n); }
int rename(const char *a, const char *b) { return fails(b) ? -1 : REAL(rename)(a, b); }
int unlink(const char *path) { return fails(path) ? -1 : REAL(unlink)(path); }
"""


@dataclass(frozen=True)
class Fault:
    """Which call fails, how, and how many after it."""

    at: int
    error: int
    times: int

    def __str__(self) -> str:
        lasting = {1: "once", FOREVER: "from then on"}.get(self.times, f"{self.times} times")
        return f"{errno.errorcode[self.error]} {lasting}" + (f" at call {self.at}" if self.at else "")


@dataclass
class Account:
    """What a child said, and what is wrong with what it left behind."""

    fault: Fault
    calls: int = 0
    safe: bool = False
    opened: bool = False
    sentences: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def compiled(folder: Path) -> Path | None:
    """The library, made by the system's C compiler; None where there is none."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    source, library = folder / "shim.c", folder / "shim.so"
    source.write_text(SHIM, encoding="utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


class Nursery:
    """A process with the library in it, whose children save."""

    def __init__(self, library: Path, template: Path) -> None:
        self._template, self._number = template, itertools.count()
        surroundings = os.environ | {"LD_PRELOAD": str(library)}
        command = [sys.executable, "-m", "tests.robustness.saving"]
        self._process = subprocess.Popen(
            command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def save(self, fault: Fault) -> Account:
        """Let a child save on a disk with this fault, and check what is left."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "disk"
            folder.mkdir()
            database = folder / "runs.sqlite"
            shutil.copyfile(self._template, database)
            print(database, fault.at, fault.error, fault.times, sep="\t", file=self._process.stdin, flush=True)
            status = self._process.stdout.readline().strip()
            said = Path(said_in(str(database))).read_text(encoding="utf-8").replace(name, "")
            account = Account(fault)
            if status != "0":
                account.misses.append(f"the child ended with {status}: {said[-1000:]}")
            _check(database, account, [line.partition(" ")[::2] for line in said.splitlines()])
            return account

    def close(self) -> None:
        """No more children."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(60)


def save_all(library: Path, template: Path, every: int, times: tuple[int, ...], parallel: int = 1) -> list[Account]:
    """Save with a fault at every so-manieth call there is, each in every way to fail."""
    free: queue.SimpleQueue[Nursery] = queue.SimpleQueue()
    nurseries = [Nursery(library, template) for _ in range(parallel)]
    for each in nurseries:
        free.put(each)

    def one(fault: Fault) -> Account:
        nursery = free.get()
        try:
            return nursery.save(fault)
        finally:
            free.put(nursery)

    try:
        undisturbed = one(Fault(FOREVER, errno.EIO, 1))
        with ThreadPoolExecutor(parallel) as pool:
            return [undisturbed, *pool.map(one, faults(undisturbed.calls, every, times))]
    finally:
        for each in nurseries:
            each.close()


def _check(database: Path, account: Account, said: list[tuple[str, str]]) -> None:
    words = dict(said)
    account.calls, account.safe, account.opened = int(words.get("calls", 0)), "safe" in words, "opened" in words
    account.sentences = [text for word, text in said if word == "sentence"]
    unclear = [text for text in account.sentences if not text.endswith(".") or UNCLEAR in text]
    account.misses += [f"unclear: {text}" for text in unclear]
    with closing(sqlite3.connect(database)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    store = Store(database)
    listed = {each.name: each for each in store.runs()}
    runs = {each.uid: each for each in listed.values()}
    new = runs.get(words.get("uid", ""))
    faults = {
        f"the database is damaged: {verdict}": verdict != "ok",
        "the finished run is not as it was": digest(store.history(listed[FINISHED].id)) != _finished(),
        "the deleted run is there": "deleted" in words and VICTIM in listed,
        "the safe run is not there": "safe" in words
        and (new is None or new.state != "completed" or digest(store.history(new.id)) != words["safe"]),
        "the safe run has no checkpoint": "safe" in words and (new is None or _kept(database, new.id) != CHECKPOINT),
        "the safe run has not what it had learned": "safe" in words
        and (new is None or _learned(database, new.id) != [(each, LEARNED) for each in (0, 10, 20, 30)]),
        "the new name is not there": "renamed" in words and (new is None or new.name != words["renamed"]),
        "a run is still going on": any(each.state == "running" for each in runs.values()),
        "the run is not safe though the disk is well again": account.opened
        and account.fault.times < FOREVER
        and "safe" not in words,
        "nothing was said": account.fault.times == FOREVER and account.fault.at < account.calls and not said,
    }
    account.misses += [what for what, true in faults.items() if true]
    if new is not None:
        list(store.history(new.id))  # raises where it does not fit together
    store.close()


@functools.cache
def _finished() -> str:
    return digest(ready_made.history())


def _kept(database: Path, run: int) -> bytes:
    with closing(sqlite3.connect(database)) as connection:
        row = connection.execute("SELECT data FROM checkpoints WHERE run = ?", (run,)).fetchone()
    return bytes(row[0]) if row else b""


def _learned(database: Path, run: int) -> list[tuple[int, bytes]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT iteration, data FROM states WHERE run = ? ORDER BY 1", (run,)).fetchall()


def faults(last: int, every: int, times: tuple[int, ...]) -> Iterator[Fault]:
    """Every so-manieth call, in every way to fail."""
    for error, lasting in itertools.product((errno.EIO, errno.ENOSPC), times):
        yield from (Fault(at, error, lasting) for at in range(1, last + 1, every))


def save_whole() -> tuple[int, list[str]]:
    """Save each kind of file with a fault at each call there is: how many saves, and what was missed."""
    made, misses = 0, []
    for name, calls in test_whole_file.CALLS.items():
        for failing, code in itertools.product(range(len(calls)), test_whole_file.FAULTS):
            made += 1
            with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as folder:
                try:
                    test_whole_file.test_a_fault_at_any_call_leaves_the_old_file_bit_for_bit_and_nothing_beside_it(
                        Path(folder), patched, name, failing, code
                    )
                except (Exception, pytest.fail.Exception) as error:
                    what = f"{name}, {errno.errorcode[code]} at call {failing + 1} ({calls[failing]})"
                    misses.append(f"{what}: {str(error).splitlines()[0] if str(error) else type(error).__name__}")
    return made, misses


def main() -> int:
    """Go through all of them, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = compiled(folder)
        if library is None:
            print("This needs Linux and a C compiler.")
            return 1
        template = prepare(folder / "template.sqlite")
        undisturbed, *accounts = save_all(library, template, asked.every, (1, 20, FOREVER), asked.parallel)
    print(f"{undisturbed.calls} calls in an undisturbed save")
    status = _print(accounts)
    made, misses = save_whole()
    print(f"files saved as a whole: {made:4} saves, {len(misses)} missed")
    for miss in misses:
        print("MISS", miss)
    return 1 if misses else status


def _print(accounts: list[Account]) -> int:
    for error, times in sorted({(each.fault.error, each.fault.times) for each in accounts}):
        some = [each for each in accounts if (each.fault.error, each.fault.times) == (error, times)]
        told = sum(bool(each.sentences) for each in some)
        print(
            f"{Fault(0, error, times)!s:32} {len(some):4} saves, {sum(each.opened for each in some):4} opened, "
            f"{sum(each.safe for each in some):4} safe in the end, {told:4} with a sentence, "
            f"{sum(bool(each.misses) for each in some)} missed"
        )
    for text, count in Counter(text for each in accounts for text in each.sentences).most_common():
        print(f"{count:5}  {text}")
    for each in accounts:
        for miss in each.misses:
            print("MISS", each.fault, miss)
    return 1 if any(each.misses for each in accounts) else 0


if __name__ == "__main__":
    sys.exit(main())
