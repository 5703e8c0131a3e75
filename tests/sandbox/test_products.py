import pytest

from tests.sandbox.refusals import refused, refused_because_of


def test_a_product_reads_back_as_stripe_shows_it(shop):
    product = shop.product(
        id="solo",
        description="One video",
        images=["https://studio.example/solo.jpg"],
        metadata={"grid": "ugc"},
    )

    assert shop.api.products.retrieve("solo").to_dict() == product.to_dict()
    assert product.to_dict() == {
        "id": "solo",
        "object": "product",
        "active": True,
        "created": shop.sandbox.clock.now(),
        "default_price": None,
        "description": "One video",
        "images": ["https://studio.example/solo.jpg"],
        "livemode": False,
        "marketing_features": [],
        "metadata": {"grid": "ugc"},
        "name": "Trio",
        "package_dimensions": None,
        "shippable": None,
        "statement_descriptor": None,
        "tax_code": None,
        "tax_details": None,
        "type": "service",
        "unit_label": None,
        "updated": shop.sandbox.clock.now(),
        "url": None,
    }


def test_a_chosen_id_exists_once(shop):
    shop.product(id="solo")

    with refused("already exists", code="resource_already_exists", param="id"):
        shop.product(id="solo")


def test_an_id_not_chosen_is_given(shop):
    assert shop.product().id.startswith("prod_")
    assert shop.product().id != shop.product().id


def test_a_product_that_does_not_exist_is_not_found(shop):
    with refused("No such product: 'solo'", code="resource_missing", param="id", status=404):
        shop.api.products.retrieve("solo")


def test_metadata_merges_key_by_key(shop):
    product = shop.product(metadata={"grid": "ugc", "tier": "solo"})

    changed = shop.api.products.update(product.id, {"metadata": {"grid": "", "owner": "vitrine"}})
    assert changed.metadata.to_dict() == {"tier": "solo", "owner": "vitrine"}

    assert shop.api.products.update(product.id, {"metadata": ""}).metadata.to_dict() == {}


def test_metadata_holds_fifty_keys_however_they_came(shop):
    product = shop.product(metadata={f"key{n}": "x" for n in range(50)})

    with refused("up to 50 keys", param="metadata"):
        shop.api.products.update(product.id, {"metadata": {"one more": "x"}})
    shop.api.products.update(product.id, {"metadata": {"key0": "", "one more": "x"}})


def test_empty_text_clears_what_can_be_cleared(shop):
    product = shop.product(description="One video", unit_label="video", images=["https://studio.example/a.jpg"])

    changed = shop.api.products.update(product.id, {"description": "", "unit_label": "", "images": ""})

    assert (changed.description, changed.unit_label, changed.images) == (None, None, [])


def test_a_name_cannot_be_cleared(shop):
    with refused("cannot be unset", code="parameter_invalid_empty", param="name"):
        shop.api.products.update(shop.product().id, {"name": ""})


@pytest.mark.parametrize("key", ["id", "type", "default_price_data"])
def test_create_only_parameters_are_unknown_to_an_update(shop, key):
    with refused(f"unknown parameter: {key}", code="parameter_unknown", param=key):
        shop.unchecked.v1.products.update(shop.product().id, {key: "service"})


def test_a_default_price_can_be_made_with_its_product(shop):
    product = shop.product(default_price_data={"currency": "eur", "unit_amount": 25_000}, expand=["default_price"])

    assert product.default_price.unit_amount == 25_000
    assert product.default_price.product == product.id


def test_a_default_price_belongs_to_its_product(shop):
    with refused("No such price", code="resource_missing", param="default_price"):
        shop.api.products.update(shop.product().id, {"default_price": shop.price().id})


def test_only_a_product_without_prices_can_be_deleted(shop):
    lonely, priced = shop.product(id="lonely"), shop.product(id="priced")
    shop.price(product=priced.id)

    assert shop.api.products.delete(lonely.id).deleted
    with refused("cannot be deleted", param="id"):
        shop.api.products.delete(priced.id)


