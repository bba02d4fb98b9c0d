"""The command line. Results go to standard output, all else to standard error.

`program` puts the commands together, of which each module has a few; `COMMANDS` says where each is, so that whoever
only wants to know whether a word is a command loads nothing. The command line knows no window: whoever starts it
passes, as typer's context object, the functions that draw (see `windows`).
"""

COMMANDS = {
    "run": "running.run",
    "resume": "running.resume",
    "sweep": "sweeping.sweep",
    "runs": "stored.runs",
    "export": "sharing.export",
    "import": "sharing.import_",
    "report": "reporting.report",
    "delete": "stored.delete",
    "list": "catalogue.list_",
    "examples": "catalogue.examples",
    "screenshot": "picture.screenshot",
    "benchmark": "benchmark.benchmark",
}
