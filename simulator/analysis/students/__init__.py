"""Students looked at closely: one whose answers are changed, how many answers are needed, and who is served worst.

`what_if` adapts to one student's answers as they were and as they are imagined; `answers_needed` judges predictions
after the first 0, 1, ... answers of many students; `worst_served` says whom an adaptation serves worst.
"""

from __future__ import annotations

from simulator.analysis.students.needed import AnswersNeeded, answers_needed
from simulator.analysis.students.served import ServedFigure, worst_served
from simulator.analysis.students.what_if import WhatIfFigure, made_student, what_if

__all__ = ["AnswersNeeded", "ServedFigure", "WhatIfFigure", "answers_needed", "made_student", "what_if", "worst_served"]
