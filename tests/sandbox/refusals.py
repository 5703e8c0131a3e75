"""Reading a refusal: what a test wants to know about it on one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import stripe


@contextmanager
def refused(message: str, *, code: str | None = None, param: str | None = None, status: int = 400) -> Iterator[None]:
    with pytest.raises(stripe.StripeError) as caught:
        yield
    error = caught.value.json_body["error"]
    assert message in error["message"], error["message"]
    assert (caught.value.http_status, error.get("code"), error.get("param")) == (status, code, param)


@contextmanager
def refused_because_of(param: str) -> Iterator[None]:
    """For tables of limits, where only the place matters."""
    with pytest.raises(stripe.InvalidRequestError) as caught:
        yield
    assert caught.value.param == param
