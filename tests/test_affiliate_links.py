"""Links that pay, exactly as each network wants them; and back again to what they were made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from generator.affiliate.address import ascii_address, host_of, registrable, with_parameters
from generator.affiliate.network import SubId, Target
from generator.affiliate.networks import CLOSED, NETWORKS, network_of
from generator.affiliate.programme import PROGRAMME
from generator.model.affiliate import Account
from generator.outbound import Outbound, account_of, outbound, pays
from offers import STUDIO, accounts, book, grid, package, product

TABLES = sorted((Path(__file__).parent / "golden/links").glob("*.yml"))
ROWS = [
    (path.stem, table.get("accounts", []), row)
    for path in TABLES
    for table in [yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]
    for row in table["links"]
]


SOLO = package("solo", "250 EUR")


def _made(written: list[Any], link: Any, page: str) -> tuple[Outbound, Account | None]:
    """The link as pages show it and the account that it pays to, from the YAML that asks for it."""
    studio = accounts(*map(json.dumps, written)) if written else STUDIO
    found = book(grid(SOLO), studio=studio, products=(product(json.dumps(link)),)).offers
    (made,) = outbound(found.studio, found.products[0], page, "review")
    return made, account_of(made.entry, found.studio.affiliate.accounts)


@pytest.mark.parametrize(("network", "written", "row"), ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)])
def test_a_link_is_exactly_what_the_network_wants(network: str, written: list[Any], row: dict[str, Any]) -> None:
    made, _ = _made(written, row["link"], row.get("page", "softbox"))
    assert made.url == row["gives"]
    assert made.entry.network == network


@pytest.mark.parametrize(("network", "written", "row"), ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)])
def test_a_link_can_be_taken_apart_again(network: str, written: list[Any], row: dict[str, Any]) -> None:
    made, account = _made(written, row["link"], row.get("page", "softbox"))
    tagged = PROGRAMME.read_with(made.url, account.ids) if network == "programme" else made.entry.by.read(made.url)
    assert tagged
    assert (tagged.destination, tagged.sub_id) == (made.destination, made.sub_id)
    wanted = {**(account.ids if account else {}), **made.entry.ids} | (
        {"link": tagged.ids["link"]} if made.entry.link else {}
    )
    assert {name: value for name, value in wanted.items() if name != "asin"} == dict(tagged.ids)


def test_the_table_is_large_enough_and_knows_every_network() -> None:
    assert len(ROWS) >= 60
    assert {path.stem for path in TABLES} == set(NETWORKS)


# --- any address ---------------------------------------------------------------------------------------

HOSTS = some.sampled_from(["www.lumen.example", "lumen.co.uk", "a.b.c.nuoo.fr", "xn--crme-0oa.example"])
WRITTEN = some.text(some.sampled_from("abcXYZ019-._~éßñ語🎥%+:@!$'()*,;=&/?éà"), max_size=30)
ADDRESSES = some.builds(
    lambda host, path, query, fragment: f"https://{host}/{path}" + (f"?{query}" if query else "") + fragment,
    HOSTS, WRITTEN.map(lambda text: text.replace("?", "")), WRITTEN, some.sampled_from(["", "#avis", "#a/b?c=d&e"]),
)  # fmt: skip
IDS = {
    "awin": ({"publisher": "482913"}, {"advertiser": "18722"}),
    "rakuten": ({"publisher": "aB3dE5fG7hJ"}, {"advertiser": "41970"}),
    "tradedoubler": ({"site": "3112233"}, {"program": "264190"}),
    "effiliation": ({}, {"counter": "22710345"}),
    "skimlinks": ({"site": "123456X789012"}, {}),
    "cj": ({"publisher": "8123456"}, {}),
}
SUB_IDS = some.text(some.sampled_from("abcXYZ019-_ é&=?#/"), max_size=90)


@given(url=ADDRESSES, name=some.sampled_from(sorted(IDS)), wanted=SUB_IDS)
def test_any_destination_and_the_ids_come_back(url: str, name: str, wanted: str) -> None:
    network, ids = NETWORKS[name], {**IDS[name][0], **IDS[name][1]}
    target = Target("FR", ids, url)
    sub_id = network.sub_id_of(target, wanted)
    tagged = network.read(network.build(target, sub_id))
    assert tagged
    assert tagged.destination == ascii_address(url)
    assert dict(tagged.ids) == ids
    assert tagged.sub_id == sub_id
    assert network_of(network.build(target, sub_id)) == network.title


@given(url=ADDRESSES, sub_id=SUB_IDS.map(SubId("", 255).fitted))
def test_a_merchants_own_parameters_are_added_and_nothing_else_changes(url: str, sub_id: str) -> None:
    ids = {"domain": registrable(host_of(url)), "parameters": "ref=maya&via=ugc", "sub_id": "sub"}
    target = Target("world", ids, url)
    made = PROGRAMME.build(target, PROGRAMME.sub_id_of(target, sub_id))
    tagged = PROGRAMME.read_with(made, ids)
    assert tagged
    assert tagged.destination == with_parameters(PROGRAMME.destination(target), {})
    assert tagged.sub_id == PROGRAMME.sub_id_of(target, sub_id)
    before, after = urlsplit(ascii_address(url)), urlsplit(made)
    assert (after.scheme, after.netloc, after.path, after.fragment) == before[:3] + before[4:]
    kept = [pair for pair in parse_qsl(before.query, True) if pair[0] not in ("ref", "via", "sub")]
    added = [("ref", "maya"), ("via", "ugc")] + ([("sub", tagged.sub_id)] if tagged.sub_id else [])
    assert parse_qsl(after.query, True) == kept + added


@given(
    path=WRITTEN.map(lambda text: text.replace("?", "")), tag=some.from_regex("[a-z0-9]{1,9}-2[0-9]", fullmatch=True)
)
def test_a_tag_of_amazon_and_its_destination_come_back(path: str, tag: str) -> None:
    target = Target("FR", {"tag": tag}, f"https://www.amazon.fr/{path}?tag=other-21")
    tagged = NETWORKS["amazon"].read(NETWORKS["amazon"].build(target, ""))
    assert tagged
    assert (tagged.destination, tagged.ids) == (ascii_address(f"https://www.amazon.fr/{path}"), {"tag": tag})


# --- who is paid ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "network"),
    [
        ("https://www.amazon.fr/dp/B0CX23V2ZK?tag=x-21", "Amazon"),
        ("https://www.amazon.fr/dp/B0CX23V2ZK", ""),
        ("https://amzn.to/3abc", "Amazon"),
        ("https://amazon.fr.shop.example/dp/B0CX23V2ZK?tag=x-21", ""),
        ("https://notamazon.fr/?tag=x-21", ""),
        ("https://www.awin1.com/awclick.php?gid=1&mid=2&awinaffid=3&linkid=4", "Awin"),
        ("https://awin1.com.example/cread.php", ""),
        ("https://www.jdoqocy.com/click-8123456-1?url=https%3A%2F%2Flumen.example", "CJ"),
        ("https://lumen.pxf.io/c/1/2/3", "Impact"),
        ("https://www.shareasale.com/r.cfm?b=1&u=2&m=3", "ShareASale"),
        ("https://www.tiktok.com/@maya", ""),
        ("https://www.ebay.fr/itm/1?campid=5", "eBay"),
        ("https://nuoo.example/?ref=maya", "a merchant’s own programme"),
        ("https://nuoo.example/?ref=somebody", ""),
        ("https://[broken", ""),
        ("/relative", ""),
    ],
)
def test_an_address_that_pays_is_recognised(url: str, network: str) -> None:
    account = {"network": "programme", "programme": "nuoo", "domain": "nuoo.example", "parameters": "ref=maya"}
    offers = book(grid(SOLO), studio=accounts(json.dumps(account))).offers
    assert pays(offers)(url) == network


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("www.amazon.co.uk", "amazon.co.uk"),
        ("co.uk", ""),
        ("10.0.0.1", ""),
        ("::1", ""),
        ("a.b.lumen.example", "lumen.example"),
    ],
)
def test_the_part_of_a_host_that_somebody_registered(host: str, owner: str) -> None:
    assert registrable(host) == owner


def test_a_parameter_stands_once_and_an_empty_one_not_at_all() -> None:
    assert with_parameters("https://a.example/?x=1&&y=2&x=3#f", {"x": "é &", "z": ""}) == (
        "https://a.example/?y=2&x=%C3%A9%20%26#f"
    )


def test_two_long_sub_ids_stay_apart() -> None:
    limit = SubId("sid", 30)
    one, other = limit.fitted("x" * 40 + "-a"), limit.fitted("x" * 40 + "-b")
    assert (len(one), len(other), one != other) == (30, 30, True)


def test_a_closed_network_is_not_offered() -> None:
    assert set(CLOSED) & set(NETWORKS) == set()


@pytest.mark.parametrize(
    "url", ["https://www.awin1.com/cread.php?awinmid=1", "https://www.awin1.com/", "https://a.example/"]
)
def test_what_no_builder_made_cannot_be_taken_apart(url: str) -> None:
    assert NETWORKS["awin"].read(url) is None
