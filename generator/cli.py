"""`vitrine`: arguments in, exit code out. Each command imports only what it needs."""

from __future__ import annotations

import argparse
import os
import re
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator import cli_link, cli_products, cli_stripe
from generator.errors import ProblemsFound
from generator.messages import LANGUAGES, language_of, spoken, table
from generator.report import Format, report

FINE, PROBLEM, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
PRIVATE_COSTS = Path("private", "costs.yml")


def entry() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns:
        0 fine, 1 a problem the user can fix, 2 usage, 3 our bug, 130 interrupted.
    """
    try:
        options = parser().parse_args(arguments)
    except SystemExit as stop:
        return USAGE if stop.code else FINE
    with spoken(options.lang or language_of(os.environ)):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except ProblemsFound as found:
        style: Format = getattr(options, "format", "text")
        sys.stdout.write(report(found.problems, style))
        if style == "text" and all(problem.place.file for problem in found.problems):
            _say("unwritten", count=len(found.problems))
        return PROBLEM
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return PROBLEM
    except Exception:
        traceback.print_exc()
        _say("ours")
        return BUG


def _say(key: str, **facts: object) -> None:
    """A line beside the results."""
    print(table()["cli"][key].format(**facts), file=sys.stderr)


def _counted(name: str, count: int) -> str:
    """A number of things in words."""
    forms: Mapping[str, str] = table()["cli"]["counts"][name]
    return forms["one" if count == 1 else "other"].format(count=count)


def _check(options: argparse.Namespace) -> int:
    """Every problem and every warning of the offers; no network."""
    from generator.checks import warnings
    from generator.day import build_day
    from generator.notices import missing_facts
    from generator.source.load import load, load_costs
    from generator.starter.examples import still_there
    from generator.sync import refused_by_stripe

    book = load(options.folder / "offers")
    costs = load_costs(options.folder / PRIVATE_COSTS)
    found = book.problems((*warnings(book.offers, costs), *refused_by_stripe(book.offers, options.folder)))
    sys.stdout.write(report(found, options.format))
    if options.format == "text":
        grids, packages = len(book.offers.grids), sum(len(grid.packages) for grid in book.offers.grids)
        counted = {"grids": _counted("grids", grids), "packages": _counted("packages", packages)}
        _say("worth" if found else "checked", **counted, count=len(found))
        for example in still_there(book.offers):
            _say("example", example=example)
        for fact, law in missing_facts(book.offers.studio):
            _say("missing", fact=fact, law=law)
        for case in book.offers.cases:
            if not case.is_shown(build_day(options.folder)):
                _say("ended", case=case.case)
    is_refused = any(problem.severity == "error" for problem in found)
    return PROBLEM if is_refused or (found and options.strict) else FINE


def _prices(options: argparse.Namespace) -> int:
    """Every price with its working; with private/costs.yml also what is left of it."""
    from generator.price_table import price_table
    from generator.source.load import load, load_costs

    book = load(options.folder / "offers")
    costs = load_costs(options.folder / PRIVATE_COSTS)
    sys.stdout.write(price_table(book.offers, costs, options.language or book.offers.studio.languages[0]))
    return FINE


def _build(options: argparse.Namespace) -> int:
    """The whole site, all languages."""
    from generator.mkdocs_plugin import build_site

    return FINE if build_site(options.folder, strict=options.strict) else PROBLEM


def _preview(options: argparse.Namespace) -> int:
    """Serves the site on this computer, with a pretend checkout, and builds it again after each change."""
    from generator.mkdocs_plugin import serve_site
    from generator.preview import stand_in

    with stand_in() as stock:
        return FINE if serve_site(options.folder, options.port, stock) else PROBLEM


def _verify(options: argparse.Namespace) -> int:
    """Proves the built site: amounts, links, leaks, disclosures, languages; with --live also the published one."""
    from generator.verify.checks import verified
    from generator.verify.live import published
    from generator.verify.studio import built_site

    site = built_site(options.folder)
    found = [*verified(site), *(published(site, options.published) if options.published else ())]
    sys.stdout.write(report(found, options.format))
    if options.format == "text":
        counted = {"pages": _counted("pages", len(site.pages)), "files": _counted("files", len(site.files))}
        _say("faulty" if found else "verified", **counted, count=len(found))
    return PROBLEM if found else FINE


def _init(options: argparse.Namespace) -> int:
    """A studio of one's own from a few questions, ready to publish."""
    from generator.starter.answers import defaults
    from generator.starter.ask import ask, words_of
    from generator.starter.origin import origin
    from generator.starter.write import refuse_to_overwrite, studio, write

    language = options.lang or language_of(os.environ)
    answers, source, words = defaults(options.folder, language), origin(), words_of(language)
    refuse_to_overwrite(options.folder, studio(answers, source))
    if not options.yes:
        answers = ask(answers, language, input, print)
    files = studio(answers, source)
    write(options.folder, files)
    print(words["written"].format(count=len(files), folder=options.folder.as_posix()))
    name = options.folder.as_posix()
    print(words["next"].format(folder=name if re.fullmatch(r"[\w./-]+", name) else f'"{name}"'))
    if not source.requirement:
        print(words["from_nowhere"])
    return FINE


