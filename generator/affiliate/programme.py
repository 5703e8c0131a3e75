"""A merchant's own programme: her address with the parameters that she asks for, such as `ref=maya`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from generator.affiliate.address import host_of, parameters, registrable, without_parameters
from generator.affiliate.network import Key, OnTheMerchant, Refused, SubId, Tagged, Target

_PAIR = r"[A-Za-z0-9_.-]+=[A-Za-z0-9_.~%+-]+"


@dataclass(frozen=True, kw_only=True)
class Programme(OnTheMerchant):
    """Any number of them: account and link agree on the name."""

    def own(self, target: Target) -> frozenset[str]:
        """What this merchant counts by."""
        return frozenset((*_wanted(target.ids), target.ids.get("sub_id", ""))) - {""}

    def tags(self, target: Target, sub_id: str) -> Mapping[str, str]:
        """Her parameters, then the sub-id where she takes one."""
        named = target.ids.get("sub_id")
        return _wanted(target.ids) | ({named: sub_id} if named else {})

    def sub_id_of(self, target: Target, wanted: str) -> str:
        """A sub-id only where the merchant has a parameter for it."""
        return super().sub_id_of(target, wanted) if target.ids.get("sub_id") else ""

    def read(self, url: str) -> Tagged | None:  # noqa: ARG002 - the parameters are different with each merchant
        """Nothing: only with an account can such a link be told from another."""
        return None

    def read_with(self, url: str, ids: Mapping[str, str]) -> Tagged | None:
        """`url` taken apart when it carries the parameters of the account `ids` to its merchant."""
        found, wanted = parameters(url), _wanted(ids)
        if registrable(host_of(url)) != ids["domain"] or any(found.get(name) != wanted[name] for name in wanted):
            return None
        own = self.own(Target("", ids))
        return Tagged(without_parameters(url, own), ids, found.get(ids.get("sub_id", ""), ""))

    def account_refused(self, market: str, ids: Mapping[str, str]) -> Refused | None:  # noqa: ARG002 - holds everywhere
        """A domain that is none, or only part of one."""
        domain = ids["domain"]
        if registrable(domain) == domain:
            return None
        return Refused("A605", "domain", {"found": domain, "mended": registrable(domain)})

    def refused(self, target: Target) -> Refused | None:
        """An address of somebody else."""
        domain, host = target.ids["domain"], host_of(target.url)
        if registrable(host) == domain:
            return None
        return Refused("A604", "url", {"found": host, "domain": domain, "mended": f"https://{domain}/"})


def _wanted(ids: Mapping[str, str]) -> dict[str, str]:
    return dict(parse_qsl(ids["parameters"]))


PROGRAMME = Programme(
    name="programme",
    title="a merchant’s own programme",
    account=(
        Key("programme", "[a-z0-9]+(?:-[a-z0-9]+)*", "nuoo", "a name of your choice, which its links repeat"),
        Key("domain", r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", "nuoo.example", "the merchant's domain, without www"),
        Key(
            "parameters",
            f"{_PAIR}(?:&{_PAIR})*",
            "ref=maya",
            "what the merchant asks for, as it stands in the address",
        ),
        Key("sub_id", "[A-Za-z0-9_.-]+", "sub", "the parameter of a sub-id, if the merchant takes one", "optional"),
    ),
    link=(Key("programme", "[a-z0-9]+(?:-[a-z0-9]+)*", "nuoo", "the programme's name in studio.yml"),),
    sub_id=SubId("sub_id", 30),
)
