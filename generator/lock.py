"""`stripe.lock.json`: which Payment Link sells each checkout, per mode. All that passes from Stripe to the pages.

The truth about links lies at Stripe; this file only pins which of them the site uses, so that a build needs no
network and no key, and the same commit gives the same pages. Losing it costs nothing: it is rebuilt from Stripe.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from generator.checkouts import Checkout
from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.money import CURRENCIES, Money

Mode = Literal["live", "test"]
MODES: tuple[Mode, ...] = ("live", "test")
FILE = "stripe.lock.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class PaymentLink:
    """A link as it was when it was last read back from Stripe.

    Attributes:
        id: Stripe's name of it: `plink_…`.
        url: where it is opened.
        charges: what it charges when it is opened: the deposit, or the whole.
        every: how often it charges that again; None for once.
        options: what one of each add-on costs there, by add-on id.
        content: fingerprint of all that a buyer meets at Stripe, texts included.
        total: the whole price, where a deposit is charged; None where that is what it charges.
    """

    id: str
    url: str
    charges: Money
    every: str | None = None
    options: Mapping[str, Money] = field(default_factory=dict)
    content: str = ""
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class Pins:
    """The links of one mode.

    Attributes:
        links: by name, the checkout's id and the language: `solo.ads-90-fr.eur.fr`.
        account: the Stripe account they belong to; None while it is not known.
    """

    links: Mapping[str, PaymentLink] = field(default_factory=dict)
    account: str | None = None

    def link_of(self, checkout: Checkout, language: str) -> PaymentLink | None:
        """The link that sells `checkout` as the page shows it; one that charges anything else is none."""
        link = self.links.get(link_name(checkout.id, language))
        if link is None or (link.charges, link.every) != (checkout.due, checkout.every):
            return None
        if link.total is not None and link.total != checkout.total:
            return None
        shown = {extra.add_on.id: extra.price.amount for extra in checkout.extras}
        return link if all(link.options.get(name) == amount for name, amount in shown.items()) else None


@dataclass(frozen=True, slots=True)
class Lock:
    """The pins of each mode that has any. A test key never touches the live ones, nor the reverse."""

    modes: Mapping[Mode, Pins] = field(default_factory=dict)

    def pins(self, mode: Mode) -> Pins:
        """What is pinned in `mode`, perhaps nothing."""
        return self.modes.get(mode, Pins())

    def with_pins(self, mode: Mode, pins: Pins) -> Lock:
        """The same lock with other pins in `mode`."""
        return Lock({**self.modes, mode: pins})


def link_name(checkout: str, language: str) -> str:
    """The name of a link: a checkout has one in each language, so that a buyer meets her own language at Stripe."""
    return f"{checkout}.{language}"


def read_lock(path: Path) -> Lock:
    """The lock, empty when there is no file yet.

    Raises:
        ProblemsFound: the file is not a lock (cut off, merge marks, edited by hand).
    """
    if not path.exists():
        return Lock()
    try:
        written = json.loads(path.read_text("utf-8"))
        if written["version"] != _VERSION:
            raise ValueError("version")
        if written["checksum"] != _checksum(written["modes"]):
            raise ValueError("checksum")
        return Lock({_mode(name): _pins(each, _mode(name)) for name, each in written["modes"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        place = Place(path.as_posix(), FILE_START, "")
        found = "changed by hand" if str(error) == "checksum" else "cut off, or with merge marks"
        raise ProblemsFound([Problem("L401", place, {"found": found})]) from None


def write_lock(path: Path, lock: Lock) -> None:
    """Replaces the file as a whole: a reader meets the old lock or the new one, whatever happens meanwhile."""
    modes = {mode: _written(lock.modes[mode]) for mode in MODES if mode in lock.modes}
    content = _laid_out({"version": _VERSION, "modes": modes, "checksum": _checksum(modes)})
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".stripe.lock.", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(name: str) -> Mode:
    if name == "live":
        return "live"
    if name == "test":
        return "test"
    raise ValueError("mode")


def _pins(written: Mapping[str, Any], mode: Mode) -> Pins:
    account = written["account"]
    if not (account is None or isinstance(account, str)):
        raise ValueError("account")
    return Pins({name: _link(entry, mode) for name, entry in written["links"].items()}, account)


def _link(entry: Mapping[str, Any], mode: Mode) -> PaymentLink:
    name, url, every, content = entry["id"], entry["url"], entry["every"], entry["content"]
    currency = entry["currency"].upper()
    if not all(isinstance(each, str) for each in (name, url, content, every or "")):
        raise ValueError("not a link")
    is_rehearsal = mode == "test" and url.startswith("http://127.0.0.1:")  # a stand-in on this computer
    if not (url.startswith("https://") or is_rehearsal) or currency not in CURRENCIES:
        raise ValueError("not a link")
    options = {option: _money(minor, currency) for option, minor in entry["options"].items()}
    total = _money(entry["total"], currency) if "total" in entry else None
    return PaymentLink(name, url, _money(entry["charges"], currency), every, options, content, total)


def _money(minor: object, currency: str) -> Money:
    if not isinstance(minor, int) or isinstance(minor, bool):
        raise ValueError("not an amount")
    return Money(minor, currency)


def _written(pins: Pins) -> dict[str, Any]:
    links = {name: _entry(pins.links[name]) for name in sorted(pins.links)}
    return {"account": pins.account, "links": links}


def _entry(link: PaymentLink) -> dict[str, Any]:
    return {
        "id": link.id,
        "url": link.url,
        "charges": link.charges.minor,
        **({"total": link.total.minor} if link.total is not None else {}),
        "currency": link.charges.currency.lower(),
        "every": link.every,
        "options": {name: link.options[name].minor for name in sorted(link.options)},
        "content": link.content,
    }


def _checksum(modes: object) -> str:
    canonical = json.dumps(modes, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()[:16]


def _laid_out(lock: Mapping[str, Any]) -> str:
    """JSON with one line for each link, so that a change is readable and merges seldom clash."""
    return "".join(_lines(lock, depth=0)) + "\n"


def _lines(value: Any, depth: int) -> Iterator[str]:
    if not isinstance(value, dict) or not value or "url" in value or depth > 4:
        yield json.dumps(value, ensure_ascii=False)
        return
    yield "{"
    for place, (name, each) in enumerate(value.items()):
        yield ("," if place else "") + "\n" + " " * (depth + 1) + json.dumps(name, ensure_ascii=False) + ": "
        yield from _lines(each, depth + 1)
    yield "\n" + " " * depth + "}"