def _schema(options: argparse.Namespace) -> int:
    """Writes the JSON Schemas that editors use to complete the YAML."""
    from generator.schema import write_schemas

    for path in write_schemas(options.folder / "schema"):
        print(path.as_posix())
    return FINE


class _Command(NamedTuple):
    name: str
    run: Callable[[argparse.Namespace], int]
    takes: tuple[str, ...] = ()


_COMMANDS = (
    _Command("check", _check, ("format", "strict")),
    _Command("prices", _prices, ("language",)),
    _Command("build", _build, ("strict",)),
    _Command("preview", _preview, ("port",)),
    _Command(
        "link",
        cli_link.link,
        ("package", "licence", "currency", "brand", "email", "locale", "campaign", "qr", "copy"),
    ),
    _Command("verify", _verify, ("format", "published")),
    _Command("products", cli_products.products, ("online", "accept", "months")),
    _Command("init", _init, ("yes",)),
    _Command("schema", _schema),
    _Command("plan", cli_stripe.plan, ("live", "style", "expect-no-changes")),
    _Command("apply", cli_stripe.apply, ("live", "restore", "approved")),
    _Command("prune", cli_stripe.prune, ("live", "site")),
    _Command("pull", cli_stripe.pull, ("live", "site")),
    _Command("selftest", cli_stripe.selftest, ("stripe",)),
)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vitrine", description="A creator's shop window, from a folder of YAML.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, takes in _COMMANDS:
        said = (run.__doc__ or "").strip()
        command = commands.add_parser(name, help=said, description=said)
        command.set_defaults(command=run)
        for option in takes:
            if option in _POSITIONAL:
                command.add_argument(option, **_POSITIONAL[option])
        command.add_argument(
            "folder", nargs="?", type=Path, default=Path(), help="the studio's folder, the one that contains offers/"
        )
        command.add_argument("--lang", choices=LANGUAGES, help="of the messages; left out, that of your system")
        for option in takes:
            if option in _OPTIONS:
                flags, settings = _OPTIONS[option]
                command.add_argument(flags, **settings)
    return parser


_POSITIONAL: dict[str, dict[str, Any]] = {"package": {"help": "which package, by its id"}}


def _web_address(said: str) -> str:
    if not said.startswith(("https://", "http://")):
        raise argparse.ArgumentTypeError("a web address such as https://maya.example/")
    return said


_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "format": ("--format", {"choices": ("text", "json", "github"), "default": "text", "help": "how to print"}),
    "published": (
        "--live",
        {"dest": "published", "metavar": "URL", "type": _web_address, "help": "fetch the published site and compare"},
    ),
    "online": ("--online", {"action": "store_true", "help": "ask the shops (never the networks) for each product"}),
    "accept": ("--accept", {"metavar": "PRODUCT", "help": "its addresses may lead where they lead now"}),
    "months": ("--months", {"type": int, "default": 12, "help": "after how many a review is old; left out, 12"}),
    "yes": ("--yes", {"action": "store_true", "help": "ask nothing, take what is proposed"}),
    "live": ("--live", {"action": "store_true", "help": "real buyers, real money; asks for a live key"}),
    "style": (
        "--format",
        {"dest": "style", "choices": ("text", "markdown", "json"), "default": "text", "help": "how to print"},
    ),
    "expect-no-changes": (
        "--expect-no-changes",
        {"action": "store_true", "help": "exit with 1 if anything would change"},
    ),
    "restore": ("--restore", {"action": "store_true", "help": "also undo what was changed by hand at Stripe"}),
    "approved": ("--approved", {"metavar": "FINGERPRINT", "help": "carry out this plan and no other"}),
    "stripe": (
        "--stripe",
        {"action": "store_true", "required": True, "help": "yes, in the sandbox of STRIPE_API_KEY"},
    ),
    "site": (
        "--site",
        {"metavar": "URL", "help": "the live site, or a folder that holds it; left out, the studio's address"},
    ),
    "strict": ("--strict", {"action": "store_true", "help": "treat warnings as problems"}),
    "language": ("--language", {"choices": ("fr", "en"), "help": "left out, the studio's first language"}),
    "port": ("--port", {"type": int, "default": 8000, "help": "left out, 8000 or the next free one"}),
    "licence": ("--licence", {"default": "", "help": "left out, the one that the package includes"}),
    "currency": ("--currency", {"default": "", "help": "left out, the first of the grid"}),
    "brand": ("--brand", {"default": "", "help": "who it is for; comes back with the payment"}),
    "email": ("--email", {"type": cli_link.email, "help": "filled in at the checkout"}),
    "locale": (
        "--locale",
        {"default": "", "help": "language of the checkout: fr, en-GB; left out, the studio's"},
    ),
    "campaign": ("--campaign", {"default": "", "help": "a name to count payments by"}),
    "qr": ("--qr", {"type": cli_link.picture, "help": "writes a QR code of the page into FILE.svg or FILE.png"}),
    "copy": ("--copy", {"action": "store_true", "help": "puts the message into the clipboard"}),
}
