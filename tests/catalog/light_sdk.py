"""The SDK without its record objects, which cost four fifths of the time of a call and which the gateway turns back
into plain data at once; an answer that came before is not parsed again. Encoding, retries and errors stay the SDK's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from json import loads
from types import SimpleNamespace
from unittest.mock import patch

from stripe._api_requestor import _APIRequestor


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

    @lru_cache(maxsize=4096)
    def read(body: str) -> dict:
        return loads(body)

    @lru_cache(maxsize=64)
    def headers_of_get(mode: str, options: tuple) -> dict[str, str]:
        return make_headers(requestor, "get", mode, dict(options))

    make_headers, requestor = _APIRequestor.request_headers, _APIRequestor()

    def headers(self, method: str, mode: str, options: dict) -> dict[str, str]:
        if method != "get":
            return make_headers(self, method, mode, options)
        return dict(headers_of_get(mode, tuple(sorted(options.items()))))

    def silent(*_arguments, **_details) -> None:
        """Nobody reads the log, and formatting it takes an eighth of the time."""

    with (
        patch("stripe._api_requestor._convert_to_stripe_object", converted),
        patch("stripe._api_requestor.log_info", silent),
        patch("stripe._api_requestor.log_debug", silent),
        patch("stripe._api_requestor._APIRequestor._detect_ai_agent", lambda *_: ""),
        patch("stripe._api_requestor._APIRequestor.request_headers", headers),
        patch("stripe._stripe_response.json", SimpleNamespace(loads=lambda body, **_: read(body))),
    ):
        yield
