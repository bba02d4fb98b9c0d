"""The list of runs, this session's and all that are stored: thousands of rows, sorted and filtered as plain lists.

`rows` says what a row is and what its columns show, `model` sorts and filters them for Qt, `reading` reads the stored
runs in the background, `changes` shows what a person changes before it is read back. `table` and `cells` draw, `notes`
is where notes and tags are written, and `panel` puts it all together.
"""
