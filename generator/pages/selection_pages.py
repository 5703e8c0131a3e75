"""The pages that lead to shops for money: the selection, its products, its collections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator.addresses import recommendation_path, selection_path
from generator.pages.page import Page
from generator.pages.press import Press
from generator.pages.selection_views import CollectionView, DisclosureView, ProductView
from generator.pages.structured_data import Data, trail
from generator.wording.words import words


def selection_pages(press: Press, language: str) -> Iterator[Page]:
    """What the creator recommends; nothing when she recommends nothing."""
    selection, offers, says = press.selections[language], press.offers, words(language)
    if not offers.products:
        return
    everything = selection.all()
    yield Page(
        path=everything.path,
        language=language,
        title=says("selection", "menu"),
        description=says("selection", "description"),
        twins=press.twins(lambda other: selection_path(other, press.languages)),
        make=partial(
            advertised,
            press,
            "selection.html",
            language,
            everything.path,
            everything.disclosure,
            selection=everything,
        ),
        in_footer=True,
    )
    for product in offers.products:
        seen = selection.product_page(product.product)
        judged = selection.said_to_machines(product.product)
        yield _recommendation(press, seen, "product.html", language, seen.summary, judged, product=seen)
    for collection in offers.collections:
        shown = selection.collection_page(collection.id)
        summary = shown.summary.striptags()
        yield _recommendation(press, shown, "collection.html", language, summary, collection=shown)


def _recommendation(
    press: Press,
    view: ProductView | CollectionView,
    template: str,
    language: str,
    description: str,
    *data: Data,
    **context: object,
) -> Page:
    index = (words(language)("selection", "menu"), selection_path(language, press.languages))
    return Page(
        path=view.path,
        language=language,
        title=view.name,
        description=description,
        twins=press.twins(lambda other: recommendation_path(view.id, other, press.languages)),
        make=partial(advertised, press, template, language, view.path, view.disclosure, level=2, **context),
        data=(trail(press.offers.studio, language, index, (view.name, view.path)), *data),
    )


def advertised(
    press: Press, template: str, language: str, path: str, disclosure: DisclosureView, **context: object
) -> Markup:
    """A page or block that leads to shops for money. What must be said stands above it, whatever the template."""
    told = press.render("blocks/disclosure.html", language, path, disclosure=disclosure)
    return told + press.render(template, language, path, **context)
