"""What a report says of some runs, as blocks, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator import __version__
from simulator.analysis.compared_curves import by_cost, by_step, cost, seed_points
from simulator.analysis.comparison import Comparison, Contender, Pairing, Tried, compared, contenders, doubled, pairing
from simulator.analysis.outer_loop import Axis, Line, Measure, lines
from simulator.analysis.page.blocks import Block, Heading, Page, Paragraph, Picture
from simulator.analysis.page.numbers import costs, numbers
from simulator.analysis.page.pictures import Say, curves, difference
from simulator.analysis.page.repeating import circumstances, how_to_repeat, settings_tables
from simulator.analysis.page.tasks import task_picture
from simulator.analysis.sentences import findings, findings_elsewhere
from simulator.analysis.settings import Written
from simulator.analysis.task_figure import task_figure
from simulator.analysis.verdict import after, best, said
from simulator.analysis.verdict import cost as cost_said
from simulator.declaration import InputError, Sentence, sentence
from simulator.engine.training import bind, draw

MOST_TASKS = 6  # contenders of which a task is drawn
Translate = Callable[[str], str]


@dataclass(frozen=True)
class Reported:
    """A run of a report: the name and the note that a person gave it.

    `created` is in seconds since 1970. A run's state and circumstances are taken from what it told.
    """

    tried: Tried
    name: str = ""
    note: str = ""
    created: float | None = None


def report(runs: Sequence[Reported], translate: Translate = str, language: str = "en") -> Page:
    """The report of at least one run. Adapts to one task of each, which may take a moment."""

    def say(text: Written) -> str:
        return text.render(translate) if isinstance(text, Sentence) else text

    found = contenders([run.tried for run in runs])
    measure = _measure(found)
    title = _title(runs, found, say)
    blocks: list[Block] = [Heading(title, 1), Paragraph(_when(runs, say), muted=True)]
    left_out = doubled([run.tried for run in runs])
    blocks += [Paragraph(" ".join(map(say, left_out)))] if left_out else []
    blocks += [Paragraph(run.note) for run in runs if run.note.strip()]
    blocks += _outcome(found, measure, say)
    for alike in _families(found):
        blocks += _pictures(alike, _measure(alike), say)
    blocks += numbers(found, say)
    blocks += _comparisons(found, measure, say)
    blocks += _tasks(found, say)
    blocks += costs([cost(each) for each in found], say)
    blocks += settings_tables(found, say)
    blocks += how_to_repeat(found, say)
    blocks += circumstances([run.tried for run in runs], say)
    return Page(title, tuple(blocks), language)


def _measure(found: Sequence[Contender]) -> Measure:
    losses = [each.experiment.task.loss for each in found]
    return "accuracy" if all(loss.classes and not loss.binary for loss in losses) else "loss"


def _families(found: Sequence[Contender]) -> list[list[Contender]]:
    """Those with the same task family together: curves of others mean something else."""
    groups: dict[type, list[Contender]] = {}
    for each in found:
        groups.setdefault(type(each.experiment.task), []).append(each)
    return list(groups.values())


def _step(found: Sequence[Contender]) -> int:
    """The inner step that is spoken of: as many as the first one trains for."""
    experiment = found[0].experiment
    return min(experiment.strategy.usual_steps, experiment.schedule.evaluation_steps)


def _title(runs: Sequence[Reported], found: Sequence[Contender], say: Say) -> str:
    first = runs[0]
    if len(found) == 1:
        experiment = found[0].experiment
        return first.name or (say(sentence(experiment.title)) if _plain(experiment.title) else "") or say(found[0].name)
    return (
        say(sentence("{first} and {others} others compared", first=found[0].name, others=len(found) - 1))
        if len(found) > 2
        else say(sentence("{first} and {second} compared", first=found[0].name, second=found[1].name))
    )


def _plain(title: str) -> bool:
    """Whether a title is no template: braces in a stranger's would be read as one."""
    return bool(title) and "{" not in title and "}" not in title


def _when(runs: Sequence[Reported], say: Say) -> str:
    days = sorted({_day(run.created) for run in runs if run.created is not None} - {""})
    told = sentence("{count} runs", count=len(runs)) if len(runs) > 1 else sentence("One run")
    dates = f", {days[0]}" + (f" \N{EN DASH} {days[-1]}" if len(days) > 1 else "") if days else ""
    return f"{say(told)}{dates} \N{MIDDLE DOT} Learning Strategy Simulator {__version__}"


def _day(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):
        return ""


def _outcome(found: Sequence[Contender], measure: Measure, say: Say) -> Iterator[Block]:
    """What each came to, in words."""
    yield Heading(say(sentence("What came out")))
    for contender in found:
        texts = " ".join(map(say, _findings(contender)))
        yield Paragraph(f"{say(contender.name)}: {texts}" if len(found) > 1 else texts)
    step = _step(found)
    told = [best(found, step, measure)]
    for other in found[1:]:
        pair = pairing(found[0], other, measure)
        told += [pair] if isinstance(pair, Sentence) else [*said(compared(pair), step)[:1], cost_said(found[0], other)]
    if any(told):
        yield Paragraph(" ".join(dict.fromkeys(say(each) for each in told if each is not None)))


