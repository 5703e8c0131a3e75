"""What a buyer reads when she comes back from Stripe."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.grid import Package
from generator.model.studio import Studio
from generator.pages import pieces
from generator.pages.documents.views import StepView, ThanksView
from generator.wording import phrases
from generator.wording.typography import typeset
from generator.wording.words import Words


def thanks_view(package: Package, studio: Studio, says: Words) -> ThanksView:
    """What comes next for `package`, and the brief to send back."""
    name, brief = package.name[says.language], says.list("thanks", "questions")
    lines = (says("thanks", "hello"), "", *(says("thanks", "line", question=question) for question in brief), "")
    body = typeset("\n".join(lines), says.language)
    return ThanksView(
        name=name,
        steps=tuple(_steps(package, studio, says)),
        brief=brief,
        brief_mail=pieces.mail(studio, says("thanks", "mail_subject", package=name), body),
        email=studio.contact.email,
    )


def _steps(package: Package, studio: Studio, says: Words) -> Iterator[StepView]:
    """What happens, in order; nothing that the package does not promise."""
    parcels = studio.contact.parcels
    yield StepView(says("thanks", "brief_step"), says("thanks", "brief_text"))
    if parcels:
        yield StepView(says("thanks", "product_step"), says("thanks", "product_text"), parcels[says.language])
    elif package.delivery_from == "product":
        yield StepView(says("thanks", "product_step"), says("thanks", "product_later"))
    if package.delivery_from == "script-approval":
        yield StepView(says("thanks", "script_step"), says("thanks", "script_text"))
    facts = {"delay": phrases.delivery(package, says), "revisions": phrases.revisions(package, says)}
    yield StepView(says("thanks", "delivery_step"), says("thanks", "delivery_text", **facts))
