"""`vitrine`: arguments in, exit code out. Each command imports only what it needs."""

from __future__ import annotations

import argparse
import gc
import locale
import os
import re
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator import cli_link, cli_products, cli_stripe
from generator.arguments import Command, language_typed, parser
from generator.errors import ProblemsFound
from generator.messages import language_of, speaking, spoken, table
from generator.report import Format, report

FINE, PROBLEM, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
PRIVATE_COSTS = Path("private", "costs.yml")


def entry() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    gc.set_threshold(50_000)  # nearly all that a command makes lives as long as the command
    code = main(sys.argv[1:])
    gc.freeze()  # or Python would look through all of it three more times before the system takes it back
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns:
        0 fine, 1 a problem the user can fix, 2 usage, 3 our bug, 130 interrupted.
    """
    with spoken(language_typed(arguments) or language_of(_environment())):
        try:
            options = parser(COMMANDS).parse_args(arguments)
        except SystemExit as stop:
            return USAGE if stop.code else FINE
        return _run(options)


def _environment() -> Mapping[str, str]:
    """The variables; Windows has none for the language, but every process is told it at its start."""
    return {"LANG": locale.getlocale()[0] or "", **os.environ}


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
    from generator.checks import warnings
    from generator.checks.unready import unready
    from generator.day import build_day
    from generator.source.load import load, load_costs
    from generator.sync import refused_by_stripe

    book = load(options.folder / "offers")
    costs = load_costs(options.folder / PRIVATE_COSTS)
    refused = refused_by_stripe(book.offers, options.folder)
    reminders = unready(book.offers, build_day(options.folder))
    found = book.problems((*warnings(book.offers, costs), *refused, *reminders))
    sys.stdout.write(report(found, options.format))
    if options.format == "text":
        grids, packages = len(book.offers.grids), sum(len(grid.packages) for grid in book.offers.grids)
        counted = {"grids": _counted("grids", grids), "packages": _counted("packages", packages)}
        _say("worth" if found else "checked", **counted, count=len(found))
    judged = {problem.severity for problem in found}
    return PROBLEM if "error" in judged or ("warning" in judged and options.strict) else FINE


def _prices(options: argparse.Namespace) -> int:
    from generator.price_table import price_table
    from generator.source.load import load, load_costs

    book = load(options.folder / "offers")
    costs = load_costs(options.folder / PRIVATE_COSTS)
    sys.stdout.write(price_table(book.offers, costs, options.language or book.offers.studio.languages[0]))
    return FINE


def _build(options: argparse.Namespace) -> int:
    from generator.mkdocs_plugin.commands import build_site

    return FINE if build_site(options.folder, strict=options.strict) else PROBLEM


def _preview(options: argparse.Namespace) -> int:
    from generator.mkdocs_plugin.commands import serve_site
    from generator.preview import stand_in

    with stand_in() as shop:
        return FINE if serve_site(options.folder, options.port, shop) else PROBLEM


def _verify(options: argparse.Namespace) -> int:
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
    from generator.starter.answers import defaults
    from generator.starter.ask import ask, words_of
    from generator.starter.origin import origin
    from generator.starter.write import refuse_to_overwrite, studio, write

    language = speaking()
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
    from generator.schema import write_schemas

    for path in write_schemas(options.folder / "schema"):
        print(path.as_posix())
    return FINE


COMMANDS = (
    Command("check", _check, ("format", "strict")),
    Command("prices", _prices, ("language",)),
    Command("build", _build, ("strict",)),
    Command("preview", _preview, ("port",)),
    Command(
        "link",
        cli_link.link,
        ("package", "licence", "currency", "brand", "email", "locale", "campaign", "qr", "copy"),
    ),
    Command("verify", _verify, ("format", "published")),
    Command("products", cli_products.products, ("online", "accept", "months")),
    Command("init", _init, ("yes",)),
    Command("schema", _schema),
    Command("plan", cli_stripe.plan, ("live", "style", "expect-no-changes")),
    Command("apply", cli_stripe.apply, ("live", "restore", "approved")),
    Command("prune", cli_stripe.prune, ("live", "site")),
    Command("pull", cli_stripe.pull, ("live", "site")),
    Command("selftest", cli_stripe.selftest, ("stripe",)),
)
