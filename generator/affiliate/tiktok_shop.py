"""TikTok Shop: the app makes the link and ties it to the account; nothing can be built or added.

Source: seller-th.tiktok.com, essay 1653513000945425; seller-us.tiktok.com, essay 4049972027557678.
"""

from generator.affiliate.network import FromDashboard

TIKTOK_SHOP = FromDashboard(
    name="tiktok-shop",
    title="TikTok Shop",
    shape=r"https://(?:[a-z]+\.)?tiktok\.com/.+",
    example="https://vt.tiktok.com/ZS8abcDEF/",
    looks_ordinary=True,
    merchant="TikTok Shop",
)
