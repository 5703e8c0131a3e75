"""Draws the demo studio's posters, films and portrait: `python -m demo.media` (with the tests' Chromium, and ffmpeg).

Everything is drawn by `demo/scenes.py`; what it makes is committed, so that a build needs none of this.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from demo.scenes import HEIGHT, SCENES, SECONDS, WIDTH, scene
from tests.chromium import executable

FOLDER = Path("offers", "portfolio")
PORTRAIT, PORTRAIT_HEIGHT = "maya", 1350
FILMS = ("granola", "serum", "track")
STILL, FRAMES = 2.6, 20
"""The moment of the poster, in seconds; frames of a film in a second."""


def main() -> None:
    """Draws every scene."""
    switches = ["--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=switches)
        for name in sys.argv[1:] or SCENES:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{scene(name)}")
            still = Image.open(io.BytesIO(_at(page, STILL))).convert("RGB")
            if name == PORTRAIT:
                still = still.crop((0, 0, WIDTH, PORTRAIT_HEIGHT))
            folder = FOLDER.parent if name == PORTRAIT else FOLDER
            still.save(folder / f"{name}.jpg", quality=84, optimize=True, progressive=True)
            if name in FILMS:
                page.set_viewport_size({"width": WIDTH // 2, "height": HEIGHT // 2})
                _film(page, FOLDER / f"{name}.mp4")
            page.close()
        browser.close()


def _at(page: Page, seconds: float) -> bytes:
    """The scene at a moment; its animations stand still there."""
    page.evaluate(
        "ms => document.getAnimations().forEach(each => { each.pause(); each.currentTime = ms })", seconds * 1000
    )
    return page.screenshot(type="png")


def _film(page: Page, file: Path) -> None:
    frames = [_at(page, number / FRAMES) for number in range(SECONDS * FRAMES)]
    encoder = (
        f"ffmpeg -y -loglevel error -f image2pipe -framerate {FRAMES} -c:v png -i - -c:v libx264 -preset veryslow "
        f"-crf 30 -pix_fmt yuv420p -movflags +faststart -fflags +bitexact -flags:v +bitexact {file}"
    )
    subprocess.run(encoder.split(), input=b"".join(frames), check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    main()
