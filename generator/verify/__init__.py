"""Proves a built site from its bytes and the lock alone. It shares no code with what made the pages.

Files are read and pages parsed one after another, so that a site of any size fits. A check is a function that looks
at one file, at one page, or at the `Survey` that reading all of them left behind; each module lists its own in
`OF_FILES`, `OF_PAGES` and `OF_SITE`.
"""
