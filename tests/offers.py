"""Offers for tests, written as a creator writes them and read by the real loader."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

from generator.errors import Finding
from generator.model.offers import Offers
from generator.source.load import OfferBook, load

STUDIO = """
name: Maya Laurent
url: https://maya.example/
tagline: Videos
languages: [fr, en]
currencies: [EUR, GBP]
contact: {email: bonjour@maya.example}
legal: {country: FR, name: Maya Laurent EI}
tax: exempt
"""
ORGANIC = """
  - id: organic
    name: {fr: Vos réseaux, en: Your channels}
    rights: [reproduction, representation]
    media: brand-social
    purpose: organic
    territory: FR
    duration: 1 year
    starts: delivery
    exclusivity: none
    edits: as-delivered
    image_right: same
"""


def paid(name: str, price: str, duration: str = "90 days", more: str = "") -> str:
    """A licence for advertising in France."""
    return f"""
  - id: {name}
    name: {name}
    rights: [reproduction, representation]
    media: [brand-social, meta-ads]
    purpose: [organic, paid]
    territory: FR
    duration: {duration}
    starts: delivery
    exclusivity: none
    edits: cut-downs
    image_right: same
    {f"price: {price}" if price else ""}
    {more}
"""


def grid(packages: str, licences: str = "", more: str = "", currencies: str = "[EUR]") -> str:
    """A grid around packages, which include the licence `organic` unless they say otherwise."""
    return f"""
grid: videos
name: {{fr: Vidéos, en: Videos}}
currencies: {currencies}
{textwrap.dedent(more).strip()}
packages:
{textwrap.indent(textwrap.dedent(packages).strip(), "  ")}
licences:{ORGANIC}{licences}
"""


def package(name: str, price: str, videos: int = 1, licence: str = "organic", more: str = "") -> str:
    """A package of a grid."""
    return f"""
- id: {name}
  name: {name.capitalize()}
  price: {price}
  deliverables: [{{video: {videos}}}]
  delivery: 7 days
  revisions: 2
  licence: {licence}
  {more}
"""


def book(*grids: str, studio: str = STUDIO, licences: str = "") -> OfferBook:
    """The offers of these grids, as the loader reads them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "packages").mkdir()
        (folder / "studio.yml").write_text(studio, "utf-8")
        if licences:
            (folder / "licences.yml").write_text(licences, "utf-8")
        for number, text in enumerate(grids):
            (folder / "packages" / f"{number}.yml").write_text(text, "utf-8")
        return load(folder)


def offers(*grids: str, studio: str = STUDIO, licences: str = "") -> Offers:
    """The same without the files."""
    return book(*grids, studio=studio, licences=licences).offers


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings."""
    return sorted(finding.code for finding in findings)
