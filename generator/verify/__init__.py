"""Proves a built site from its bytes and the lock alone. It shares no code with what made the pages.

A check is a function from a `BuiltSite` to problems; `CHECKS` in `checks.py` is the list of them.
"""
