import pytest

from tests.sandbox.refusals import refused


def test_lists_are_newest_first_and_ten_long(fast_shop):
    links = [fast_shop.link() for _ in range(12)]

    page = fast_shop.api.payment_links.list()

    assert [each.id for each in page.data] == [each.id for each in reversed(links[2:])]
    assert page.has_more


@pytest.mark.parametrize("limit", [1, 5, 100])
def test_paging_forwards_sees_everything_once(fast_shop, limit):
    links = [fast_shop.link().id for _ in range(12)]

    seen = [each.id for each in fast_shop.api.payment_links.list({"limit": limit}).auto_paging_iter()]

    assert seen == links[::-1]


def test_paging_backwards(fast_shop):
    a, b, c, d = (fast_shop.link().id for _ in range(4))

    page = fast_shop.api.payment_links.list({"ending_before": a, "limit": 2})

    assert [each.id for each in page.data] == [c, b]
    assert page.has_more
    assert [each.id for each in fast_shop.api.payment_links.list({"ending_before": c}).data] == [d]


def test_a_link_made_while_paging_is_not_seen(fast_shop):
    """The reason why a second look is needed: newest-first cursors never go back to the top."""
    old, new = fast_shop.link().id, fast_shop.link().id
    page = fast_shop.api.payment_links.list({"limit": 1})
    late = fast_shop.link().id

    assert [page.data[0].id, *(each.id for each in page.next_page().data)] == [new, old]
    assert late not in (old, new)


def test_a_cursor_still_works_when_its_link_has_left_the_filter(fast_shop):
    old, new = fast_shop.link().id, fast_shop.link().id
    fast_shop.api.payment_links.update(new, {"active": False})

    page = fast_shop.api.payment_links.list({"active": True, "starting_after": new})

    assert [each.id for each in page.data] == [old]


def test_active_splits_the_list(fast_shop):
    on, off = fast_shop.link().id, fast_shop.link().id
    fast_shop.api.payment_links.update(off, {"active": False})

    assert [each.id for each in fast_shop.api.payment_links.list({"active": True}).data] == [on]
    assert [each.id for each in fast_shop.api.payment_links.list({"active": False}).data] == [off]


@pytest.mark.parametrize(
    ("params", "param", "code"),
    [
        ({"limit": 0}, "limit", "parameter_invalid_integer"),
        ({"limit": 101}, "limit", "parameter_invalid_integer"),
        ({"starting_after": "plink_unknown"}, "starting_after", "resource_missing"),
        ({"starting_after": "a", "ending_before": "b"}, None, None),
    ],
)
def test_pages_that_do_not_exist(fast_shop, params, param, code):
    with refused("", param=param, code=code):
        fast_shop.api.payment_links.list(params)


def test_links_can_be_searched_for_nothing_else(fast_shop):
    with refused("unknown parameter: created", code="parameter_unknown", param="created"):
        fast_shop.unchecked.v1.payment_links.list({"created": {"gte": 1}})


def test_expanding_reaches_four_levels(shop):
    link = shop.link()

    listed = shop.api.payment_links.list({"expand": ["data.line_items.data.price"]}).data[0]
    assert listed.line_items.data[0].price.unit_amount == 67_500

    alone = shop.api.payment_links.retrieve(link.id, {"expand": ["line_items.data.price.product"]})
    assert alone.line_items.data[0].price.product.name == "Trio"

    with refused("more than 4 levels", code="property_expansion_max_depth"):
        shop.api.payment_links.list({"expand": ["data.line_items.data.price.product"]})


def test_only_what_is_expandable_expands(shop):
    with refused("cannot be expanded (metadata)", param="expand"):
        shop.api.payment_links.retrieve(shop.link().id, {"expand": ["metadata"]})


def test_expanding_what_is_not_there_gives_nothing(shop):
    product = shop.product()

    assert shop.api.products.retrieve(product.id, {"expand": ["default_price"]}).default_price is None


@pytest.mark.parametrize(
    ("retrieve", "kind"),
    [
        (lambda v1: v1.prices.retrieve("gone"), "price"),
        (lambda v1: v1.prices.update("gone", {"active": False}), "price"),
        (lambda v1: v1.payment_links.retrieve("gone"), "payment_link"),
        (lambda v1: v1.payment_links.line_items.list("gone"), "payment_link"),
        (lambda v1: v1.checkout.sessions.retrieve("gone"), "checkout.session"),
    ],
)
def test_what_does_not_exist_is_not_found(fast_shop, retrieve, kind):
    with refused(f"No such {kind}: 'gone'", code="resource_missing", param="id", status=404):
        retrieve(fast_shop.api)
