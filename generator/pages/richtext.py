"""Markdown from YAML to HTML that is safe to show."""

from __future__ import annotations

from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h3", "h4", "hr", "i", "li", "ol",
    "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}


@cache
def rich(text: str) -> Markup:
    """Paragraphs of HTML. Raw HTML in the text is cleaned: no script, no style, no image, only web and mail links.

    The same text stands on many pages: it is converted once.
    """
    html = Markdown(extensions=["tables", "sane_lists"]).convert(text)
    return Markup(  # noqa: S704 - cleaned by nh3 on the line below
        nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "mailto"}, link_rel="noopener")
    )


def rich_line(text: str) -> Markup:
    """The same for a text inside a sentence: a single paragraph loses its tag."""
    html = rich(text)
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(inner) if "<p>" not in inner else html  # noqa: S704 - a part of cleaned HTML
