"""A running preview, as a creator starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from studio import ROOT

PAGE = "offres/videos-ugc/"


class Preview:
    """A running `vitrine preview`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self.log = folder / "log.txt"
        self._output = self.log.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from generator.cli import entry; entry()", "preview", "--port", str(self.port)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    def shows(self, text: str, path: str = PAGE) -> bool:
        """Waits until the page contains `text`."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                    if text in answer.read().decode("utf-8").replace("\u202f", " ").replace("\u00a0", " "):
                        return True
            except OSError:
                pass
            signal.sigtimedwait(set(), 0.05)  # yields the processor between two polls
        return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        self._output.close()
        return code
