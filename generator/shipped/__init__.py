"""Files that the demo studio and every other studio share: the look, the schemas, the workflows.

In the repository they stand at its root, where the demo uses them; a wheel carries them inside this package
(`force-include` in pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

_INSIDE = Path(__file__).parent
_REPOSITORY = _INSIDE.parent.parent


def shipped(name: str) -> Path:
    """Where a shared file or folder is, such as `overrides`."""
    inside = _INSIDE / name
    return inside if inside.exists() else _REPOSITORY / name
