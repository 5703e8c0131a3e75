"""The command that looks after the links of recommended products."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.link_health import Found

FINE, PROBLEM, USAGE = 0, 1, 2
WRITTEN = "site_src"


def products(options: argparse.Namespace) -> int:
    from generator.link_health import FILE, accepting, read_health, write_health
    from generator.messages import table
    from generator.product_table import product_table
    from generator.site import open_site

    site = open_site(options.folder, options.folder / WRITTEN)
    links = tuple(site.outbound(options.folder / WRITTEN))
    if not links:
        print(table()["products"]["none"])
        return FINE
    file, day = options.folder / FILE, _today()
    known = before = read_health(file)
    destinations = tuple(dict.fromkeys(link.destination for link in links if link.destination))
    if options.online:
        known = _asked(destinations, known, day, site.paid_by)
    if options.accept:
        wanted = [link.destination for link in links if link.product.product == options.accept]
        if not wanted:
            names = ", ".join(dict.fromkeys(link.product.product for link in links))
            print(table()["products"]["unknown"].format(name=options.accept, known=names), file=sys.stderr)
            return USAGE
        known = accepting(known, wanted)
    if known != before:
        write_health(file, known)
    sys.stdout.write(product_table(links, known, day, options.months))
    states = [known[address].state(address) for address in destinations if address in known]
    return PROBLEM if options.online and set(states) & {"gone", "moved", "elsewhere"} else FINE


def _asked(
    destinations: Sequence[str], known: Mapping[str, Found], day: datetime.date, pays: Callable[[str], str]
) -> dict[str, Found]:
    """What each address says now; what nobody links to any more is forgotten."""
    from rich.console import Console
    from rich.progress import track

    from generator.link_health import ask, remembering
    from generator.messages import table

    console = Console(stderr=True)
    shown = track(destinations, table()["products"]["asking"], console=console, disable=not sys.stderr.isatty())
    return {address: remembering(ask(address, day, pays), known.get(address)) for address in shown}


def _today() -> datetime.date:
    """The real day, which a build does not speak of; `SOURCE_DATE_EPOCH` goes before it."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.fromtimestamp(int(stamp), datetime.UTC) if stamp else datetime.datetime.now(datetime.UTC)
    return now.date()
