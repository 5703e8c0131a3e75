"""Whether products are still where their links say: the shops' own addresses are asked, never a network's.

What was found is kept in a file beside the offers, with the redirects that the creator has accepted.
"""

from __future__ import annotations

import datetime
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from generator.affiliate.address import host_of, registrable

FILE = "products.health.json"
State = Literal["healthy", "accepted", "moved", "elsewhere", "unclear", "gone"]
"""`moved` within the site, `elsewhere` to another one; `unclear` when the shop does not answer a program."""
_SECONDS = 15
_GONE = (404, 410)
_AGENT = "Mozilla/5.0 (compatible; Vitrine link check)"


@dataclass(frozen=True, slots=True)
class Found:
    """What an address said when it was asked.

    Attributes:
        asked: the day.
        status: of the last answer, by HTTP; 0 when there was none.
        leads_to: the address that answered.
        trouble: why there was no answer.
        accepted: where the creator says that it may lead.
    """

    asked: str
    status: int
    leads_to: str
    trouble: str = ""
    accepted: str = ""

    def state(self, address: str) -> State:
        """What this means for a link to `address`."""
        if self.status in _GONE:
            return "gone"
        if not 200 <= self.status < 300:
            return "unclear"
        if _bare(self.leads_to) == _bare(address):
            return "healthy"
        if self.leads_to == self.accepted:
            return "accepted"
        is_same_owner = registrable(host_of(self.leads_to)) == registrable(host_of(address))
        return "moved" if is_same_owner else "elsewhere"


def _bare(url: str) -> tuple[str, str, str]:
    """An address without what makes no difference: the scheme, `www`, a slash at the end, the fragment."""
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


class _Counted(Exception):  # noqa: N818 - it says what happened
    """A redirect led to an address that counts clicks, where a program must not go."""


class _Follow(urllib.request.HTTPRedirectHandler):
    def __init__(self, pays: Callable[[str], str]) -> None:
        self._pays = pays

    def redirect_request(  # the signature is urllib's
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        if self._pays(newurl):
            raise _Counted(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type] # typed loosely above


def ask(address: str, day: datetime.date, pays: Callable[[str], str]) -> Found:
    """What `address` says now, after following its redirects, unless one leads to a network.

    Args:
        address: a shop's own, without any tag.
        day: is kept with the answer.
        pays: tells by which network an address pays, or nothing.
    """
    opener = urllib.request.build_opener(_Follow(pays))
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT})  # noqa: S310 - the model takes https only
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return Found(day.isoformat(), answer.status, answer.url)
    except urllib.error.HTTPError as error:
        with error:
            return Found(day.isoformat(), error.code, error.url or address, f"{error.code} {error.reason}")
    except _Counted as stop:
        return Found(day.isoformat(), 0, str(stop), f"redirects to a link of {pays(str(stop))}")
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        reason = getattr(reason, "strerror", None) or reason  # without the number of the error
        return Found(day.isoformat(), 0, address, f"no answer ({reason})")


def read_health(path: Path) -> dict[str, Found]:
    """What was found so far, by address; nothing when the file cannot be used, since asking again mends it."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        return {address: Found(**found) for address, found in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_health(path: Path, found: Mapping[str, Found]) -> None:
    """Keeps what was found, in an order that gives small differences."""
    kept = {address: asdict(found[address]) for address in sorted(found)}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


def remembering(found: Found, before: Found | None) -> Found:
    """A new answer with what the creator accepted earlier."""
    return replace(found, accepted=before.accepted) if before else found


def accepting(known: Mapping[str, Found], addresses: Iterable[str]) -> dict[str, Found]:
    """`known` with every redirect of these addresses accepted as it is now."""
    wanted = set(addresses)
    return {
        address: replace(found, accepted=found.leads_to)
        if address in wanted and found.state(address) in ("moved", "elsewhere")
        else found
        for address, found in known.items()
    }