def _findings(contender: Contender) -> list[Sentence]:
    run = contender.runs[0]
    progress, experiment = run.progress, run.experiment
    told = (
        [sentence("With {count} seeds; of the first one:", count=len(contender.runs))]
        if len(contender.runs) > 1
        else []
    )
    if progress.message is not None:
        told.append(progress.message)
    if progress.tested is None and not progress.evaluations:
        return [*told, sentence("It was not evaluated.")]
    step = min(experiment.strategy.usual_steps, experiment.schedule.evaluation_steps)
    if progress.tested is None:
        told.append(
            sentence(
                "It has not come to its final test; at meta-iteration {iteration}, on validation tasks:",
                iteration=f"{progress.evaluations[-1].iteration:,}",
            )
        )
        told += findings(progress.evaluations[-1].scores, progress.references, step, progress.training_loss)
        return told
    tested = progress.tested
    told += findings(tested.scores, tested.references, step, progress.training_loss)
    if tested.elsewhere is not None and experiment.elsewhere is not None:
        told += findings_elsewhere(tested.elsewhere.scores, tested.elsewhere.references, step, experiment.elsewhere)
    return told


def _pictures(found: Sequence[Contender], measure: Measure, say: Say) -> Iterator[Block]:
    """The two loops of all of them, one over the other."""
    step = _step(found)
    axes: list[tuple[Axis, Sentence]] = [("iterations", sentence("meta-iterations"))]
    if len(found) > 1:
        axes.append(("gradients", sentence("gradient evaluations")))
    first = found[0].runs[0].progress
    yield Heading(say(sentence("The outer loop: {family}", family=sentence(found[0].experiment.task.title))))
    for axis, bottom in axes:
        drawn = [curve for each in found if (curve := by_cost(each, axis, step, measure)) is not None]
        if drawn:
            about = say(
                sentence("Validation {after}.", after=after(step))
                if all(each.seeds for each in drawn)
                else sentence("Validation {after}, with its 95% interval.", after=after(step))
            )
            known = lines(first.references, step, measure)
            yield curves(drawn, known, measure, bottom, about + _circles(any(each.seeds for each in drawn), say), say)
    inner = [curve for each in found if (curve := by_step(each, measure)) is not None]
    if inner:
        tested = first.tested
        references = tested.references if tested is not None else first.references
        kept: list[Line] = [line for line in lines(references, step, measure) if line.key != "scratch"]
        scratch = [line for line in lines(references, step, measure) if line.key == "scratch"]
        about = say(
            sentence("The result after each inner step.")
            if all(each.seeds for each in inner)
            else sentence("The result after each inner step, with its 95% interval.")
        )
        yield Heading(say(sentence("The inner loop: {family}", family=sentence(found[0].experiment.task.title))))
        yield curves(
            inner,
            [*scratch, *kept],
            measure,
            sentence("inner steps"),
            about + _circles(any(each.seeds for each in inner), say),
            say,
        )


def _circles(drawn: bool, say: Say) -> str:
    """What stands in place of a band, where there are circles."""
    told = sentence("Of two seeds the results of each are drawn as circles: they are too few for an interval.")
    return f" {say(told)}" if drawn else ""


def _comparisons(found: Sequence[Contender], measure: Measure, say: Say) -> Iterator[Block]:
    """Each of the others beside the first."""
    if len(found) < 2:
        return
    step = _step(found)
    pairs = [(other, pairing(found[0], other, measure)) for other in found[1:]]
    yield Heading(say(_heading([pair for _, pair in pairs])))
    for other, pair in pairs:
        names = sentence("{first} and {second}", first=found[0].name, second=other.name)
        yield Heading(say(names), 3)
        if isinstance(pair, Sentence):
            yield Paragraph(say(pair))
            continue
        comparison = compared(pair)
        yield Paragraph(" ".join(map(say, said(comparison, step))))
        yield _difference(comparison, say)


def _heading(pairs: Sequence[Pairing | Sentence]) -> Sentence:
    """What is true of the pairs: whether none, some or all of them were judged on the same tasks."""
    apart = [isinstance(pair, Sentence) for pair in pairs]
    if all(apart):
        return sentence("Why they are not compared")
    return sentence("Compared as far as they can be") if any(apart) else sentence("Compared on the same tasks")


def _difference(comparison: Comparison, say: Say) -> Picture:
    first, second = comparison.pairing.names
    names, circles = {"first": first, "second": second}, bool(seed_points(comparison))
    about = (
        sentence(
            "{first} less {second}: the mean over the same tasks after each inner step, and all tasks after one step, "
            "from the smallest difference to the largest.",
            **names,
        )
        if circles
        else sentence(
            "{first} less {second}: the mean over the same tasks after each inner step with its 95% interval, and all "
            "tasks after one step, from the smallest difference to the largest.",
            **names,
        )
    )
    return difference(comparison, say(about) + _circles(circles, say), say)


def _tasks(found: Sequence[Contender], say: Say) -> Iterator[Block]:
    """The first of the test tasks, as each of them answers it."""
    drawn: list[Block] = []
    for contender in found[:MOST_TASKS]:
        run = contender.runs[0]
        state = run.progress.evaluations[-1].state if run.progress.evaluations else None
        if state is None:
            continue
        step = min(run.experiment.strategy.usual_steps, run.experiment.schedule.evaluation_steps)
        try:
            problem = bind(run.experiment)
            batch = draw(run.experiment, problem, "test", "test", run.experiment.schedule.test_tasks)
            figure = task_figure(problem, run.experiment.strategy, state, batch, 0, step)
        except InputError as error:
            drawn.append(Paragraph(say(error.message), muted=True))
            continue
        about = sentence("{name}: {task}", name=contender.name, task=figure.about)
        drawn.append(task_picture(figure, step, say(about), say))
    if drawn:
        yield Heading(say(sentence("One task, before and after adapting")))
        yield from drawn
