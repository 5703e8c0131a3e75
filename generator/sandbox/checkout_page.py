"""The checkout page a link opens: plain HTML, no script, nothing from elsewhere, nothing paid.

GET shows it. POST either brings the total up to date or pays, which leaves a session behind and sends the
buyer on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.sandbox.amounts import check_total
from generator.sandbox.errors import StripeError
from generator.sandbox.order import Choice, Order, take_order
from generator.sandbox.payment import check_details, given_email, pay, way_back
from generator.sandbox.state import Record, Tables
from generator.sandbox.wire import Response
from generator.sandbox.wording import Language, language_of, money, words

TEMPLATES = Environment(
    loader=PackageLoader("generator.sandbox"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
PERSONAL = ("email", "individual_name", "business_name", "phone", "tax_id")


@dataclass(frozen=True)
class Visit:
    """What a browser sent."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]

    @property
    def language(self) -> Language:
        return language_of(self.query.get("locale", "en"))

    @property
    def code(self) -> str:
        return self.path.rsplit("/", 1)[1]


def read_visit(method: str, path: str, query: str, body: str) -> Visit:
    return Visit(method, path, dict(parse_qsl(query)), dict(parse_qsl(body)))


def link_at(tables: Tables, code: str) -> Record | None:
    """The link whose address ends in this code."""
    return next((link for link in tables.payment_links.values() if link["url"].rsplit("/", 1)[1] == code), None)


def answer(tables: Tables, link: Record, visit: Visit, now: int) -> Response:
    """One visit to a link; a payment changes `tables`."""
    paid = tables.sessions.get(visit.query.get("session", ""))
    if paid and paid["payment_link"] == link["id"]:
        message = link["after_completion"].get("hosted_confirmation", {}).get("custom_message")
        return _notice(visit, "thanks", message)
    if not link["active"]:
        return _notice(visit, "inactive", link["inactive_message"])
    order = take_order(tables, link, visit.form)
    if visit.method != "POST" or visit.form.get("action", "pay") == "update":
        return _checkout(link, order, visit, order.problems)
    problems = {**order.problems, **check_details(link, visit.form, given_email(visit.form, visit.query))}
    try:
        check_total(order.total, order.currency)
    except StripeError:
        problems["total"] = "total_too_small"
    if problems:
        return replace(_checkout(link, order, visit, problems), status=422)
    session = pay(tables, link, order, visit.form, visit.query, now=now)
    stay = f"{visit.path}?{urlencode({**visit.query, 'session': session['id']})}"
    return Response(303, b"", {**HEADERS, "Location": way_back(link, session, visit.query) or stay})


def unknown(visit: Visit) -> Response:
    return replace(_notice(visit, "unknown", None), status=404)


def _notice(visit: Visit, kind: str, message: str | None) -> Response:
    return _page("notice.html", visit, kind=kind, message=message)


def _checkout(link: Record, order: Order, visit: Visit, problems: Mapping[str, str]) -> Response:
    return _page(
        "checkout.html",
        visit,
        link=link,
        lines=[_line(choice, order.currency, visit) for choice in order.choices if not choice.optional],
        options=[_line(choice, order.currency, visit) for choice in order.choices if choice.optional],
        total=money(order.total, order.currency, visit.language),
        form=visit.form,
        email=given_email(visit.form, visit.query),
        email_locked="locked_prefilled_email" in visit.query,
        inputs=_inputs(link),
        problems=problems,
        labels=_labels(link, visit.language),
        button=link["submit_type"] if link["submit_type"] != "auto" else "pay",
    )


def _line(choice: Choice, currency: str, visit: Visit) -> dict[str, Any]:
    """One line as the template shows it: texts, no arithmetic left to do."""
    interval = choice.recurring["interval"] if choice.recurring else None
    return {
        "name": choice.name,
        "description": choice.description,
        "quantity": choice.quantity,
        "least": choice.least,
        "most": choice.most,
        "adjustable": choice.adjustable,
        "chosen": choice.chosen,
        "unit": money(choice.amount, currency, visit.language),
        "total": money(choice.amount * choice.quantity, currency, visit.language),
        "interval": words(visit.language)[str(interval)] if interval else "",
    }


def _inputs(link: Record) -> list[dict[str, Any]]:
    """The plain text inputs, in Stripe's order: name, asked wording, whether it may stay empty, autofill
    hint.
    """
    names = link["name_collection"] or {}
    hints = {"individual": "name", "business": "organization"}
    inputs = [
        {"name": f"{kind}_name", "optional": names[kind]["optional"], "autocomplete": hint}
        for kind, hint in hints.items()
        if names.get(kind, {}).get("enabled")
    ]
    if link["phone_number_collection"]["enabled"]:
        inputs.append({"name": "phone", "optional": False, "autocomplete": "tel"})
    if link["tax_id_collection"]["enabled"]:
        if "business" not in names:
            inputs.append({"name": "business_name", "optional": True, "autocomplete": "organization"})
        inputs.append({"name": "tax_id", "optional": True, "autocomplete": "off"})
    return inputs


def _labels(link: Record, language: Language) -> dict[str, str]:
    """How each input is called on the page, for the list of problems."""
    asked = {name: text for name, text in words(language).items() if name in PERSONAL}
    return asked | {f"field-{entry['key']}": entry["label"]["custom"] for entry in link["custom_fields"]}


def _page(template: str, visit: Visit, **view: Any) -> Response:
    language = visit.language
    html = TEMPLATES.get_template(template).render(language=language, words=words(language), **view)
    return Response(200, html.encode(), HEADERS)
