"""The command that a creator uses most: the address to send to a brand."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

FINE, PROBLEM = 0, 1
_CLIPBOARDS = (("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "-ib"), ("pbcopy",), ("clip.exe",))
_READS = {"clip.exe": "utf-16"}  # the others UTF-8, which pbcopy does only where the locale says so


def link(options: argparse.Namespace) -> int:
    from generator.invitation import Choice, Recipient, choose, invitation
    from generator.lock import FILE, read_lock
    from generator.source.load import load

    offers = load(options.folder / "offers").offers
    checkout = choose(offers, Choice(options.package, options.licence, options.currency))
    recipient = Recipient(options.brand, options.email or "", options.locale, options.campaign)
    made = invitation(offers, read_lock(options.folder / FILE).pins("live"), checkout, recipient)
    print(f"{made.title}\n\n{made.page}")
    if made.payment:
        print(made.payment)
    print(f"\n{made.message}\n")
    if options.qr:
        _save_qr(made.page, options.qr)
    elif sys.stdout.isatty():
        _show_qr(made.page)
    if not made.payment:
        _say("link_unsold")
    if recipient.brand and "client_reference_id" not in made.payment and made.payment:
        _say("link_nameless", name=recipient.brand)
    if options.copy:
        _say("link_copied" if _copied(made.message) else "link_uncopied")
    return FINE


def _show_qr(address: str) -> None:
    import segno

    segno.make(address, micro=False).terminal(compact=True, border=2)


def _save_qr(address: str, file: Path) -> None:
    import segno

    file.parent.mkdir(parents=True, exist_ok=True)
    segno.make(address, micro=False).save(str(file), scale=12, border=4)
    _say("link_qr", file=file.as_posix())


def _copied(text: str) -> bool:
    """Whether the computer has a clipboard that took `text`."""
    command = next((each for each in _CLIPBOARDS if shutil.which(each[0])), None)
    if command is None:
        return False
    try:
        told = text.encode(_READS.get(command[0], "utf-8"))
        subprocess.run(command, input=told, env={**os.environ, "LC_CTYPE": "UTF-8"}, check=True, timeout=5)  # noqa: S603 - one of ours
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _say(key: str, **facts: str) -> None:
    from generator.messages import table

    print(table()["link"][key].format(**facts), file=sys.stderr)
