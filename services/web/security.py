"""What every answer tells the browser: run nothing that is not ours, keep nothing, tell nobody where you came from."""

from flask import Flask, Response, request

from shared.config.limits import STATIC_CACHE_SECONDS

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def harden(app: Flask) -> None:
    """Set the security headers on every answer. Only style sheet and icon may be kept by a browser."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.extend(_HEADERS)
        kept = request.endpoint == "static" and response.status_code in (200, 304)
        response.headers["Cache-Control"] = f"public, max-age={STATIC_CACHE_SECONDS}" if kept else "no-store"
        return response
