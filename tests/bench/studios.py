"""Studios of any size, with texts as long as real ones: a grid sells ten checkouts."""

from __future__ import annotations

from pathlib import Path

from generator.checkouts import checkouts
from generator.lock import FILE, Lock, PaymentLink, Pins, link_name, write_lock
from generator.source.load import load

IN_A_GRID = 10
_PACKAGES = ("solo", "duo", "trio", "serie", "saison")


def make_studio(folder: Path, checkouts: int) -> Path:
    """Writes the offers of a studio that sells about `checkouts` combinations of package and licence."""
    packages = folder / "offers/packages"
    packages.mkdir(parents=True, exist_ok=True)
    (folder / "offers/studio.yml").write_text(_STUDIO, "utf-8")
    for number in range(max(1, checkouts // IN_A_GRID)):
        (packages / f"{number:05}.yml").write_text(_grid(number), "utf-8")
    return folder


def make_site(folder: Path, size: int) -> Path:
    """The same studio, ready to be built: a lock with a link for each checkout, and one written page per language."""
    make_studio(folder, size)
    for name, text in _WRITTEN.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    links = {
        link_name(each.id, language): PaymentLink(
            f"plink_{number:06}{language}",
            f"https://buy.stripe.com/{number:08}{language}",
            each.due,
            options={extra.add_on.id: extra.price.amount for extra in each.extras},
        )
        for number, each in enumerate(checkouts(load(folder / "offers").offers))
        for language in ("fr", "en")
    }
    write_lock(folder / FILE, Lock({"live": Pins(links, "acct_bench")}))
    return folder


_WRITTEN = {
    "mkdocs.yml": """
site_name: see offers/studio.yml
docs_dir: site_src
theme: {name: material, font: false}
plugins: [vitrine]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
""",
    "site_src/index.md": "---\ndescription: Un studio.\n---\n# Studio Mesure\n\nBonjour.\n",
    "site_src/en/index.md": "---\ntwin: index.md\ndescription: A studio.\n---\n# Studio Mesure\n\nHello.\n",
}


def _grid(number: int) -> str:
    packages = "".join(_package(name, number, place) for place, name in enumerate(_PACKAGES))
    return _GRID.replace("NUMBER", str(number)) + packages + _LICENCES


def _package(name: str, number: int, place: int) -> str:
    price = (150 + (number % 40) * 5) * (place + 1)
    return f"""
  - id: {name}-{number}
    name: {{fr: "{name.capitalize()} {number}", en: "{name.capitalize()} {number}"}}
    summary:
      fr: Une vidéo verticale qui convainc en trois secondes, tournée dans une vraie cuisine, montée pour vos réseaux.
      en: A vertical video made to convince within three seconds, filmed in a real kitchen and cut for your channels.
    price: {price} EUR
    deliverables: [{{video: {place + 1}, seconds: 15-45, formats: ["9:16", "4:5"], hooks: 2}}]
    includes: [{{fr: "Script relu ensemble", en: "Script read together"}}, {{fr: "Sous-titres", en: "Subtitles"}}]
    delivery: {7 + place} days
    revisions: 2
    licence: organic
"""


_STUDIO = """
name: Studio Mesure
url: https://mesure.example/
tagline: {fr: "Des vidéos prêtes à diffuser, droits compris", en: "Videos ready to run, rights included"}
languages: [fr, en]
currencies: [EUR]
contact: {email: bonjour@mesure.example}
legal: {country: FR, name: Studio Mesure SARL, status: company, address: "1 rue de l’Exemple, 69000 Lyon"}
tax: exempt
"""
_GRID = """
grid: grid-NUMBER
name: {fr: "Vidéos NUMBER", en: "Videos NUMBER"}
summary:
  fr: Des vidéos verticales pour vos réseaux et vos publicités, livrées prêtes à diffuser.
  en: Vertical videos for your channels and your ads, delivered ready to run.
packages:
"""
_LICENCES = """
licences:
  - id: organic
    name: {fr: "Vos réseaux, 1 an", en: "Your channels, 1 year"}
    rights: [reproduction, representation]
    media: [brand-social, website, email]
    purpose: organic
    territory: FR
    duration: 1 year
    starts: delivery
    exclusivity: none
    edits: cut-downs
    image_right: same
  - id: ads
    name: {fr: "Publicité, 1 an, France", en: "Ads, 1 year, France"}
    like: organic
    media: [brand-social, website, email, meta-ads, tiktok-ads]
    purpose: [organic, paid]
    price: +30%
add_ons:
  - {id: hook, name: {fr: Accroche supplémentaire, en: Extra opening}, price: 30 EUR, up_to: 5}
questions:
  - ask: {fr: Et si la vidéo ne nous plaît pas ?, en: What if we do not like the video?}
    answer:
      fr: Deux allers-retours sont compris, chacun sur une seule liste de remarques.
      en: Two rounds of changes are included, each one list of remarks.
"""
