"""Figures about requests for Prometheus: by route, method and status, and never by anything a request is about."""

import time

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Units: seconds. The promise is an answer in 250 ms; a bulk request takes longer."""


def measure(app: Flask, registry: CollectorRegistry) -> None:
    """Count and time every request, and show the figures of `registry` at /metrics.

    Why the route and not the path: a path holds a reference, which stands for a person.
    """
    requests = Counter("onward_http_requests", "Requests answered.", ["route", "method", "status"], registry=registry)
    seconds = Histogram(
        "onward_http_request_seconds", "Time to answer.", ["route", "method"], registry=registry, buckets=_BUCKETS
    )

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in _METHODS else "other"
        requests.labels(route, method, str(response.status_code)).inc()
        seconds.labels(route, method).observe(time.perf_counter() - g.started)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
