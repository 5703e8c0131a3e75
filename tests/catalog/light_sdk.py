"""The SDK without its record objects, which cost four fifths of the time of a call and which the gateway turns back
into plain data at once. Encoding, retries and errors stay the SDK's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


class Answer:
    """An answer as the gateway looks at it."""

    def __init__(self, content: dict) -> None:
        self._content = content

    def __getattr__(self, name: str):
        value = self._content[name]
        return [Answer(each) for each in value] if name == "data" else value

    def to_dict(self) -> dict:
        return self._content


@contextmanager
def light_sdk() -> Iterator[None]:
    """Inside, answers are not made into the SDK's objects."""

    def converted(resp, *_arguments, **_options):
        return Answer(resp.data)

    def silent(*_arguments, **_details) -> None:
        """Nobody reads the log, and formatting it takes an eighth of the time."""

    with (
        patch("stripe._api_requestor._convert_to_stripe_object", converted),
        patch("stripe._api_requestor.log_info", silent),
        patch("stripe._api_requestor.log_debug", silent),
        patch("stripe._api_requestor._APIRequestor._detect_ai_agent", lambda *_: ""),
    ):
        yield
