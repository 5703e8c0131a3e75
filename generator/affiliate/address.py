"""Web addresses taken apart and put together without changing what somebody else wrote in them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

_RESERVED = ":/?#[]@!$&'()*+,;=%~"


@lru_cache(maxsize=256)  # every network asks it of the same address
def host_of(url: str) -> str:
    """The host that `url` leads to, in small letters; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def registrable(host: str) -> str:
    """The part of `host` that somebody has registered: `amazon.co.uk` of `www.amazon.co.uk`.

    Empty for what nobody can register: a number, a public suffix such as `co.uk`.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _public_suffixes().privatesuffix(host) or ""
    return ""


@cache
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def is_within(host: str, *domains: str) -> bool:
    """Whether `host` is one of `domains` or lies below one; `amazon.fr.example` does not lie below `amazon.fr`."""
    return f".{host}".endswith(_below(domains))


@cache
def _below(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{domain}" for domain in domains)


def ascii_address(url: str) -> str:
    """`url` as it goes over the wire: other letters are escaped, what is escaped stays as it is."""
    escaped = re.sub("%(?![0-9A-Fa-f]{2})", "%25", url)
    return quote(escaped, safe=_RESERVED)


def encoded(url: str) -> str:
    """`url` as a value inside another address."""
    return quote(url, safe="")


def parameters(url: str) -> dict[str, str]:
    """The decoded parameters of the query; of a name that comes twice, the first."""
    found: dict[str, str] = {}
    for piece in _pieces(urlsplit(url).query):
        name, _, value = piece.partition("=")
        found.setdefault(unquote_plus(name), unquote_plus(value))
    return found


def without_parameters(url: str, names: Collection[str]) -> str:
    """`url` without these parameters; the others keep their order and their spelling."""
    parts = urlsplit(url)
    pieces = _pieces(parts.query)
    kept = [piece for piece in pieces if unquote_plus(piece.partition("=")[0]) not in names]
    return url if kept == pieces else urlunsplit(parts._replace(query="&".join(kept)))


def with_parameters(url: str, wanted: Mapping[str, str]) -> str:
    """`url` with these parameters at the end of its query, each once; its fragment stays last.

    An empty value leaves its parameter out.
    """
    parts = urlsplit(without_parameters(url, wanted))
    added = [f"{name}={quote(value, safe='')}" for name, value in wanted.items() if value]
    return urlunsplit(parts._replace(query="&".join((*_pieces(parts.query), *added))))


def _pieces(query: str) -> list[str]:
    return [piece for piece in query.split("&") if piece]
