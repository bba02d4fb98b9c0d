"""`run` says which drawn tasks do not fit the experiment, and runs it all the same."""

from simulator.experiment import load, misfits
from tests.cli.conftest import SHORT

FILE = 'format = 1\n\n[task]\nkind = "linear"\n\n[learner]\nkind = "linear"\n\n[strategy]\nkind = "maml"\n'
FLAT = '\n[[drawn]]\nname = "Flat"\nkind = "classes"\ninputs = [[0.5, 1.0]]\nlabels = [0]\n'


def test_a_drawn_task_that_does_not_fit_is_named_once_and_the_run_goes_on(simulator, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(FILE + FLAT)
    done = simulator("run", file, *SHORT)
    (said,) = map(str, misfits(load(file)))
    assert done.stderr.count(said) == 1
    assert done.returncode == 0
    quiet = simulator("run", file, *SHORT, "--quiet")
    assert "Flat" not in quiet.stderr


def test_a_single_section_of_drawn_tasks_is_refused_without_pythons_words(refused, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(FILE + FLAT.replace("[[drawn]]", "[drawn]"))
    assert refused("run", file) == (
        "drawn is a single table; each drawn task must be a section of its own that begins with [[drawn]]."
    )
