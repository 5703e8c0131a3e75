"""What can go wrong with a request to Stripe, by what it means for us."""

from __future__ import annotations

from generator.errors import NOWHERE, Problem, ProblemsFound


class Unanswered(Exception):  # noqa: N818 - it says what happened
    """Nobody knows whether the request had its effect: look before asking again."""


class Unreached(Unanswered):
    """There was no connection, or it broke before the answer came."""


class Outdated(Unanswered):
    """Stripe refuses because something is not as a list that lags had shown it."""


class AlreadyThere(Exception):  # noqa: N818 - it says what happened
    """The name is taken: by ourselves in an earlier run, or by somebody else."""


def no_answer(lost: Unanswered) -> ProblemsFound:
    """What a creator is told of a request whose outcome nobody knows."""
    return trouble("L429" if isinstance(lost, Unreached) else "L419", found=str(lost))


def trouble(code: str, **facts: str) -> ProblemsFound:
    """A problem outside the creator's files, to be raised."""
    return ProblemsFound([Problem(code, NOWHERE, facts)])
