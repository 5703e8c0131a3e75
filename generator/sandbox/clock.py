"""A clock that only moves when told to, so that a test can jump thirty hours."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

OPENING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass
class VirtualClock:
    """Every date the stand-in gives and every delay it measures comes from here."""

    moment: datetime = OPENING

    def now(self) -> int:
        return int(self.moment.timestamp())

    def seconds(self) -> float:
        """The same instant with its fraction, for what is counted per second."""
        return self.moment.timestamp()

    def advance(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        self.moment += timedelta(hours=hours, minutes=minutes, seconds=seconds)
