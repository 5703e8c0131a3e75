"""What a page that links to shops for money must be: judged from its finished HTML, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from generator.affiliate.amazon import AMAZON, is_picture_of_amazon
from generator.outbound import addresses_in

REL = frozenset(("sponsored", "nofollow", "noopener"))
"""What search engines and browsers must know of each link that pays."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that such a page must not be.

    Attributes:
        code: of the message.
        facts: what fills it.
        near: words that stand at its place in the source, if they can be found there.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    near: str = ""


def faults(html: str, paid_by: Callable[[str], str]) -> tuple[Fault, ...]:
    """What is wrong with a finished page, from the top.

    Args:
        html: the whole page.
        paid_by: tells by which network an address pays, or nothing.
    """
    named = _named(html)
    if named is not None and not any(paid_by(each) or is_picture_of_amazon(each) for each in named):
        return ()
    return faults_by_tag(html, paid_by)


def faults_by_tag(html: str, paid_by: Callable[[str], str]) -> tuple[Fault, ...]:
    """The same for any page, read tag by tag, which takes ten times as long."""
    page = _Page(paid_by)
    page.feed(html)
    page.close()
    found = {(fault.code, fault.near): fault for fault in (*page.faults, *page.hidden_from_amazon())}
    return tuple(found.values())


_NAMED = re.compile(r"/[\t\r\n]*(/[^ <>\"'`)\]}]+)")
_HARMLESS = "amp|gt|lt|nbsp|#34|#39"  # what templates write; none of them is a slash
_DISGUISE = tuple(map(re.compile, (f"&(?!(?:{_HARMLESS});)", "%2[Ff]")))  # two, as one would not begin with a letter
_KEY_OF_JSON_LD = '(?:context|graph|id|type)"'
# Any letter may stand in a name before a host, so what could be one is not taken apart here.
_AS_SOMEBODY = re.compile(rf"/[\t\r\n]*/[^/<>]*@(?!{_KEY_OF_JSON_LD})")


def _named(html: str) -> set[str] | None:
    """Every address that a browser could find anywhere in a page, and some that it could not; None when unsure.

    Nearly all pages name nobody who pays; telling so takes a tenth of the time of reading their tags, which is left
    for the others. As in a browser, escapes are undone, and an address may run over a line break.
    """
    readings = [html]
    if any(disguise.search(html) for disguise in _DISGUISE):
        text = unescape(html)
        readings += [text, unquote(text)]
    if any(_AS_SOMEBODY.search(reading) for reading in readings):
        return None
    found = {run for reading in readings for run in _NAMED.findall(reading)}
    return {address for run in found for address in _addresses(run)}


@lru_cache(maxsize=4096)  # the same ones stand on many pages
def _addresses(run: str) -> tuple[str, ...]:
    runs = [run]
    if "&" in run:
        runs += _NAMED.findall(f"/{unescape(run)}")
    if "%" in run:
        runs += [inner for each in runs for inner in _NAMED.findall(unquote(f"/{each}"))]
    return tuple(f"https:/{written}" for run in runs for written in (run.split()[0], "".join(run.split())))


class _Page(HTMLParser):
    def __init__(self, paid_by: Callable[[str], str]) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self._paid_by = paid_by
        self._disclosed = False
        self._inside_disclosure = 0
        self._amazon = False
        self._hides: list[Fault] = []
        self._link_text: list[str] | None = None
        self._raw = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if self._inside_disclosure and tag not in _VOID:
            self._inside_disclosure += 1
        if "data-disclosure" in named:
            self._inside_disclosure = self._inside_disclosure or 1
        self._raw = tag if tag in ("script", "style") else ""
        network = self._paid_by(named.get("href", "")) if tag == "a" else ""
        if network:
            self._link(network, named)
        for name, value in named.items():
            if not (network and name == "href"):
                self._hidden(tag, value)
        self._policies(tag, named)
        if tag in ("img", "source", "image"):
            self._picture(named)

    def handle_endtag(self, tag: str) -> None:
        if self._inside_disclosure and tag not in _VOID:
            self._inside_disclosure -= 1
        if tag == "a" and self._link_text is not None:
            said = " ".join("".join(self._link_text).split())
            if "amazon" not in said.lower():
                self.faults.append(Fault("A634", {"found": said}, said))
            self._link_text = None
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._inside_disclosure and data.strip():
            self._disclosed = True
        if self._link_text is not None:
            self._link_text.append(data)
        if self._raw:
            self._hidden(self._raw, data)

    def hidden_from_amazon(self) -> Iterator[Fault]:
        """What only matters with a link to Amazon on the page."""
        if self._amazon:
            yield from self._hides

    def _link(self, network: str, named: Mapping[str, str]) -> None:
        href, rel = named["href"], frozenset(named.get("rel", "").lower().split())
        if not self._disclosed:
            self.faults.append(Fault("A630", {"network": network, "found": href}, href))
        if not rel >= REL:
            self.faults.append(Fault("A631", {"network": network, "rel": named.get("rel", "")}, href))
        if network == AMAZON.title:
            self._amazon = True
            self._link_text = []

    def _hidden(self, tag: str, text: str) -> None:
        """Addresses that pay and are no link: they redirect, send or draw somewhere without a disclosure."""
        for match in (*addresses_in(text), *addresses_in(unquote(text))):
            network = self._paid_by(match[0])
            if network:
                self.faults.append(Fault("A635", {"network": network, "tag": tag, "found": match[0]}, text))
                return

    def _policies(self, tag: str, named: Mapping[str, str]) -> None:
        name, content = named.get("name", "").lower(), named.get("content", "")
        if tag == "meta" and name in ("robots", "googlebot") and re.search(r"noindex|none", content, re.IGNORECASE):
            self._hides.append(Fault("A633", {}, content))
        if tag == "meta" and name == "referrer":
            self._hides.append(Fault("A632", {"found": f"referrer: {content}"}, "referrer"))
        if "referrerpolicy" in named:
            self._hides.append(
                Fault("A632", {"found": f"referrerpolicy: {named['referrerpolicy']}"}, "referrerpolicy")
            )
        if "noreferrer" in named.get("rel", "").lower().split() and self._paid_by(named.get("href", "")):
            self._hides.append(Fault("A632", {"found": "rel: noreferrer"}, "noreferrer"))

    def _picture(self, named: Mapping[str, str]) -> None:
        wanted = [named.get("src", ""), *named.get("srcset", "").split(), named.get("href", "")]
        for url in filter(is_picture_of_amazon, wanted):
            self.faults.append(Fault("A636", {"found": url}, url))
