"""One checkout in one language: from the model to what its page shows."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.addresses import grid_path, licence_path, payment_address
from generator.checkouts import Checkout, Extra
from generator.money import Money
from generator.pages import pieces
from generator.pages.documents.shelf import Shelf
from generator.pages.documents.views import CheckoutView, ChoiceView, ExtraView, PartView, PayView
from generator.pages.portfolio_views import PosterView
from generator.pages.richtext import rich, rich_line
from generator.pages.views import QuestionView
from generator.pricing import Priced
from generator.text import Text
from generator.wording import phrases
from generator.wording.typography import typeset
from generator.wording.words import Words

_POSTERS = 2
"""Pieces of work on a page: with them it still makes four requests."""


def checkout_view(shelf: Shelf, checkout: Checkout, says: Words) -> CheckoutView:
    """Everything that the page of `checkout` says."""
    return _CheckoutReader(shelf, checkout, says).view()


class _CheckoutReader:
    """Reads one checkout for one language."""

    def __init__(self, shelf: Shelf, checkout: Checkout, says: Words) -> None:
        self._shelf = shelf
        self._checkout = checkout
        self._words = says
        self._studio = shelf.offers.studio

    def view(self) -> CheckoutView:
        checkout, says, grid = self._checkout, self._words, self._shelf.grid
        package, licence, languages = checkout.package, checkout.licence, self._studio.languages
        return CheckoutView(
            id=checkout.id,
            kicker=self._text(grid.name),
            name=self._text(package.name),
            summary=self._line(package.summary),
            total=pieces.amount(checkout.total, says),
            due=pieces.amount(checkout.due, says),
            every=says("price", f"every_{checkout.every}") if checkout.every else "",
            commitment=says("price", "commitment", term=says.term(package.commitment)) if package.commitment else "",
            paid=phrases.paid_when(checkout.instalments, grid, says) if checkout.instalments else (),
            parts=tuple(self._parts()),
            working=phrases.working(checkout.package_price.working, says),
            note=pieces.note(self._studio, self._shelf.day, says),
            pay=self._pay(),
            contents=pieces.contents(package, says),
            facts=(
                (says("rows", "delivery"), phrases.delivery(package, says)),
                (says("rows", "revisions"), phrases.revisions(package, says)),
            ),
            includes=tuple(self._text(name) for name in package.includes),
            licence=self._text(licence.name),
            rights=phrases.licence_sentences(licence, says),
            licence_path=licence_path(licence.id, self._shelf.versions[licence.id], says.language, languages),
            posters=self._posters(),
            extras=tuple(self._extra(extra) for extra in checkout.extras),
            licences=tuple(self._other_licences()),
            packages=tuple(self._other_packages()),
            currencies=tuple(self._other_currencies()),
            grid_path=grid_path(grid.grid, says.language, languages),
            questions=tuple(
                QuestionView(self._text(question.ask), rich(self._text(question.answer)))
                for question in grid.questions
            ),
            conditions=tuple(rich_line(self._text(condition)) for condition in grid.conditions),
            ask=self._mail("question"),
            transfer=self._mail("transfer"),
            by_card="by_card_company" if self._studio.audience == "businesses" else "by_card",
        )

    def _text(self, text: Text) -> str:
        return text[self._words.language]

    def _line(self, text: Text | None) -> Markup | None:
        return rich_line(self._text(text)) if text else None

    def _parts(self) -> Iterator[PartView]:
        """The two lines of the sum, when a licence adds to the package."""
        checkout = self._checkout
        if checkout.licence_price.amount.minor:
            yield self._part(checkout.package.name, checkout.package_price)
            yield self._part(checkout.licence.name, checkout.licence_price)

    def _part(self, name: Text, priced: Priced) -> PartView:
        amount = self._words.money(priced.amount)
        return PartView(self._text(name), amount, phrases.working(priced.working, self._words))

    # --- buying --------------------------------------------------------------------------------------

    def _pay(self) -> PayView:
        link = self._shelf.pins.link_of(self._checkout, self._words.language)
        if link is None:
            label = self._words("checkout", "mail", amount=self._charged(self._checkout.total))
            return PayView(label, self._mail("book"), "mail")
        label = self._words("checkout", "pay", amount=self._charged(self._checkout.due))
        return PayView(label, payment_address(link.url, self._words.language), "card")

    def _charged(self, money: Money) -> str:
        amount, every = self._words.money(money), self._checkout.every
        return f"{amount} {self._words('price', f'every_{every}')}" if every else amount

    def _mail(self, about: str) -> str:
        """A mail that names the package, the licence and the price already."""
        says = self._words
        facts = {
            "package": self._text(self._checkout.package.name),
            "licence": self._text(self._checkout.licence.name),
            "amount": self._charged(self._checkout.total),
        }
        subject, body = (
            typeset(says("mail", f"{about}_{part}", **facts), says.language) for part in ("subject", "body")
        )
        return pieces.mail(self._studio, subject, body)

    def _extra(self, extra: Extra) -> ExtraView:
        add_on, says = extra.add_on, self._words
        return ExtraView(
            name=self._text(add_on.name),
            amount=says("price", "added", amount=says.money(extra.price.amount)),
            summary=self._line(add_on.summary),
            up_to=says("price", "up_to", count=add_on.up_to) if add_on.up_to > 1 else "",
        )

    def _posters(self) -> tuple[PosterView, ...]:
        """Work that was booked as this package, then any other."""
        work = self._shelf.work[self._words.language]
        booked, all_work = work.of_package.get(self._checkout.package.id, ()), (case.poster for case in work.cases)
        return tuple(dict.fromkeys((*booked, *all_work)))[:_POSTERS]

    # --- choosing something else ---------------------------------------------------------------------

    def _other_licences(self) -> Iterator[ChoiceView]:
        mine = self._checkout
        for licence in self._shelf.versions:
            other = self._shelf.checkouts.get((mine.package.id, licence, mine.currency))
            if other and other is not mine:
                yield self._choice(other, self._text(other.licence.name))

    def _other_packages(self) -> Iterator[ChoiceView]:
        for package in self._shelf.grid.packages:
            other = self._shelf.instead(self._checkout, package)
            if other and package is not self._checkout.package:
                detail = pieces.contents(package, self._words)[0].what
                yield self._choice(other, self._text(package.name), detail)

    def _choice(self, other: Checkout, name: str, detail: str = "") -> ChoiceView:
        return ChoiceView(name, detail, self._difference(other), self._shelf.path(other, self._words.language))

    def _difference(self, other: Checkout) -> str:
        """What `other` costs more or less; its price, where the two are not paid equally often."""
        says = self._words
        if other.every != self._checkout.every:
            amount = says.money(other.total)
            return f"{amount} {says('price', f'every_{other.every}')}" if other.every else amount
        minor = other.total.minor - self._checkout.total.minor
        if not minor:
            return says("checkout", "same_price")
        return says("price", "added" if minor > 0 else "less", amount=says.money(Money(abs(minor), other.currency)))

    def _other_currencies(self) -> Iterator[ChoiceView]:
        mine = self._checkout
        for currency in self._shelf.offers.currencies(self._shelf.grid):
            other = self._shelf.checkouts.get((mine.package.id, mine.licence.id, currency))
            if other and other is not mine:
                amount = self._words.money(other.total)
                yield ChoiceView(amount, "", "", self._shelf.path(other, self._words.language))
