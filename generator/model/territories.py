"""Where a right holds: ISO 3166 countries, the groups that contracts name, and the world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from generator.errors import nearest
from generator.model.fields import as_text
from generator.model.record import refusal
from generator.model.written import Written, one_of

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)
_EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
GROUPS: Mapping[str, frozenset[str]] = {
    "EU": _EU,
    "EEA": _EU | {"IS", "LI", "NO"},
    "DACH": frozenset(("DE", "AT", "CH")),
    "BENELUX": frozenset(("BE", "NL", "LU")),
    "NORTH-AMERICA": frozenset(("US", "CA", "MX")),
    "world": COUNTRIES,
}
_OFTEN_MEANT = {
    "UK": "GB",
    "EN": "GB",
    "USA": "US",
    "EUROPE": "EU",
    "FRANCE": "FR",
    "WORLDWIDE": "world",
    "MONDE": "world",
}


def countries_of(codes: Iterable[str]) -> frozenset[str]:
    """Every country that the codes and groups stand for."""
    return frozenset[str]().union(*(GROUPS.get(code, frozenset((code,))) for code in codes))


def _read_territory(value: object) -> str:
    text = as_text(value)
    if text not in COUNTRIES and text not in GROUPS:
        near = _OFTEN_MEANT.get(text.upper()) or nearest(text, COUNTRIES | GROUPS.keys()) or "FR"
        raise refusal("M230", found=text, near=near)
    return text


Territory = Annotated[str, Written(_read_territory, one_of(*GROUPS, *sorted(COUNTRIES)))]
"""A country by its ISO code (`FR`), a group (`EU`, `DACH`), or `world`."""


def _read_country(value: object) -> str:
    text = _read_territory(value)
    if text in GROUPS:
        raise refusal("M230", found=text, near="FR")
    return text


Country = Annotated[str, Written(_read_country, one_of(*sorted(COUNTRIES)))]
"""A country by its ISO code: `FR`."""
