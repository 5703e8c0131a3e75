"""Stripe's lists: newest first, a hundred at most, continued from an id (Stripe docs, "Pagination")."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.sandbox import limits
from generator.sandbox.errors import missing, refused
from generator.sandbox.fields import Field, Group, Params, Text, Whole
from generator.sandbox.forms import Raw
from generator.sandbox.state import Record

CURSORS: dict[str, Field] = {
    "limit": Whole(1, limits.PAGE_SIZE_MAXIMUM),
    "starting_after": Text(),
    "ending_before": Text(),
}


class CreatedFilter:
    """`created` as an instant or as a range."""

    _range = Group({bound: Whole() for bound in ("gt", "gte", "lt", "lte")})

    def read(self, raw: Raw, param: str) -> dict[str, int]:
        if isinstance(raw, str):
            moment = Whole().read(raw, param)
            return {"gte": moment, "lte": moment}
        return self._range.read(raw, param)


def within(created: int, bounds: dict[str, int]) -> bool:
    return (
        created > bounds.get("gt", created - 1)
        and created >= bounds.get("gte", created)
        and created < bounds.get("lt", created + 1)
        and created <= bounds.get("lte", created)
    )


def one_cursor(params: Params) -> None:
    if "starting_after" in params and "ending_before" in params:
        raise refused("Received both starting_after and ending_before parameters. Please pass in only one.")


def newest_first(records: Iterable[Record]) -> list[Record]:
    return list(records)[::-1]


def page(
    records: Sequence[Record],
    params: Params,
    url: str,
    kind: str,
    keep: Callable[[Record], bool] = lambda record: True,  # noqa: ARG005, keeps everything
) -> dict[str, Any]:
    """One page of what `keep` lets through, from records already in the order to show.

    A cursor is a place among all records: it still works when its record has just dropped out of the filter.
    """
    size = params.get("limit", limits.PAGE_SIZE)
    ids = [record["id"] for record in records]
    for cursor in ("starting_after", "ending_before"):
        if cursor in params and params[cursor] not in ids:
            raise missing(kind, params[cursor], cursor)
    if "ending_before" in params:
        kept = [record for record in records[: ids.index(params["ending_before"])] if keep(record)]
        shown = kept[-size:]
    else:
        start = ids.index(params["starting_after"]) + 1 if "starting_after" in params else 0
        kept = [record for record in records[start:] if keep(record)]
        shown = kept[:size]
    return {"object": "list", "data": shown, "has_more": len(kept) > len(shown), "url": url}
