"""What nobody expected in the window itself is said in place, and ends nothing."""

from simulator.gui.main_window import MainWindow


def test_an_exception_in_a_slot_is_said_in_place_and_kept_in_the_log(desk):
    window: MainWindow = desk.window
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        window.report(type(error), error, error.__traceback__)
    assert window.workspace.notice.text == "Something unexpected happened: division by zero"
    assert "ZeroDivisionError: division by zero" in window.log.toPlainText()
    assert "test_unexpected.py" in window.log.toPlainText()


def test_a_refused_seed_is_explained_in_place(desk):
    desk.window.seed.field.setValue(-5)
    assert desk.window.workspace.notice.text == "seed is -5; it must be a whole number from 0 to 2,147,483,647."
    assert desk.window.model.experiment.seed == 0
