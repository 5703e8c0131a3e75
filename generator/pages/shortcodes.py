"""`{{ packages videos-ugc }}` in a hand-written page: a block on a line of its own, a fact inside a sentence.

This is no template language: a name and words, looked up. Code in the page is left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.errors import Place, Problem, ProblemsFound, Span
from generator.pages.render import INLINE, Renderer, UnknownName

_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`\n]+`|<!--.*?-->", re.MULTILINE | re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[ \t]*(?P<name>[\w-]+)(?P<words>[^{}\n]*?)[ \t]*\}\}")


@dataclass(frozen=True, slots=True)
class Expanded:
    """A page's Markdown with marks where blocks belong, and the blocks."""

    markdown: str
    blocks: tuple[Markup, ...]

    def fill(self, rendered: str) -> str:
        """The rendered page with the blocks in their places."""
        for number, block in enumerate(self.blocks):
            mark = _mark(number)
            rendered = rendered.replace(f"<p>{mark}</p>", block).replace(mark, block)
        return rendered


def expand(markdown: str, renderer: Renderer, language: str, path: str, place: Callable[[Span], Place]) -> Expanded:
    """Looks up every short code of a page.

    Args:
        markdown: the page's text.
        renderer: knows the studio.
        language: the page's language.
        path: the page's address below the root.
        place: finds a span of the text in its file.

    Raises:
        ProblemsFound: with every short code that names nothing.
    """
    problems: list[Problem] = []
    blocks: list[Markup] = []
    pieces: list[str] = []
    end = 0
    for match in _outside_code(markdown):
        name, arguments = match["name"], tuple(match["words"].split())
        try:
            if name in INLINE:
                said = html.escape(renderer.inline(name, arguments, language))
            else:
                said = _mark(len(blocks))
                blocks.append(renderer.block(name, arguments, language, path))
        except UnknownName as error:
            problems.append(Problem(error.code, place(_span(markdown, match)), error.facts))
            said = ""
        pieces += (markdown[end : match.start()], said)
        end = match.end()
    if problems:
        raise ProblemsFound(problems)
    return Expanded("".join((*pieces, markdown[end:])), tuple(blocks))


def placed(markdown: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The short codes of a page: each name with its words."""
    return ((match["name"], tuple(match["words"].split())) for match in _outside_code(markdown))


def outside_code(markdown: str) -> str:
    """`markdown` with code and comments blanked, so that every place in it stays the same."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)


def _outside_code(markdown: str) -> Iterator[re.Match[str]]:
    code = [match.span() for match in _CODE.finditer(markdown)]
    for match in _SHORTCODE.finditer(markdown):
        if not any(start <= match.start() < end for start, end in code):
            yield match


def _span(markdown: str, match: re.Match[str]) -> Span:
    line_start = markdown.rfind("\n", 0, match.start()) + 1
    line = markdown.count("\n", 0, match.start()) + 1
    return Span.at(line, match.start() - line_start + 1, len(match[0]))


def _mark(number: int) -> str:
    return f"\ue000vitrine{number}\ue001"
