"""The sentence under the plots: what the last evaluation, or the test, shows."""

from simulator.analysis.sentences import findings
from simulator.engine import Progress
from simulator.engine import Tested as OnUnseenTasks
from tests.gui.made_up import progress


def said(made: Progress, step: int) -> str:
    scores = made.evaluations[-1].scores
    return " ".join(str(each) for each in findings(scores, made.references, step, made.training_loss))


def replayed(open_window, example: str, made: Progress):
    desk = open_window(example)
    desk.window.session.replay(desk.window.model.experiment, made)
    return desk


def test_it_says_what_the_last_evaluation_shows_after_the_chosen_step(open_window):
    made = progress([2.0, 1.0], [3.0, 0.5])
    desk = replayed(open_window, "sine-maml", made)
    for step in (0, 1, 2):
        desk.window.view_settings.set(step=step)
        assert desk.find("finding").text() == said(made, step)
    assert desk.find("finding").text().startswith("After 2 steps the error is 0.5000 \u00b1 0.0089; from a random")


def test_it_names_meta_overfitting_where_the_numbers_show_it(open_window):
    losses = [0.3, 0.2]  # low in training, high on the validation tasks: learned, but not to learn
    made = progress(losses, [2.0, 1.5], tasks=40, accuracy=[0.2, 0.41], scratch_accuracy=0.57)
    desk = replayed(open_window, "digits-too-few-classes", made)
    text = desk.find("finding").text()
    assert text.startswith("After 2 steps 41.00% \u00b1 0.32% of the answers are right; from a random start 57.00%.")
    assert text.endswith("worse than a random start: what is learned misleads on new tasks (meta-overfitting).")


def test_a_finished_run_is_judged_on_tasks_never_seen_before(desk):
    desk.trigger("runAction")
    desk.finish()
    tested = desk.progress.tested
    assert isinstance(tested, OnUnseenTasks)
    text = desk.find("finding").text()
    assert text.startswith("On 8 tasks never seen before: ")
    step = desk.window.view_settings.step
    sentences = findings(tested.scores, tested.references, step, desk.progress.training_loss)
    assert text == "On 8 tasks never seen before: " + " ".join(str(each) for each in sentences)


def test_there_is_nothing_to_say_before_a_run(desk):
    assert desk.find("finding").text() == "What is seen will be said here in words."
