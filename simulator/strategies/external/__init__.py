"""Strategies that change the learner from outside: a search over its architecture and hyper-parameters."""
