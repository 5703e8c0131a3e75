"""Texts in several languages, and the amounts that people write in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader sees: one wording for every language, or one for each.

    Exactly one of the two is filled.
    """

    everywhere: str = ""
    by_language: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, language: str) -> str:
        return self.by_language[language] if self.by_language else self.everywhere

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording once."""
        return tuple(self.by_language.values()) if self.by_language else (self.everywhere,)


_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
AMOUNT = re.compile(
    rf"(?P<sign>[€£$])[ \u00a0]?(?P<after>{_NUMBER})"
    rf"|(?P<before>{_NUMBER})[ \u00a0\u202f]?(?P<unit>[€£$]|EUR\b|GBP\b|USD\b|euros?\b)"
)
"""An amount of money in a sentence: its number is `after` a sign, or `before` a unit."""
