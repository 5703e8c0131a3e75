"""Offers for tests, written as a creator writes them and read by the real loader."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path

from PIL import Image

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


PRODUCT = """
product: softbox
name: Softbox
brand: Lumen
summary: {fr: La lumière de mes vidéos, en: The light of my videos}
pictures: [{file: softbox.jpg, alt: {fr: Une lampe, en: A lamp}}]
review:
  text: {fr: Elle éclaire., en: It gives light.}
  for_whom: {fr: Pour une petite pièce, en: For a small room}
  good: [{fr: Elle est douce, en: It is soft}]
  less_good: [{fr: Elle est grande, en: It is large}]
  tested: {fr: quarante tournages, en: forty shoots}
  since: 2026-01-10
  updated: 2026-11-02
  obtained: bought
links:
"""


def product(*links: str, name: str = "softbox") -> str:
    """A product with these links."""
    return PRODUCT.replace("softbox\n", f"{name}\n", 1) + "".join(f"  - {link}\n" for link in links)


def accounts(*written: str) -> str:
    """A studio with these accounts at affiliate networks."""
    return STUDIO + "affiliate:\n  accounts:\n" + "".join(f"    - {account}\n" for account in written)


def case(name: str = "granola", more: str = "", permission: str = "own-project", film: str = "") -> str:
    """A case study with a picture of one colour, and a film if `film` says which."""
    return f"""
case: {name}
title: {{fr: Le petit-déjeuner, en: Breakfast}}
brand: Avoria
sector: nutrition
published: 2026-10-12
brief: Show *it*.
made: Shown.
media: [{{poster: plain.png, alt: A bowl{f", {film}" if film else ""}}}]
permission: {permission}
{more}
"""


def book(
    *grids: str,
    studio: str = STUDIO,
    licences: str = "",
    products: tuple[str, ...] = (),
    collections: str = "",
    cases: tuple[str, ...] = (),
) -> OfferBook:
    """The offers of these grids, as the loader reads them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "studio.yml").write_text(studio, "utf-8")
        if licences:
            (folder / "licences.yml").write_text(licences, "utf-8")
        if collections:
            (folder / "collections.yml").write_text(collections, "utf-8")
        for below, texts in (("packages", grids), ("products", products), ("portfolio", cases)):
            (folder / below).mkdir(exist_ok=True)
            for number, text in enumerate(texts):
                (folder / below / f"{number}.yml").write_text(text, "utf-8")
        if cases:
            Image.new("L", (480, 853), 200).save(folder / "portfolio" / "plain.png")
        if products:
            Image.new("L", (480, 600), 200).save(folder / "products" / "softbox.jpg")
        return load(folder)


def offers(*grids: str, studio: str = STUDIO, licences: str = "", cases: tuple[str, ...] = ()) -> Offers:
    """The same without the files."""
    return book(*grids, studio=studio, licences=licences, cases=cases).offers


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings."""
    return sorted(finding.code for finding in findings)
