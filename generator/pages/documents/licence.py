"""One wording of a licence in one language, as its page shows it."""

from __future__ import annotations

from generator.pages.documents.views import LicenceDocumentView
from generator.wording.clauses import Clause


def licence_view(said: Clause, version: str, current: str) -> LicenceDocumentView:
    """The page of a licence.

    Args:
        said: its words.
        version: names these words.
        current: the address of the wording that is sold today, empty when it is this one.
    """
    articles = tuple((article.heading, article.text) for article in said.articles)
    return LicenceDocumentView(said.title, version, articles, current)
