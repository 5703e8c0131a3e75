"""Shopify Collabs: short links made in the app, often with a discount code; nothing can be built or added."""

from generator.affiliate.network import FromDashboard

SHOPIFY_COLLABS = FromDashboard(
    name="shopify-collabs",
    title="Shopify Collabs",
    tracking=("collabs.shop",),
    shape=r"https://collabs\.shop/[A-Za-z0-9_-]+/?",
    example="https://collabs.shop/abc123",
)
