"""What a new studio needs to know, and how each thing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.checks.unready import EXAMPLE_HOST
from generator.model.amounts import CurrencyCode
from generator.model.fields import Colour, Email, Name, WebAddress
from generator.model.studio import Hosting, Language, Legal
from generator.model.territories import Country
from generator.references.look import is_seen, nearest_seen

Answer = str | tuple[str, ...]


class NotAnAnswer(Exception):  # noqa: N818 - it says what happened
    """What was typed cannot be used; it may carry what could be typed instead."""


_KINDS: Mapping[str, Any] = {
    "name": Name,
    "url": WebAddress,
    "email": Email,
    "languages": tuple[Language, ...],
    "currency": CurrencyCode,
    "country": Country,
    "status": Legal.model_fields["status"].annotation,
    "accent": Colour,
    "host": Hosting,
}
QUESTIONS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, each already good.

    Attributes:
        name: of the studio and of who answers for it.
        url: where the site will be, ending in a slash.
        languages: of the site, the one at the root first.
        country: whose rules the notices follow, and where the first licence holds.
        host: who keeps the site online.
    """

    name: str
    url: str
    email: str
    languages: tuple[str, ...]
    currency: str
    country: str
    status: str
    accent: str
    host: str


def defaults(folder: Path, language: str) -> Answers:
    """What is written when nothing is said.

    Args:
        folder: the studio's folder, which lends its name.
        language: of the person who asks.
    """
    french = language == "fr"
    name = re.sub(r"[^\w]+", " ", folder.resolve().name).strip().title() or ("Mon Studio" if french else "My Studio")
    return Answers(
        name=name,
        url=f"https://{EXAMPLE_HOST}/",
        email=f"bonjour@{EXAMPLE_HOST}" if french else f"hello@{EXAMPLE_HOST}",
        languages=("fr", "en") if french else ("en",),
        currency="EUR" if french else "USD",
        country="FR" if french else "US",
        status="sole-trader",
        accent="#b4451f",
        host="github-pages",
    )


def read(question: str, said: str) -> Answer:
    """An answer as it was typed, turned into what the YAML will say.

    Raises:
        NotAnAnswer: it cannot be used.
    """
    text = said.strip().upper() if question in ("currency", "country") else said.strip()
    given = tuple(re.findall(r"\w+", text.lower())) if question == "languages" else text
    try:
        TypeAdapter(_KINDS[question]).validate_python(given)
    except ValidationError as error:
        raise NotAnAnswer from error
    if question == "accent" and not is_seen(text):
        raise NotAnAnswer(nearest_seen(text))
    return f"{text.rstrip('/')}/" if question == "url" else given
