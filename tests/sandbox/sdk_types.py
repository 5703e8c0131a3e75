"""Is this a request the installed SDK's own types allow?

The types cannot be used as they are: their enums are `Literal[...] | str`, so a wrong word passes; unknown
keys pass; request options such as `api_key` count as parameters. They are rebuilt here without those holes,
so that an upgrade of the SDK brings its new parameters along. Lengths, counts and rules between parameters
are not in the types.
"""

import sys
import types
from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from typing import Any, Literal, Union, get_args, get_origin

import stripe.params
import stripe.params.checkout
from pydantic import ConfigDict, TypeAdapter, ValidationError
from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import (  # noqa: UP035, before Python 3.13 these are not those of `typing`
    NotRequired,
    Required,
    TypedDict,
    get_type_hints,
    is_typeddict,
)


def check_against_sdk(operation: str, params: Mapping[str, Any]) -> None:
    """Raise AssertionError, with the exact path, when `params` do not fit, say, "payment_link_create"."""
    try:
        adapter(operation).validate_python(dict(params))
    except ValidationError as error:
        found = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise AssertionError(f"{operation} does not fit the SDK's types:\n" + "\n".join(found)) from None


@cache
def adapter(operation: str) -> TypeAdapter[Any]:
    name = "".join(word.title() for word in operation.split("_")) + "Params"
    module = stripe.params.checkout if name.startswith("Session") else stripe.params
    return TypeAdapter(_strict(getattr(module, name)))


@cache
def _strict(loose: type) -> type:
    """The same TypedDict, refusing what it does not name."""
    options = RequestOptions.__annotations__ if _takes_options(loose) else {}
    annotations = {key: hint for key, hint in loose.__annotations__.items() if key not in options}
    scope = types.new_class(loose.__name__)
    scope.__annotations__ = annotations
    hints = get_type_hints(scope, vars(sys.modules[loose.__module__]), include_extras=True)
    strict = TypedDict(loose.__name__, {key: _tightened(hint) for key, hint in hints.items()})
    strict.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    return strict


def _takes_options(loose: type) -> bool:
    return RequestOptions in getattr(loose, "__orig_bases__", ())


def _tightened(hint: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        return _strict(hint)
    if origin in (NotRequired, Required):
        return origin[_tightened(arguments[0])]
    if origin in (Union, types.UnionType):
        kept = [each for each in arguments if UntypedStripeObject not in (each, get_origin(each))]
        closed = any(get_origin(each) is Literal and get_args(each) != ("",) for each in kept)
        return reduce(or_, (_tightened(each) for each in kept if not (closed and each is str)))
    if origin is list:
        return list[_tightened(arguments[0])]
    if origin is dict:
        return dict[_tightened(arguments[0]), _tightened(arguments[1])]
    return hint
