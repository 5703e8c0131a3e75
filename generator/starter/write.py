"""Lays out a new studio: templates filled with answers, files shared with the demo, and where Vitrine comes from."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.checks.unready import EXAMPLES
from generator.errors import FILE_START, Place, Problem, ProblemsFound
from generator.shipped import shipped
from generator.starter import examples, origin
from generator.starter.answers import Answers

_STAGED = ".vitrine-init"
_FILLED = (
    ".gitignore",
    "README.md",
    "mkdocs.yml",
    "offers/packages/videos.yml",
    "offers/studio.yml",
    "overrides/README.md",
)
_SHARED = (
    ".gitattributes",
    ".github/actions/vitrine",
    ".github/dependabot.yml",
    ".github/workflows/check.yml",
    ".github/workflows/drift.yml",
    ".github/workflows/publish.yml",
    ".github/zizmor.yml",
    "private.example",
    "requirements.txt",
    "schema",
)
_PAGES: Mapping[str, tuple[str, ...]] = {
    "fr": ("index.md", "a-propos.md", "contact.md"),
    "en": ("index.md", "about.md", "contact.md"),
}
_MADE = {"fr": ("realisations/index.md", "offres/index.md"), "en": ("work/index.md", "offers/index.md")}


def studio(answers: Answers, source: origin.Origin) -> dict[str, bytes]:
    """Every file of a new studio, by its path below the studio's folder."""
    files = dict(_filled(answers)) | dict(_examples(answers)) | dict(_pages(answers)) | dict(_shared())
    files[origin.FILE] = f"{source.requirement}\n".encode()
    if source.wheel:
        files[f".github/{source.wheel.name}"] = source.wheel.read_bytes()
    return dict(sorted(files.items()))


def refuse_to_overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    """Stops before a file of the folder would be lost.

    Raises:
        ProblemsFound: one of the files is there already.
    """
    there = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        place = Place((folder / there[0]).as_posix(), FILE_START, "")
        raise ProblemsFound([Problem("I801", place, {"found": there[0], "folder": folder.as_posix()})])


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all the files, or none: they lie in a folder of their own until each is whole.

    Raises:
        ProblemsFound: one of them is there already, or the folder cannot be written.
    """
    refuse_to_overwrite(folder, files)
    staged = folder / _STAGED
    try:
        if staged.exists():
            shutil.rmtree(staged)  # of a run that was cut short
        for name, content in files.items():
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).rename(folder / name)
        shutil.rmtree(staged)
    except OSError as error:
        place = Place(folder.as_posix(), FILE_START, "")
        raise ProblemsFound([Problem("I802", place, {"found": error.strerror or str(error)})]) from error


def _filled(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """The templates below `files/`, filled."""
    environment = _answering(answers)
    for name in _FILLED:
        yield name, environment.get_template(name.removeprefix(".")).render().encode()


def _examples(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """A case study and a product that say of themselves that they are examples."""
    environment, name = _answering(answers), EXAMPLES[answers.languages[0]]
    for folder, size in (("portfolio", examples.POSTER), ("products", examples.PICTURE)):
        yield (
            f"offers/{folder}/{name}.yml",
            environment.get_template(f"offers/{folder}/example.yml").render().encode(),
        )
        yield f"offers/{folder}/{name}.jpg", examples.drawn(name.upper(), answers.accent, size)


def _pages(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """The hand-written pages: the first language at the root, the second in its folder, each naming its twin."""
    environment, (first, *others) = _environment(), answers.languages
    for place, name in enumerate(_PAGES[first]):
        twins = [f"{other}/{_PAGES[other][place]}" for other in others]
        yield f"site_src/{name}", environment.get_template(f"pages/{first}/{name}").render(twins=twins).encode()
        for other, twin in zip(others, twins, strict=True):
            template = environment.get_template(f"pages/{other}/{_PAGES[other][place]}")
            yield f"site_src/{twin}", template.render(twins=()).encode()


def _shared() -> Iterator[tuple[str, bytes]]:
    for name in _SHARED:
        source = shipped(name)
        for path in sorted(source.rglob("*")) if source.is_dir() else (source,):
            if path.is_file():
                yield (
                    (f"{name}/{path.relative_to(source).as_posix()}" if source.is_dir() else name),
                    path.read_bytes(),
                )


def _answering(answers: Answers) -> Environment:
    """Templates that know what was answered."""
    first = answers.languages[0]
    french, name, environment = first == "fr", EXAMPLES[first], _environment()
    environment.globals.update(
        answers=answers,
        example=name,
        host=_host(answers),
        french=french,
        menu=(*_MADE[first], *_PAGES[first][1:]),
        note=lambda fr, en: fr if french else en,
        quoted=_quoted,
        say=lambda fr, en: _said({"fr": fr, "en": en}, answers.languages),
        shop="boutique.example" if french else "shop.example",
    )
    return environment


def _environment() -> Environment:
    """Marks are << >> because the pages' own short codes have braces."""
    return Environment(  # noqa: S701 - YAML and Markdown; every answer is quoted
        loader=PackageLoader("generator.starter", "files"),
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _host(answers: Answers) -> Mapping[str, str]:
    hosts = tomllib.loads(resources.files(__package__).joinpath("hosts.toml").read_text("utf-8"))
    host: Mapping[str, str] = hosts[answers.host]
    return host if answers.host != "other" else hosts["other"][answers.languages[0]]


def _quoted(text: str) -> str:
    """A text in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def _said(wordings: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """A text in the studio's languages, as YAML."""
    if len(languages) == 1:
        return _quoted(wordings[languages[0]])
    return "{" + ", ".join(f"{language}: {_quoted(wordings[language])}" for language in languages) + "}"
