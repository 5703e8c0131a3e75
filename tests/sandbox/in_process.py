"""The SDK's own way to be given a transport: the real client, no socket, thousands of calls a second."""

import stripe
from requests.structures import CaseInsensitiveDict

from generator.sandbox import ConnectionLostError, Sandbox


class InProcess(stripe.HTTPClient):
    name = "in-process"

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__()
        self.sandbox = sandbox

    def request(self, method, url, headers, post_data=None, *, _usage=None):
        target = url.split("://", 1)[1].partition("/")[2]
        try:
            response = self.sandbox.handle(method.upper(), f"/{target}", headers, (post_data or "").encode())
        except ConnectionLostError:
            raise stripe.APIConnectionError("Connection lost", should_retry=True) from None
        return response.body, response.status, CaseInsensitiveDict(response.headers)

    def _sleep_time_seconds(self, num_retries: int) -> float:
        """Retries come at once: nobody waits for a stand-in."""
        return 0

    def close(self) -> None:
        """Nothing is open."""
