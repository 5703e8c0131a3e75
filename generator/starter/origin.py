"""Where the Vitrine that runs came from, so that a studio's workflows install the same one.

The name alone would not do: another project has it in the public index. So a studio names an address with its hash,
or carries the wheel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

DISTRIBUTION = "vitrine"
FILE = ".github/vitrine.txt"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a studio's workflows install.

    Attributes:
        requirement: a line for pip; empty when this installation cannot be had anywhere else.
        wheel: a wheel that the studio carries in `.github/`, if that is what the line names.
    """

    requirement: str = ""
    wheel: Path | None = None


def origin(distribution: Distribution | None = None) -> Origin:
    """Reads it from what pip noted when it installed Vitrine (source: PEP 610, direct_url.json)."""
    noted = (distribution or Distribution.from_name(DISTRIBUTION)).read_text("direct_url.json")
    if noted is None:
        return Origin()  # from an index: which one is not noted, and the name does not tell
    direct: Mapping[str, Any] = json.loads(noted)
    url, archive = direct["url"], direct.get("archive_info", {})
    if url.startswith("file:"):
        wheel = Path(url2pathname(urlsplit(url).path))
        carried = wheel.suffix == ".whl" and wheel.is_file()
        return Origin(f"./.github/{wheel.name}", wheel) if carried else Origin()
    if "vcs_info" in direct:
        return Origin(f"{DISTRIBUTION} @ {direct['vcs_info']['vcs']}+{url}@{direct['vcs_info']['commit_id']}")
    sha256 = archive.get("hashes", {}).get("sha256")
    return Origin(f"{DISTRIBUTION} @ {url}#sha256={sha256}") if sha256 else Origin()
