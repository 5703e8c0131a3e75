"""What can be typed after `vitrine`, its help and its refusals, in the language spoken; words are in `messages`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from generator.messages import LANGUAGES, table

Run = Callable[[argparse.Namespace], int]


class Command(NamedTuple):
    """A command: its name, what it does, and which options it takes."""

    name: str
    run: Run
    takes: tuple[str, ...] = ()


def language_typed(arguments: Sequence[str]) -> str | None:
    """The language after `--lang`, which is wanted before anything can be refused; None if there is none to speak."""
    early = _Quiet(add_help=False)
    early.add_argument("--lang", choices=LANGUAGES)
    try:
        said: str | None = early.parse_known_args(arguments)[0].lang
    except _Refused:
        return None
    return said


def parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """Everything that can be typed; its `parse_args` tells what cannot, and ends the process as argparse does."""
    words = table()["help"]
    with _own_words():
        parser = _Parser(prog="vitrine", description=words["about"], formatter_class=_Formatter)
        _add_language(parser, words)
        under = parser.add_subparsers(required=True, metavar=words["command"], title=words["commands_title"])
        for name, run, takes in commands:
            said = words["commands"][name]
            sentence = f"{said[0].upper()}{said[1:]}."
            command = under.add_parser(name, help=said, description=sentence, formatter_class=_Formatter)
            command.set_defaults(command=run)
            if "package" in takes:
                command.add_argument("package", help=words["options"]["package"], metavar=words["package"])
            command.add_argument(
                "folder",
                nargs="?",
                type=Path,
                default=Path(),
                help=words["options"]["folder"],
                metavar=words["folder"],
            )
            _add_language(command, words)
            for option in takes:
                if option in _OPTIONS:
                    flag, settings = _OPTIONS[option]
                    command.add_argument(flag, help=words["options"][option], **settings)
    return parser


def _add_language(parser: argparse.ArgumentParser, words: Mapping[str, Any]) -> None:
    said = words["options"]["lang"]
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=said)


# --- argparse, in our words -----------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """Parses with its own words translated."""

    def parse_args(self, *arguments: Any, **settings: Any) -> Any:
        with _own_words():
            return super().parse_args(*arguments, **settings)


class _Formatter(argparse.HelpFormatter):
    """Wide enough for the longest option."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)


class _Refused(Exception):  # noqa: N818 - it says what happened
    """The arguments are not good; who asked does not mind yet."""


class _Quiet(argparse.ArgumentParser):
    """Refuses without a word."""

    def error(self, message: str) -> NoReturn:
        raise _Refused(message)


@contextmanager
def _own_words() -> Iterator[None]:
    """Has ours answer: argparse asks gettext, by two names in its module, for each word of its own.

    gettext itself would want a compiled catalogue beside the tables and would ask the environment, not `--lang`.
    """
    words: Mapping[str, str] = table()["argparse"]
    asked = vars(argparse)
    before = asked["_"], asked["ngettext"]
    asked["_"] = lambda said: words.get(said, said)
    asked["ngettext"] = lambda one, many, count: words.get(one if count == 1 else many, one if count == 1 else many)
    try:
        yield
    finally:
        asked["_"], asked["ngettext"] = before


# --- values ---------------------------------------------------------------------------------------------


def _refusal(kind: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(table()["help"]["expected"][kind])


def _web_address(said: str) -> str:
    if not said.startswith(("https://", "http://")):
        raise _refusal("web_address")
    return said


def _picture(said: str) -> Path:
    """The file of a QR code: an SVG or a PNG."""
    path = Path(said)
    if path.suffix.lower() not in (".svg", ".png"):
        raise _refusal("picture")
    return path


def _email(said: str) -> str:
    """An e-mail address that Stripe takes."""
    from pydantic import TypeAdapter, ValidationError

    from generator.model.fields import Email

    try:
        address: str = TypeAdapter(Email).validate_python(said)
    except ValidationError:
        raise _refusal("email") from None
    return address


def _number(said: str) -> int:
    if not said.isascii() or not said.isdigit():
        raise _refusal("number")
    return int(said)


def _port(said: str) -> int:
    if _number(said) not in range(1, 65_536):
        raise _refusal("port")
    return _number(said)


_YES: Mapping[str, Any] = {"action": "store_true"}
_OPTIONS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "format": ("--format", {"choices": ("text", "json", "github"), "default": "text"}),
    "published": ("--live", {"dest": "published", "metavar": "URL", "type": _web_address}),
    "online": ("--online", _YES),
    "accept": ("--accept", {"metavar": "ID"}),
    "months": ("--months", {"type": _number, "default": 12, "metavar": "12"}),
    "yes": ("--yes", _YES),
    "live": ("--live", _YES),
    "style": ("--format", {"dest": "style", "choices": ("text", "markdown", "json"), "default": "text"}),
    "expect-no-changes": ("--expect-no-changes", _YES),
    "restore": ("--restore", _YES),
    "approved": ("--approved", {"metavar": "PLAN"}),
    "stripe": ("--stripe", {**_YES, "required": True}),
    "site": ("--site", {"metavar": "URL"}),
    "strict": ("--strict", _YES),
    "language": ("--language", {"choices": LANGUAGES}),
    "port": ("--port", {"type": _port, "default": 8000, "metavar": "8000"}),
    "licence": ("--licence", {"default": "", "metavar": "ID"}),
    "currency": ("--currency", {"default": "", "metavar": "EUR"}),
    "brand": ("--brand", {"default": "", "metavar": "Nuoo"}),
    "email": ("--email", {"type": _email, "metavar": "lea@example.com"}),
    "locale": ("--locale", {"default": "", "metavar": "fr"}),
    "campaign": ("--campaign", {"default": "", "metavar": "ID"}),
    "qr": ("--qr", {"type": _picture, "metavar": "qr.svg"}),
    "copy": ("--copy", _YES),
}