def test_archiving_a_product_deactivates_the_links_that_sell_it(shop):
    product = shop.product()
    selling, other = shop.link(shop.price(product=product.id)), shop.link()

    shop.api.products.update(product.id, {"active": False})

    assert not shop.api.payment_links.retrieve(selling.id).active
    assert shop.api.payment_links.retrieve(other.id).active


def test_products_are_listed_by_what_is_asked(shop):
    old = shop.product(id="old", url="https://studio.example/old")
    shop.sandbox.clock.advance(hours=1)
    new = shop.product(id="new", shippable=True)
    shop.api.products.update("old", {"active": False})

    def ids(**params):
        return [each.id for each in shop.api.products.list(params).data]

    assert ids() == ["new", "old"]
    assert ids(active=True) == ["new"]
    assert ids(ids=["old", "unknown"]) == ["old"]
    assert ids(created={"gt": old.created}) == ["new"]
    assert ids(created=new.created) == ["new"]
    assert ids(url="https://studio.example/old") == ["old"]
    assert ids(shippable=True) == ["new"]


def test_ids_and_cursors_do_not_mix(shop):
    product = shop.product()

    with refused("ids", param="ids"):
        shop.api.products.list({"ids": [product.id], "starting_after": product.id})


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({"id": "x" * 5001}, "id"),
        ({"id": "pack solo"}, "id"),
        ({"id": "pack/solo"}, "id"),
        ({"id": "été"}, "id"),
        ({"name": "x" * 5001}, "name"),
        ({"description": "x" * 40_001}, "description"),
        ({"unit_label": "x" * 13}, "unit_label"),
        ({"statement_descriptor": "x" * 23}, "statement_descriptor"),
        ({"statement_descriptor": "<solo>"}, "statement_descriptor"),
        ({"statement_descriptor": "1234567"}, "statement_descriptor"),
        ({"images": ["https://studio.example/a.jpg"] * 9}, "images"),
        ({"images": ["a.jpg"]}, "images[0]"),
        ({"marketing_features": [{"name": "x"}] * 16}, "marketing_features"),
        ({"marketing_features": [{"name": "x" * 81}]}, "marketing_features[0][name]"),
        ({"url": "studio.example"}, "url"),
        ({"metadata": {"x" * 41: "y"}}, "metadata"),
    ],
)
def test_limits(fast_shop, params, param):
    with refused_because_of(param):
        fast_shop.product(**params)


def test_the_longest_allowed_pass(fast_shop):
    product = fast_shop.product(
        id="x" * 5000,
        name="x" * 5000,
        description="x" * 40_000,
        unit_label="x" * 12,
        images=["https://studio.example/a.jpg"] * 8,
        marketing_features=[{"name": "x" * 80}] * 15,
        package_dimensions={"height": 1.0, "length": 2.5, "weight": 3.25, "width": 4.0},
    )
    assert product.package_dimensions.weight == 3.25


def test_a_name_is_needed(fast_shop):
    with refused("Missing required param: name", code="parameter_missing", param="name"):
        fast_shop.unchecked.v1.products.create({"description": "x"})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("name=Solo&active=yes", "Invalid boolean: yes"),
        ("name=Solo&metadata=text", "Invalid object"),
        ("name[a]=Solo", "Invalid string"),
        ("name=Solo&images=https://studio.example", "Invalid array"),
        ("name=Solo&images[5]=https://studio.example", "Invalid array"),
        ("name=Solo&package_dimensions=big", "Invalid object"),
        ("name=Solo&metadata[a][b]=c", "must be strings"),
        (
            "name=Solo&package_dimensions[length]=tall&package_dimensions[height]=1"
            "&package_dimensions[weight]=1&package_dimensions[width]=1",
            "Invalid decimal",
        ),
        ("name=Solo&package_dimensions=", "cannot be unset"),
        ("name=Solo&name[a]=Solo", "Invalid string"),
    ],
)
def test_what_no_sdk_would_send_is_refused_too(shop, body, message):
    status, answer, _ = shop.raw("POST", "/v1/products", body)

    assert (status, answer["error"]["type"]) == (400, "invalid_request_error")
    assert message in answer["error"]["message"]
