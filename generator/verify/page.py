"""An HTML page as a browser reads it: parsed by a HTML5 parser, not by patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = re.compile(r"[\x00-\x20]")
LINKED_DATA = "application/ld+json"
MISSING = "404.html"


class Element(NamedTuple):
    """One start tag.

    Attributes:
        tag: in lower case.
        attributes: by name in lower case; None stands for one without a value.
        node: for its text and its neighbours.
    """

    tag: str
    attributes: Mapping[str, str | None]
    node: LexborNode

    def get(self, name: str) -> str:
        """An attribute's value, empty when it is not there."""
        return self.attributes.get(name) or ""

    @property
    def text(self) -> str:
        """What stands inside, spaces as they are."""
        return self.node.text(separator=" ")


class Reference(NamedTuple):
    """A place in a page that names another address.

    Attributes:
        element: where it stands.
        attribute: of that element.
        url: as it is written.
        loads: whether a browser asks for it without being told to.
    """

    element: Element
    attribute: str
    url: str
    loads: bool


_LOADED = {
    "audio": ("src",), "embed": ("src",), "frame": ("src",), "iframe": ("src",), "image": ("href", "xlink:href"),
    "img": ("src",), "input": ("src",), "object": ("data",), "script": ("src",), "source": ("src",),
    "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"), "body": ("background",),
    "table": ("background",), "td": ("background",), "th": ("background",),
}  # fmt: skip
_SETS = ("srcset", "imagesrcset")
_FOLLOWED = {
    "a": ("href", "ping", "xlink:href"),
    "area": ("href",),
    "form": ("action",),
    "button": ("formaction",),
    "blockquote": ("cite",),
}
_LOADING_RELATIONS = frozenset(
    "stylesheet icon apple-touch-icon mask-icon manifest preload modulepreload prefetch prerender preconnect "
    "dns-prefetch".split()
)


def address_of(path: str) -> str:
    """The address below the root of the page in a file: `offres/` for `offres/index.html`."""
    folder, slash, name = path.rpartition("/")
    return folder + slash if name == "index.html" else path


class Page:
    """What the checks ask of a page. Everything is read once, when it is asked for first."""

    def __init__(self, path: str, content: bytes) -> None:
        """A page.

        Args:
            path: of its file below the site's folder.
            content: the file's bytes.
        """
        self.path = path
        self.content = content
        self._tree = LexborHTMLParser(content)

    @property
    def address(self) -> str:
        """Its address below the root."""
        return address_of(self.path)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element in the order of the page."""
        return tuple(Element(node.tag or "", node.attributes, node) for node in self._tree.css("*"))

    @cached_property
    def _by_tag(self) -> Mapping[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element of these kinds."""
        for tag in tags:
            yield from self._by_tag.get(tag, ())

    def meta(self, name: str) -> str | None:
        """The content of a `<meta>`, by name; None when there is none."""
        return next((each.get("content") for each in self.all("meta") if each.get("name") == name), None)

    def links(self, relation: str) -> Iterator[Element]:
        """Every `<link>` of a relation."""
        return (each for each in self.all("link") if relation in each.get("rel").lower().split())

    @cached_property
    def language(self) -> str:
        """What `<html lang>` says."""
        return next((each.get("lang") for each in self.all("html")), "")

    @cached_property
    def canonical(self) -> str:
        """The full address that the page gives itself."""
        return next((each.get("href") for each in self.links("canonical")), "")

    @cached_property
    def alternates(self) -> Mapping[str, str]:
        """The same page in other languages, by language."""
        return {each.get("hreflang"): each.get("href") for each in self.links("alternate") if each.get("hreflang")}

    @cached_property
    def is_hidden(self) -> bool:
        """Whether it belongs in no list: search engines are told so, or nothing leads there but a payment."""
        return "noindex" in (self.meta("robots") or "") or self.meta("vitrine") == "aside"

    @property
    def is_listed(self) -> bool:
        """Whether search engines shall know it."""
        return not self.is_hidden and not self.moves_on and self.path != MISSING

    @cached_property
    def moves_on(self) -> str:
        """Where a page that only leads on leads to."""
        for each in self.all("meta"):
            if each.get("http-equiv").lower() == "refresh":
                return each.get("content").partition("=")[2].strip(" '\"")
        return ""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every id, as often as it is given."""
        return tuple(each.get("id") for each in self.elements if "id" in each.attributes)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every place that names another address."""
        return tuple(self._references())

    def _references(self) -> Iterator[Reference]:
        for element in self.elements:
            for attribute in _LOADED.get(element.tag, ()):
                if attribute in element.attributes:
                    yield Reference(element, attribute, element.get(attribute), loads=True)
            for attribute in _FOLLOWED.get(element.tag, ()):
                if attribute in element.attributes:
                    yield Reference(element, attribute, element.get(attribute), loads=attribute == "ping")
            for attribute in _SETS:
                if attribute in element.attributes:
                    for candidate in element.get(attribute).split(","):
                        if candidate.strip():
                            yield Reference(element, attribute, candidate.split()[0], loads=True)
            if element.tag == "link" and "href" in element.attributes:
                loads = bool(_LOADING_RELATIONS & set(element.get("rel").lower().split()))
                yield Reference(element, "href", element.get("href"), loads=loads)

    @cached_property
    def linked_data(self) -> tuple[Any, ...]:
        """What its JSON-LD says; None for each that cannot be read."""
        return tuple(_json(each.node.text()) for each in self.all("script") if each.get("type") == LINKED_DATA)

    @cached_property
    def text(self) -> str:
        """The words of the body, spaces as they are."""
        body = self._tree.body
        return body.text(separator=" ") if body else ""

    def text_outside(self, *tags: str) -> str:
        """The words of the body without those inside `tags`."""
        words = self.text
        for element in self.all(*tags):
            words = words.replace(element.text, " ")
        return words


@lru_cache(maxsize=10_000)
def split(url: str) -> SplitResult:
    """The parts of an address as a browser reads it: no control characters, and slashes that are slashes.

    One that is no address at all gets the scheme `invalid`.
    """
    try:
        return urlsplit(_UNSEEN.sub("", url).replace("\\", "/"))
    except ValueError:
        return SplitResult("invalid", "", "", "", "")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
