"""Strategies that take in a support set at once: metric, closed-form and amortised ones."""
