"""Takes the pictures of the README and the documents from the real pages: `python -m tests.pictures`.

The demo is built with a Payment Link for every checkout, since that is what a buyer of a published studio sees.
"""

from __future__ import annotations

import functools
import http.server
import io
import sys
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import executable

sys.path.insert(0, str(Path(__file__).parent))
from studio import ROOT, copy_of_the_demo, vitrine, write_complete_lock

FOLDER = ROOT / "docs" / "pictures"
_PHONE, _DESK = (360, 640), (1280, 800)
_CHECKOUT, _THANKS = "c/trio/ads-90-fr/", "merci/trio/"
_GAP, _AROUND = 24, "#8b8174"
PICTURES = {
    "checkout-phone": (
        _PHONE,
        ((_CHECKOUT, "light"), (_CHECKOUT, "dark"), (f"en/{_CHECKOUT}", "light"), (_THANKS, "light")),
    ),
    "checkout-desk": (_DESK, ((_CHECKOUT, "light"),)),
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def main() -> None:
    """Writes every picture, side by side where it has several parts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = copy_of_the_demo(Path(name) / "demo")
        write_complete_lock(folder)
        built = vitrine("build", folder=folder)
        assert built.returncode == 0, built.stderr
        handler = functools.partial(_Quiet, directory=str(folder / "site"))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _take(f"http://127.0.0.1:{server.server_port}/")
            server.shutdown()


def _take(address: str) -> None:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        for name, ((width, height), parts) in PICTURES.items():
            shots = []
            for path, scheme in parts:
                page = chromium.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    device_scale_factor=1.5 if parts[1:] else 1,
                )
                page.goto(address + path, wait_until="networkidle")
                shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
                page.close()
            _save(shots, FOLDER / f"{name}.webp")
        chromium.close()


def _save(shots: list[Image.Image], file: Path) -> None:
    width = sum(shot.width + _GAP for shot in shots) + _GAP
    sheet = Image.new("RGB", (width, shots[0].height + 2 * _GAP), _AROUND)
    left = _GAP
    for shot in shots:
        sheet.paste(shot, (left, _GAP))
        left += shot.width + _GAP
    sheet.save(file, "WEBP", quality=82, method=6)
    print(f"{file.relative_to(ROOT).as_posix()}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
