"""What can go wrong with a request to Stripe, by what it means for us."""

from __future__ import annotations

from generator.errors import NOWHERE, Problem, ProblemsFound


class Unanswered(Exception):  # noqa: N818 - it says what happened
    """Nobody knows whether the request had its effect: look before asking again."""


class AlreadyThere(Exception):  # noqa: N818 - it says what happened
    """The name is taken: by ourselves in an earlier run, or by somebody else."""


def trouble(code: str, **facts: str) -> ProblemsFound:
    """A problem outside the creator's files, to be raised."""
    return ProblemsFound([Problem(code, NOWHERE, facts)])
