"""What the site did, in numbers (Prometheus's text format), and a line of the log for each request: of nobody's address or words."""

import logging
import time
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from simpul.site.pool import Counts

_LOG: Final = logging.getLogger("simpul.site.access")
_SECONDS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counters of one site."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "simpul_requests", "Requests.", ["route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "simpul_request_seconds",
            "Time until the last byte.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._kept = Counter(
            "simpul_kept_answers", "Answers that were there already.", registry=self._registry
        )
        self._of: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._gauges = {
            name: Gauge(f"simpul_{name}", text, registry=self._registry)
            for name, text in {
                "workers": "Processes that answer.",
                "busy": "Requests that are being answered.",
                "waiting": "Requests that wait for a process.",
                "ended": "Processes that were ended, since the beginning.",
                "refused": "Requests that were refused since too many waited.",
            }.items()
        }

    def answered(self, route: str, method: str, status: int, size: int, begun: float) -> None:
        """Count an answer, and write its line: the route as the table of routes has it, never what was asked."""
        seconds = time.perf_counter() - begun
        if (route, status) not in self._of:  # to look them up takes longer than to count
            labels = self._requests.labels(route, str(status)), self._seconds.labels(route)
            self._of[route, status] = labels
        requests, spans = self._of[route, status]
        requests.inc()
        spans.observe(seconds)
        if _LOG.isEnabledFor(logging.INFO):
            _LOG.info("%s %s %d %d bytes %.0f ms", method, route, status, size, seconds * 1000)

    def kept(self) -> None:
        """Count an answer that was there already."""
        self._kept.inc()

    def text(self, counts: Counts) -> bytes:
        """Return all numbers in the text format of Prometheus."""
        for name, gauge in self._gauges.items():
            gauge.set(getattr(counts, name))
        return generate_latest(self._registry)
