"""The stand-in over HTTP, on this machine only, so that any SDK and any browser can talk to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from generator.sandbox.addresses import local_address
from generator.sandbox.sandbox import Sandbox
from generator.sandbox.wire import ConnectionLostError

LOOPBACK = "127.0.0.1"


@contextmanager
def serve(sandbox: Sandbox, port: int = 0) -> Iterator[str]:
    """Serve until the block ends, at the origin it gives; links made meanwhile lead here."""

    class Exchange(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60
        # Headers and body leave in two packets; without this the second waits for an acknowledgement.
        disable_nagle_algorithm = True

        def _exchange(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                response = sandbox.handle(self.command, self.path, dict(self.headers), body)
            except ConnectionLostError:
                self.close_connection = True
                return
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        do_GET = do_POST = do_DELETE = _exchange  # noqa: N815, names given by http.server

        def log_message(self, format: str, *args: object) -> None:
            """Silent: what was asked is in `sandbox.requests`."""

    server = ThreadingHTTPServer((LOOPBACK, port), Exchange)
    server.daemon_threads = True
    origin = f"http://{LOOPBACK}:{server.server_port}"
    before, sandbox.link_address = sandbox.link_address, local_address(origin)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield origin
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        sandbox.link_address = before
