"""Effiliation (Effinity). Source: docs.dataflysignal.com, Effinity, and links in use.

The counter stands for a publisher in a programme. It has sub-ids, but no source confirms the name of their
parameter, so none is sent.
"""

from generator.affiliate.network import NUMBER, Key, Redirect

EFFILIATION = Redirect(
    name="effiliation",
    title="Effiliation",
    link=(Key("counter", NUMBER, "22710345", "the counter of this programme (id_compteur)"),),
    tracking=("track.effiliation.com",),
    at="https://track.effiliation.com/servlet/effi.redir",
    query={"id_compteur": "counter"},
    to="url",
)
