"""One grid in one language: from the model to what the templates show."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from markupsafe import Markup

from generator.addresses import checkout_path, grid_path, licence_path
from generator.checkouts import checkout_id, checkouts_of
from generator.model.grid import AddOn, Grid, Package
from generator.model.licence import Licence
from generator.model.offers import Offers, add_ons_for, licences_for
from generator.pages import pieces
from generator.pages.richtext import rich, rich_line
from generator.pages.views import (
    AddOnView,
    ButtonView,
    CellView,
    GridView,
    LicencePriceView,
    LicenceView,
    LineView,
    PackageView,
    PriceView,
    QuestionView,
    RowView,
)
from generator.pricing import (
    instalments,
    price_of_add_on,
    price_of_licence,
    price_of_package,
    price_of_renewal,
)
from generator.text import Text
from generator.wording import phrases
from generator.wording.clauses import licence_version
from generator.wording.words import Words, words


def grid_view(offers: Offers, grid: Grid, language: str, day: datetime.date) -> GridView:
    """Everything that pages say about `grid`."""
    return _GridReader(offers, grid, words(language), day).view()


class _GridReader:
    """Reads one grid for one language; the first currency leads, the others are named beside it."""

    def __init__(self, offers: Offers, grid: Grid, says: Words, day: datetime.date) -> None:
        self._offers = offers
        self._grid = grid
        self._languages = offers.studio.languages
        self._words = says
        self._day = day
        self._licences = offers.licences(grid)
        self._currencies = offers.currencies(grid)
        self._checkouts = {checkout.id: checkout for checkout in checkouts_of(offers, grid)}
        self._sold = {checkout.licence.id for checkout in self._checkouts.values()}
        self._rows = tuple(self._rows_of_all())

    def view(self) -> GridView:
        grid = self._grid
        packages = tuple(self._package(index) for index in range(len(grid.packages)))
        path = grid_path(grid.grid, self._words.language, self._offers.studio.languages)
        prices = [price_of_package(package, grid, self._currencies[0]) for package in grid.packages]
        lowest = min((price.amount for price in prices if price), default=None)
        return GridView(
            id=grid.grid,
            name=self._text(grid.name),
            summary=self._line(grid.summary),
            path=path,
            note=pieces.note(self._offers.studio, self._day, self._words),
            starts_at=pieces.amount(lowest, self._words) if lowest else None,
            packages=packages,
            rows=self._rows,
            licences=tuple(self._licence(licence) for licence in self._licences.values() if self._takers(licence)),
            add_ons=tuple(self._add_on(add_on) for add_on in grid.add_ons),
            questions=tuple(
                QuestionView(self._text(question.ask), rich(question.answer[self._words.language]))
                for question in grid.questions
            ),
            conditions=tuple(rich_line(condition[self._words.language]) for condition in grid.conditions),
        )

    def _text(self, text: Text | None) -> str:
        return text[self._words.language] if text else ""

    def _line(self, text: Text | None) -> Markup | None:
        return rich_line(text[self._words.language]) if text else None

    # --- packages ------------------------------------------------------------------------------------

    def _package(self, index: int) -> PackageView:
        package = self._grid.packages[index]
        return PackageView(
            id=package.id,
            name=self._text(package.name),
            called=tuple(self._text(name) for name in package.called),
            short=phrases.deliverable(package.deliverables[0], self._words),
            summary=self._line(package.summary),
            popular=package.popular,
            price=self._price(package),
            button=self._button(package, self._licences[package.licence]),
            contents=tuple(row.cells[index] for row in self._rows),
        )

    def _price(self, package: Package) -> PriceView:
        currency, *others = self._currencies
        priced = price_of_package(package, self._grid, currency)
        every = self._words("price", f"every_{package.every}") if package.every else ""
        commitment = (
            self._words("price", "commitment", term=self._words.term(package.commitment))
            if package.commitment
            else ""
        )
        if priced is None:
            return PriceView(None, self._words("price", "quote"), every, commitment, "", (), ())
        split = None if priced.only_from else instalments(priced.amount, package, self._grid)
        elsewhere = (price_of_package(package, self._grid, other) for other in others)
        return PriceView(
            amount=pieces.amount(priced.amount, self._words),
            prefix=self._words("price", "from", amount="").strip() if priced.only_from else "",
            every=every,
            commitment=commitment,
            working=phrases.working(priced.working, self._words),
            deposit=phrases.paid_when(split, self._grid, self._words) if split else (),
            others=tuple(
                self._words("price", "other_currency", amount=self._words.money(price.amount))
                for price in elsewhere
                if price
            ),
        )

    def _rows_of_all(self) -> Iterable[RowView]:
        packages, says = self._grid.packages, self._words
        yield self._row("contents", [pieces.contents(package, says) for package in packages], is_contents=True)
        yield self._row("delivery", [(LineView(phrases.delivery(package, says)),) for package in packages])
        yield self._row("revisions", [(LineView(phrases.revisions(package, says)),) for package in packages])
        rights = (self._licences[package.licence] for package in packages)
        yield self._row("licence", [(LineView(self._text(right.name)),) for right in rights])
        if any(package.includes for package in packages):
            extras = (tuple(LineView(self._text(name)) for name in package.includes) for package in packages)
            yield self._row("includes", list(extras))

    def _row(self, label: str, cells: list[tuple[LineView, ...]], *, is_contents: bool = False) -> RowView:
        before: tuple[LineView, ...] | None = None
        views = []
        for lines in cells:
            views.append(CellView(lines, same=lines == before))
            before = lines
        return RowView(self._words("rows", label), tuple(views), is_contents)

    # --- licences ------------------------------------------------------------------------------------

    def _takers(self, licence: Licence) -> tuple[Package, ...]:
        return tuple(p for p in self._grid.packages if licence in licences_for(p, self._licences))

    def _licence(self, licence: Licence) -> LicenceView:
        takers = self._takers(licence)
        renewals = {price_of_renewal(licence, package, self._grid, self._currencies[0]) for package in takers}
        renewal = renewals.pop() if len(renewals) == 1 else None
        return LicenceView(
            id=licence.id,
            name=self._text(licence.name),
            path=self._licence_path(licence),
            price=phrases.surcharge(licence.price, self._currencies[0], self._words),
            summary=self._line(licence.summary),
            text=phrases.licence(licence, self._words),
            territory=phrases.territory(licence, self._words),
            duration=self._words.term(licence.duration),
            renewal=self._words("price", "renewal", amounts=self._words.money(renewal.amount)) if renewal else "",
            prices=tuple(self._licence_price(licence, package) for package in takers),
        )

    def _licence_path(self, licence: Licence) -> str:
        if licence.id not in self._sold:
            return ""
        return licence_path(licence.id, licence_version(licence), self._words.language, self._languages)

    def _licence_price(self, licence: Licence, package: Package) -> LicencePriceView:
        currency = self._currencies[0]
        added = price_of_licence(licence, package, self._grid, self._licences, currency)
        packaged = price_of_package(package, self._grid, currency)
        if added is None or packaged is None:
            adds, total = self._words("price", "quote"), ""
        else:
            amount = self._words.money(added.amount)
            adds = (
                self._words("price", "added", amount=amount)
                if added.amount.minor
                else self._words("price", "included")
            )
            total = self._words.money(packaged.amount + added.amount)
            if added.only_from or packaged.only_from:
                total = self._words("price", "from", amount=total)
            if package.every:
                total = f"{total} {self._words('price', f'every_{package.every}')}"
        return LicencePriceView(
            package=self._text(package.name),
            adds=adds,
            total=total,
            working=phrases.working(added.working, self._words) if added and added.amount.minor else "",
            button=self._button(package, licence),
        )

    # --- buttons -------------------------------------------------------------------------------------

    def _button(self, package: Package, licence: Licence) -> ButtonView:
        """To the page that sells exactly this, or an e-mail that asks for a quote and says everything already."""
        name, right = self._text(package.name), self._text(licence.name)
        checkout = self._checkouts.get(checkout_id(package.identity, licence.id, self._currencies[0]))
        if checkout is None:
            body = self._words("mail", "quote_body", package=name, licence=right)
            subject = self._words("mail", "quote_subject", package=name)
            return ButtonView(self._words("button", "quote"), href=pieces.mail(self._offers.studio, subject, body))
        amount = self._words.money(checkout.total)
        if checkout.every:
            amount = f"{amount} {self._words('price', f'every_{checkout.every}')}"
        path = checkout_path(
            package.id, licence.id, checkout.currency, self._words.language, self._languages, self._currencies[0]
        )
        return ButtonView(self._words("button", "book", package=name, amount=amount), path=path)

    # --- add-ons -------------------------------------------------------------------------------------

    def _add_on(self, add_on: AddOn) -> AddOnView:
        takers = [package for package in self._grid.packages if add_on in add_ons_for(package, self._grid)]
        currency = self._currencies[0]
        prices = [price_of_add_on(add_on, package, self._grid, currency) for package in takers]
        amounts = [self._words.money(price.amount) if price else self._words("price", "quote") for price in prices]
        differ = len(set(amounts)) > 1
        return AddOnView(
            id=add_on.id,
            name=self._text(add_on.name),
            amount=phrases.surcharge(add_on.price, currency, self._words) if differ else next(iter(amounts), ""),
            summary=self._line(add_on.summary),
            up_to=self._words("price", "up_to", count=add_on.up_to) if add_on.up_to > 1 else "",
            delivery=self._words.delay(add_on.delivery) if add_on.delivery else "",
            prices=tuple(
                f"{self._text(package.name)} {amount}" for package, amount in zip(takers, amounts, strict=True)
            )
            if differ
            else (),
        )
