"""Bugs put into the engine on purpose, to see that the tests find them.

`python -m tests.catalog.seeded NAME` runs the tests of the engine in a process whose engine has that bug.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import pytest


@dataclass(frozen=True)
class Bug:
    """`old` stands exactly once in `module` and is replaced by `new`."""

    module: str
    old: str
    new: str


BUGS = {
    "links before prices": Bug("plan", "    PRICES = 2\n    LINKS = 3\n", "    LINKS = 2\n    PRICES = 3\n"),
    "archived before the site is published": Bug(
        "apply",
        "            return pins_of(catalog, observed, wanted.won)\n",
        "            over = retirements(catalog, observed, wanted.won, ())\n"
        "            _carry_out(over, writer, observed, seen, progress, workers)\n"
        "            return pins_of(catalog, observed, wanted.won)\n",
    ),
    "made again blindly after a lost answer": Bug(
        "apply",
        "        except Unanswered:\n            pass\n",
        "        except Unanswered:\n            return writer.write(write.kind, write.id, params)\n",
    ),
    "keys for repetition made of the parameters": Bug("gateway", "str(uuid.uuid4())", "str((name, params))[:200]"),
    "no adoption by metadata": Bug(
        "observed", "            if self.owns_link(link):\n", '            if link["id"] in self.pinned:\n'
    ),
    "twins stay open": Bug(
        "plan",
        '        if link["active"] and observed.owns_link(link) and link["id"] not in kept:\n',
        '        if link["active"] and observed.owns_link(link) and observed.name_of(link) not in won:\n',
    ),
    "what is pinned counts no more": Bug("winners", '                    record["id"] != pinned_id,\n', ""),
    "lookup keys are not looked at": Bug("observed", "self._prices_by_key.get(key) or ", ""),
    "any currency will do": Bug("observed", '        and record["currency"] == price.amount.currency.lower()\n', ""),
    "any amount will do": Bug("observed", '        and record["unit_amount"] == price.amount.minor\n', ""),
    "options are forgotten": Bug("plan", "        if self._options_differ(link, record):\n", "        if False:\n"),
    "a link may lose an option": Bug(
        "winners",
        '        if price["product"] not in wanted or not sells(price, wanted[price["product"]]):\n',
        '        if price["product"] in wanted and not sells(price, wanted[price["product"]]):\n',
    ),
    "prune does not ask what is published": Bug(
        "plan",
        '    kept |= {link["id"] for link in observed.links.values() if link["url"] in published}\n',
        "",
    ),
    "prices that others use are archived": Bug("plan", ' or price["id"] in used or ', " or "),
    "every mark is ours": Bug("observed", ".get(MARK) == self.mark", ".get(MARK) is not None"),
    "one look is enough": Bug(
        "apply",
        "        if not wanted.writes:\n            return pins_of",
        "        if seen or not wanted.writes:\n            return pins_of",
    ),
    "what was closed stays closed": Bug("plan", ', "active": link.slots is None or sales(record) < link.slots}', "}"),
    "fewer places than were sold leave a link open": Bug(
        "plan", '"active": link.slots is None or sales(record) < link.slots', '"active": True'
    ),
    "the lock is written in place": Bug(
        "lock",
        "    handle, name = tempfile.mkstemp(",
        '    path.write_text(content, "utf-8")\n    return\n    handle, name = tempfile.mkstemp(',
    ),
    "no patience": Bug("gateway", "_PATIENCE = 8\n", "_PATIENCE = 1\n"),
    "a lagging list hides pinned links": Bug(
        "apply", "missing = [record for name in unlisted if", "missing = [record for name in unlisted[:1] if"
    ),
    "default prices are in the way": Bug(
        "plan", '            if product.get("default_price") == price["id"]:', "            if False:"
    ),
    "what was just written counts as newer": Bug(
        "observed", '            if record["id"] not in listed[record["object"]]:\n', "            if True:\n"
    ),
    "sold out is an edit by hand": Bug("plan", " and not is_sold_out(record)\n", "\n"),
    "prices are archived before their links close": Bug(
        "plan",
        "    CLOSE_LINKS = 4\n    FREE_PRICES = 5\n    ARCHIVE_PRICES = 6\n",
        "    FREE_PRICES = 4\n    ARCHIVE_PRICES = 5\n    CLOSE_LINKS = 6\n",
    ),
    "a pin is not written": Bug(
        "winners",
        "    for name, record in won.items():\n        link, amount",
        "    for name, record in list(won.items())[1:]:\n        link, amount",
    ),
    "one key for all requests": Bug("gateway", "str(uuid.uuid4())", '"vitrine"'),
    "on to the next stage after an open outcome": Bug(
        "apply",
        "            if record is None:\n                is_whole = False\n",
        "            if record is None:\n",
    ),
    "the first page is all": Bug(
        "gateway", "            if not page.has_more or not page.data:\n", "            if True:\n"
    ),
    "any interval will do": Bug("observed", '        and recurring.get("interval") == price.every\n', ""),
    "a foreign product is taken over": Bug(
        "observed",
        '        return self.has_mark(record) or record["id"] in self._products_of_own_prices\n',
        "        return True\n",
    ),
    "a foreign price loses its key": Bug(
        "plan",
        "            if record is not None and not self._observed.has_mark(record):\n",
        "            if False:\n",
    ),
    "promises are forgotten": Bug("plan", " PROMISES: promises}", " PROMISES: None}"),
    "the fingerprint never changes": Bug(
        "plan", "NAME: link.name, CONTENT: link.content", 'NAME: link.name, CONTENT: "1"'
    ),
    "the lock is blind to texts": Bug(
        "resources",
        ".content for key in link.prices)])",
        ".content for key in ())])",
    ),
    "what is sold again is still marked as archived": Bug(
        "plan", '"metadata": {**metadata, RETIRED: None}}', '"metadata": dict(metadata)}'
    ),
    "a list that lags is believed when places are added": Bug(
        "plan", '            changed.add("active")  #', "            pass  #"
    ),
    "a list that lags is believed when a link is pinned": Bug("apply", 'if record["id"] not in known]', "if False]"),
    "quantities do not matter": Bug(
        "plan", '        if any(line["quantity"] != 1 or', '        if False and any(line["quantity"] != 1 or'
    ),
    "nobody has to approve": Bug("apply", "if approved is not None and approved", "if False and approved"),
    "prune trusts an old lock": Bug(
        "apply",
        "    if wanted.writes or pins_of(catalog, observed, wanted.won) != pins:\n",
        "    if wanted.writes:\n",
    ),
    "the lock says what the offers charge": Bug(
        "winners",
        "        link, amount = catalog.links[name], charges(record, observed)\n",
        "        link, amount = catalog.links[name], catalog.links[name].charges\n",
    ),
    "the other mode will do": Bug("gateway", 'record["livemode"] != (self.mode == "live")', "False"),
}
CHECKS = (
    "test_gateway.py",
    "test_winners.py",
    "test_by_hand.py",
    "test_looking.py",
    "test_scenarios.py",
    "test_crash_points.py",
    "test_histories.py",
)
"""What is quick first."""


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, bug: Bug) -> None:
        self._bug = bug
        self._name = f"generator.{'' if bug.module == 'lock' else 'catalog.'}{bug.module}"

    def find_spec(self, fullname, path, target=None):
        if fullname != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        bug = self._bug

        class Loader(importlib.machinery.SourceFileLoader):
            def get_code(self, fullname: str) -> CodeType:
                source = self.get_data(self.path).decode()
                assert source.count(bug.old) == 1, f"{bug.old!r} does not stand once in {self.path}"
                return compile(source.replace(bug.old, bug.new), self.path, "exec", dont_inherit=True)

        spec.loader = Loader(fullname, spec.origin)
        return spec


def main(name: str) -> int:
    """Runs the tests with the bug of that name; returns pytest's exit code."""
    sys.meta_path.insert(0, _Finder(BUGS[name]))
    checks = [str(Path(__file__).with_name(each)) for each in CHECKS]
    quietly = ["-x", "-q", "--tb=line", "--no-cov", "-p", "no:cacheprovider", "-p", "no:xdist"]
    return int(pytest.main([*quietly, *checks]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
