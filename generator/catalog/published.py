"""What the live site sells: the list of links that each build publishes beside its pages."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from generator.catalog.trouble import trouble

FILE = "vitrine.json"
_SECONDS = 20
_LARGEST = 16 * 1024 * 1024


def published_links(links: Iterable[str]) -> bytes:
    """The content of the file: every Payment Link that a page of this build leads to."""
    return (json.dumps({"links": sorted(links)}, indent=1) + "\n").encode()


def links_on(site: str) -> frozenset[str]:
    """The addresses of the links that a site uses.

    Args:
        site: its address, or a folder that holds a built site.

    Raises:
        ProblemsFound: it cannot be read, or was not built by Vitrine.
    """
    try:
        content = json.loads(_fetched(site) if "://" in site else (Path(site) / FILE).read_bytes())
        return frozenset(str(link) for link in content["links"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = getattr(error, "reason", error)
        why = getattr(reason, "strerror", None) or str(reason) or type(error).__name__
        raise trouble("L428", found=site, why=why) from None


def _fetched(site: str) -> bytes:
    address = urllib.parse.urlsplit(urllib.parse.urljoin(site.rstrip("/") + "/", FILE))
    if address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost"):
        raise ValueError("not an https:// address")
    request = urllib.request.Request(address.geturl(), headers={"Cache-Control": "no-cache", "User-Agent": "vitrine"})  # noqa: S310 - checked above
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - checked above
        content: bytes = answer.read(_LARGEST)
    return content
