"""Declared against found: only what we declare is compared, so that nothing Stripe fills in makes a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def differences(declared: Any, found: Any, name: str = "") -> Iterator[str]:
    """The names of declared values that are found to be otherwise: `custom_text.submit.message`.

    None, False, “none”, an empty text, list or map, and an absent key are all the same: off.
    """
    if declared == found:
        return
    if isinstance(declared, Mapping) and declared:
        there = found if isinstance(found, Mapping) else {}
        for key, value in declared.items():
            yield from differences(value, there.get(key), f"{name}.{key}" if name else str(key))
    elif isinstance(declared, list) and declared:
        there_list = found if isinstance(found, list) else []
        if len(there_list) != len(declared):
            yield name
            return
        for place, (value, each) in enumerate(zip(declared, there_list, strict=True)):
            yield from differences(value, each, f"{name}[{place}]")
    elif _on(declared) != _on(found):
        yield name


def _on(value: Any) -> Any:
    return None if value == "none" else value or None


def to_create(settings: Any) -> Any:
    """Parameters that create something with these settings: what is off is left out."""
    if isinstance(settings, Mapping):
        kept = {key: to_create(value) for key, value in settings.items()}
        return {key: value for key, value in kept.items() if value is not None and value not in ({}, [])}
    if isinstance(settings, list):
        return [to_create(value) for value in settings]
    return settings


def to_update(settings: Any) -> Any:
    """Parameters that bring something to these settings: what is off is switched off by an empty text."""
    if isinstance(settings, Mapping) and settings:
        return {key: to_update(value) for key, value in settings.items()}
    if isinstance(settings, list) and settings:
        return [to_create(value) for value in settings]
    return "" if settings is None or settings in ({}, []) else settings
