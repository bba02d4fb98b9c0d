"""`report`: a page that needs nothing else, and a document to print, of the runs of a database."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from simulator.app import print_report
from simulator.cli.program import app
from simulator.cli.windows import Windows
from simulator.store import Store
from tests.cli.conftest import SHORT

HOSTILE = "<script>alert('x')</script> & {braces}"
VOID = {"meta", "br", "img"}


class Reader(HTMLParser):
    """Notes every tag, and that each is closed in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.said = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said += data


@pytest.fixture
def two_runs(simulator, database):
    """MAML and Meta-SGD on the same tasks."""
    for kind in ("maml", "meta-sgd"):
        done = simulator("run", "sine-maml", *SHORT, "--set", f"strategy.kind={kind}", "--quiet")
        assert done.returncode == 0
    return database


@pytest.fixture
def page(simulator, two_runs, tmp_path):
    """Writes the report of these runs and reads it."""

    def read(*runs: str) -> tuple[str, Reader]:
        out = tmp_path / "report.html"
        done = simulator("report", *runs, "--out", out)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Wrote {out}.\n")
        text = out.read_text(encoding="utf-8")
        reader = Reader()
        reader.feed(text)
        assert reader.open == []
        return text, reader

    return read


def test_a_page_needs_nothing_from_anywhere_and_runs_nothing(page):
    text, reader = page("1", "2")
    assert not {"script", "link", "iframe", "object", "img"} & set(reader.tags)
    linked = [value for name, value in reader.attributes if name in ("src", "href", "xlink:href", "action")]
    assert all(value.startswith("data:image/png;base64,") for value in linked)
    assert not [name for name, _ in reader.attributes if name.startswith("on")]
    outside = set(re.findall(r"https?://[^\"' ]+", text))
    assert outside <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_it_holds_pictures_numbers_settings_and_how_to_repeat_it(page):
    text, reader = page("1", "2")
    for heading in ("What came out", "The outer loop", "The inner loop", "The final test", "Settings"):
        assert heading in reader.said
    assert "MAML and Meta-SGD compared" in reader.said
    own = "--database repeated.sqlite"  # in which the runs are the first two, whatever else was run
    for command in ("run experiment-1.toml", "run experiment-2.toml", "report 1 2 --out report.html"):
        assert f"python -m simulator {command} {own}\n" in reader.said
    assert 'kind = "meta-sgd"' in reader.said
    assert "on the same 4 tasks" in reader.said
    drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(drawings) == 6  # two costs, the inner loop, the difference, two tasks
    for drawing in drawings:
        ElementTree.fromstring(drawing)


def test_the_experiment_in_it_is_the_one_that_was_run(page, simulator, tmp_path):
    _, reader = page("2")
    text = reader.said[reader.said.index("format = 1") : reader.said.index("Versions and machine")]
    (tmp_path / "again.toml").write_text(text)
    simulator("export", "2", "--out", tmp_path / "exported.toml")
    assert text.strip() == (tmp_path / "exported.toml").read_text().strip()


def test_hostile_names_and_notes_are_shown_as_they_are_written(page, two_runs):
    store = Store(two_runs)
    store.rename(1, HOSTILE)
    store.annotate(1, f"noted {HOSTILE}")
    store.close()
    text, reader = page("1")
    assert "<script" not in text
    assert "script" not in reader.tags
    assert reader.said.count(HOSTILE) == 3  # the title of the page, its heading, the note


def test_runs_of_other_families_have_pictures_of_their_own_and_are_not_compared(page, simulator):
    simulator("run", "linear-maml", *SHORT, "--quiet")
    _, reader = page("1", "3")
    assert reader.said.count("The outer loop: ") == 2
    assert "Choose runs of the same task family." in reader.said
    assert "better than" not in reader.said
    assert "Why they are not compared" in reader.said
    assert "Compared on the same tasks" not in reader.said


def test_lists_of_an_experiment_are_on_one_line(page):
    _, reader = page("1")
    assert "hidden = [40, 40]\n" in reader.said
    assert "amplitude = [0.1, 5.0]\n" in reader.said


def test_the_text_and_the_table_give_a_result_with_the_same_digits(page):
    text, reader = page("1")
    (said,) = re.findall(r"the error is (\S+ \u00b1 \S+);", reader.said)
    assert f">{said}</td>" in text


def test_a_run_that_is_named_twice_or_was_made_twice_is_said_to_be_reported_once(two_runs, simulator, tmp_path):
    out = tmp_path / "report.html"
    done = simulator("report", "2", "2", "--out", out)
    assert done.stderr.startswith("Run 2 was named more than once; it is reported once.\n")
    simulator("run", "sine-maml", *SHORT, "--quiet")
    done = simulator("report", "1", "3", "--out", out)
    left_out = "Run 1 is left out: run 3 has the same settings and the same seed."
    assert done.stderr.startswith(left_out)
    assert left_out in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["<b>{0.__class__}</b>", "{unknown}"])
def test_a_hostile_title_of_an_experiment_breaks_nothing(simulator, page, title):
    simulator("run", "sine-maml", *SHORT, "--set", f"title='{title}'", "--quiet")
    text, reader = page("3")
    assert "<b>" not in text
    assert f'title = "{title}"' in reader.said


def test_a_report_can_be_printed_with_its_pictures(two_runs, tmp_path):
    from PySide6.QtWidgets import QApplication

    assert QApplication.instance() or QApplication([])
    out = tmp_path / "report.pdf"
    done = CliRunner().invoke(
        app, ["report", "1", "2", "--out", str(out)], obj=Windows(None, print_report, None), catch_exceptions=False
    )
    assert done.exit_code == 0
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) >= 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("1", "--out", "report.doc"), "--out is 'report.doc'; it must end in one of .html, .pdf."),
        (("9", "--out", "report.html"), "There is no run 9."),
        (("x", "--out", "report.html"), "RUN is 'x'; it must be the number of a run"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    two_runs, simulator, tmp_path, monkeypatch, arguments, words
):
    monkeypatch.chdir(tmp_path)
    done = simulator("report", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []
