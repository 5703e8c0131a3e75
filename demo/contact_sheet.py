"""Pictures of every kind of page, side by side: `python -m demo.contact_sheet` after `vitrine build`.

Each row is a kind of page; its columns are a phone, a tablet and a desk, by day and by night.
"""

from __future__ import annotations

import functools
import http.server
import io
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import executable

SITE, SHEET = Path("site"), Path("docs", "pictures", "look.webp")
KINDS = (
    "", "realisations/", "realisations/serum/", "realisations/tablet/", "offres/", "offres/videos-ugc/",
    "c/trio/ads-90-fr/", "selection/", "a-propos/", "contact/", "mentions-legales/", "recherche/",
    "charte/", "404.html",
)  # fmt: skip
SCREENS = ((360, 640), (768, 1024), (1440, 900))
ROW, GAP = 240, 10
"""Height of a row, and the space between pictures, in pixels."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def main() -> None:
    """Takes the pictures and writes the sheet."""
    handler = functools.partial(_Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        columns = [
            _column(browser, f"http://127.0.0.1:{server.server_port}/", screen, scheme)
            for screen in SCREENS
            for scheme in ("light", "dark")
        ]
        browser.close()
        server.shutdown()
    widths = [column[0].width for column in columns]
    sheet = Image.new("RGB", (sum(widths) + GAP * (len(widths) + 1), (ROW + GAP) * len(KINDS) + GAP), "#8a8378")
    left = GAP
    for column, width in zip(columns, widths, strict=True):
        for place, picture in enumerate(column):
            sheet.paste(picture, (left, GAP + place * (ROW + GAP)))
        left += width + GAP
    SHEET.parent.mkdir(exist_ok=True)
    sheet.save(SHEET, quality=55, method=6)


def _column(browser: Browser, address: str, screen: tuple[int, int], scheme: str) -> list[Image.Image]:
    width, height = screen
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    taken = []
    for kind in KINDS:
        page.goto(address + kind, wait_until="networkidle")
        picture = Image.open(io.BytesIO(page.screenshot()))
        taken.append(picture.convert("RGB").resize((width * ROW // height, ROW), Image.Resampling.LANCZOS))
    context.close()
    return taken


if __name__ == "__main__":
    main()
