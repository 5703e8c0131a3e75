"""A large studio is proved in little time."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

from studio import SOLO, copy_of_the_demo, vitrine, write_complete_lock

from generator.verify.built_site import BuiltSite
from generator.verify.checks import verified
from generator.verify.studio import built_site


def test_a_thousand_pages_take_less_than_three_seconds(tmp_path: Path) -> None:
    """Processor time, and the best of three, since other tests run beside this one."""
    folder = copy_of_the_demo(tmp_path / "demo")
    grid = (folder / SOLO).read_text("utf-8")
    for number in range(20):
        more = re.sub(r"\b(solo|trio|serie|abonnement)\b(?=[,\n}])", rf"\1-{number}", grid)
        more = more.replace("grid: videos-ugc", f"grid: videos-{number}").replace(
            "Vidéos verticales", f"Série {number}"
        )
        more = more.replace("en: Vertical videos", f"en: Series {number}").replace(
            "name: Solo", f"name: Solo {number}"
        )
        (folder / f"offers/packages/more-{number}.yml").write_text(more, "utf-8")
    write_complete_lock(folder)
    assert vitrine("build", folder=folder).returncode == 0
    site = replace(built_site(folder), private=tuple(f"note {number} on a brand" for number in range(20)))
    assert len(site.pages) >= 1000
    assert min(_seconds(site) for _ in range(3)) / len(site.pages) * 1000 < 3


def _seconds(site: BuiltSite) -> float:
    begun = time.process_time()
    verified(replace(site))
    return time.process_time() - begun
