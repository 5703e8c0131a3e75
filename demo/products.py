"""Draws the pictures of the demo's products: `python -m demo.products` (needs the Chromium of the tests).

What it makes is committed, so that a build needs none of this.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import executable

FOLDER = Path("offers", "products")
WIDTH, HEIGHT = 1080, 1350
_PAPER = '<filter id="paper"><feTurbulence baseFrequency=".8" numOctaves="2"/><feColorMatrix type="saturate" values="0"/><feComponentTransfer><feFuncA type="linear" slope=".07"/></feComponentTransfer></filter>'

DRAWINGS = {
    "lampe-aurore": """
        <defs>
          <radialGradient id="glow" cx="46%" cy="38%" r="62%">
            <stop offset="0" stop-color="#fff3d6"/><stop offset=".45" stop-color="#f0bf74"/><stop offset="1" stop-color="#c9843c"/>
          </radialGradient>
          <linearGradient id="face" x1="0" y1="0" x2="1" y2="1">
            <stop offset="0" stop-color="#fffdf6"/><stop offset="1" stop-color="#ffe9bd"/>
          </linearGradient>
        </defs>
        <rect width="1080" height="1350" fill="url(#glow)"/>
        <rect y="1090" width="1080" height="260" fill="#8a4f22"/>
        <ellipse cx="560" cy="1128" rx="330" ry="26" fill="#5f3315" opacity=".55"/>
        <path d="M556 700 V1104 M556 1010 L400 1124 M556 1010 L716 1124" stroke="#2b1c12" stroke-width="17" stroke-linecap="round" fill="none"/>
        <path d="M250 250 L760 190 L820 690 L320 760 Z" fill="#241a14"/>
        <path d="M278 276 L738 222 L791 667 L345 729 Z" fill="url(#face)"/>
        <path d="M278 276 L791 667 M738 222 L345 729" stroke="#f3d9a4" stroke-width="3" opacity=".7"/>
        <rect x="522" y="690" width="72" height="96" rx="16" fill="#3a2a1e"/>
        <circle cx="558" cy="738" r="13" fill="#e8642c"/>""",
    "micro-murmure": """
        <defs>
          <linearGradient id="cloth" x1="0" y1="0" x2="1" y2="1">
            <stop offset="0" stop-color="#4c7a63"/><stop offset="1" stop-color="#2c5142"/>
          </linearGradient>
          <radialGradient id="ball" cx="36%" cy="30%" r="75%">
            <stop offset="0" stop-color="#5b5651"/><stop offset="1" stop-color="#171411"/>
          </radialGradient>
        </defs>
        <rect width="1080" height="1350" fill="url(#cloth)"/>
        <path d="M0 0 L430 0 Q560 520 360 1350 L0 1350 Z" fill="#3c6854"/>
        <path d="M430 0 Q560 520 360 1350" stroke="#25473a" stroke-width="10" fill="none" opacity=".6"/>
        <g stroke="#ffffff" stroke-opacity=".05" stroke-width="5">
          <path d="M560 0 L1080 560 M700 0 L1080 410 M520 160 L1080 770 M500 380 L1080 1010 M470 600 L1080 1260 M440 820 L960 1350 M410 1040 L720 1350"/>
        </g>
        <ellipse cx="520" cy="640" rx="150" ry="160" fill="#16261f" opacity=".45"/>
        <rect x="388" y="640" width="210" height="58" rx="20" fill="#c9c3b8" transform="rotate(-6 490 670)"/>
        <rect x="388" y="660" width="210" height="12" fill="#9e978b" transform="rotate(-6 490 670)"/>
        <circle cx="494" cy="560" r="122" fill="url(#ball)"/>
        <g fill="#8b847b" opacity=".55">
          <circle cx="450" cy="510" r="7"/><circle cx="486" cy="498" r="7"/><circle cx="522" cy="506" r="7"/><circle cx="434" cy="548" r="7"/>
          <circle cx="472" cy="538" r="7"/><circle cx="510" cy="542" r="7"/><circle cx="546" cy="556" r="7"/><circle cx="450" cy="584" r="7"/>
          <circle cx="490" cy="580" r="7"/><circle cx="528" cy="594" r="7"/><circle cx="470" cy="620" r="7"/><circle cx="508" cy="628" r="7"/>
        </g>
        <path d="M500 690 Q470 900 640 1010 T760 1350" stroke="#14110f" stroke-width="15" fill="none" stroke-linecap="round"/>""",
    "trepied-heron": """
        <defs>
          <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stop-color="#b9cfdc"/><stop offset="1" stop-color="#7ea3ba"/>
          </linearGradient>
          <linearGradient id="screen" x1="0" y1="0" x2="1" y2="1">
            <stop offset="0" stop-color="#f6d9b8"/><stop offset="1" stop-color="#cf6a3d"/>
          </linearGradient>
        </defs>
        <rect width="1080" height="1350" fill="url(#sky)"/>
        <rect y="1080" width="1080" height="270" fill="#b3543a"/>
        <path d="M-40 1350 L330 1080 M360 1350 L520 1080 M760 1350 L705 1080 M1160 1350 L890 1080" stroke="#f0dcc9" stroke-width="7" opacity=".75"/>
        <ellipse cx="545" cy="1196" rx="280" ry="24" fill="#5e2716" opacity=".5"/>
        <path d="M540 560 L540 780" stroke="#20252a" stroke-width="26" stroke-linecap="round"/>
        <path d="M540 770 L318 1196 M540 770 L770 1186 M540 770 L560 1232" stroke="#20252a" stroke-width="20" stroke-linecap="round"/>
        <path d="M460 930 L622 925" stroke="#20252a" stroke-width="10"/>
        <circle cx="540" cy="770" r="30" fill="#c9c3b8"/>
        <rect x="412" y="146" width="256" height="424" rx="34" fill="#15181b"/>
        <rect x="428" y="164" width="224" height="388" rx="20" fill="url(#screen)"/>
        <circle cx="540" cy="306" r="58" fill="#fbeedd"/>
        <path d="M446 552 Q540 360 634 552 Z" fill="#fbeedd"/>
        <rect x="392" y="330" width="296" height="40" rx="14" fill="#2c3238"/>
        <circle cx="392" cy="350" r="26" fill="#c9c3b8"/>""",
}  # fmt: skip


def main() -> None:
    """Draws every product."""
    switches = ["--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=switches)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, drawing in DRAWINGS.items():
            grain = f'<rect width="{WIDTH}" height="{HEIGHT}" filter="url(#paper)"/>'
            page.set_content(
                f'<style>body{{margin:0}}svg{{display:block}}</style><svg xmlns="http://www.w3.org/2000/svg" '
                f'width="{WIDTH}" height="{HEIGHT}"><defs>{_PAPER}</defs>{drawing}{grain}</svg>'
            )
            still = Image.open(io.BytesIO(page.screenshot(type="png"))).convert("RGB")
            still.save(FOLDER / f"{name}.jpg", quality=80, optimize=True, progressive=True)
        browser.close()


if __name__ == "__main__":
    main()
