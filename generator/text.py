"""Texts in several languages."""

from __future__ import annotations

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
