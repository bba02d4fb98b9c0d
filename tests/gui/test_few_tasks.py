"""A class of students may have fewer validation tasks than were asked for: the task view goes round among those."""

FEW = {"schedule.evaluation_tasks": 100}


def test_the_task_before_the_first_is_the_last_that_there_is(open_window):
    desk = open_window("students-class", FEW)
    desk.trigger("runAction")
    desk.finish()
    view = desk.window.workspace.task
    desk.until(lambda: view.figure is not None)
    desk.trigger("previousTask")
    assert 0 < view.task < 99
    last = view.task
    desk.trigger("nextTask")
    assert view.task == 0
    desk.trigger("previousTask")
    assert view.task == last


def test_a_task_beyond_the_last_that_there_is_is_one_of_them(open_window):
    desk = open_window("students-class", FEW)
    view = desk.window.workspace.task
    view.task = 99  # as another run left it
    desk.trigger("runAction")
    desk.until(lambda: view.figure is not None)
    assert view.task < 99
    desk.finish()
