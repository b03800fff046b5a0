"""The labelling page: one enquiry at a time in the browser, served to this computer only.

Plain forms, no script and nothing loaded from anywhere. The address holds a secret and the Host header is checked, so
that neither other users of the computer nor a page in another tab can read the enquiries.
"""

import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import jinja2

from classifier.errors import LabelError
from classifier.labelling.session import Label, LabelSession
from classifier.labelling.wording import WORDINGS

_HOST = "127.0.0.1"
_MAX_FORM = 10_000
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("classifier.labelling"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)


class LabelPage:
    """A server for one labelling session; `address` is what the labeller opens."""

    def __init__(self, session: LabelSession, *, language: str = "sv", port: int = 0) -> None:
        """`port` 0 takes any free one."""
        self._session = session
        self._language = language
        self._path = f"/{secrets.token_urlsafe(16)}/"
        self._server = HTTPServer((_HOST, port), self._handler())
        self._host = f"{_HOST}:{self._server.server_port}"
        self.address = f"http://{self._host}{self._path}"

    def serve(self) -> None:
        """Answer until interrupted, or until `stop` is called from another thread."""
        with self._server:
            self._server.serve_forever()

    def stop(self) -> None:
        """End `serve`."""
        self._server.shutdown()

    def _handler(self) -> Callable[..., BaseHTTPRequestHandler]:
        page = self

        class Handler(BaseHTTPRequestHandler):
            """Answers the browser: the page, and what it sends."""

            def do_GET(self) -> None:
                """Show the row that is asked for."""
                address = urlsplit(self.path)
                asked = parse_qs(address.query).get("row", [""])[0]
                self._answer(address.path, lambda: page.render(asked))

            def do_POST(self) -> None:
                """Take the labels that the page sends."""
                length = min(int(self.headers.get("Content-Length") or 0), _MAX_FORM)
                form = {
                    name: values[0]
                    for name, values in parse_qs(self.rfile.read(length).decode("utf-8", "replace")).items()
                }
                self._answer(self.path, lambda: page.receive(form))

            def _answer(self, path: str, respond: Callable[[], tuple[HTTPStatus, str]]) -> None:
                allowed = path == page._path and self.headers.get("Host") == page._host
                status, content = respond() if allowed else (HTTPStatus.NOT_FOUND, "")
                self.send_response(status)
                headers = {"Location": content} if status is HTTPStatus.SEE_OTHER else _HEADERS
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if status is not HTTPStatus.SEE_OTHER:
                    self.wfile.write(content.encode())

            def log_message(self, *arguments: object) -> None:
                """Say nothing: the address is a secret."""

        return Handler

    def render(self, asked: str = "", problem: str = "") -> tuple[HTTPStatus, str]:
        """The page of one row: the one asked for, else the next to label."""
        session = self._session
        names = list(session.rows.index)
        name = asked if asked in names else session.following()
        place = names.index(name) if name else len(names)
        content = _ENVIRONMENT.get_template("label.html").render(
            words=WORDINGS[self._language],
            language=self._language,
            row=session.rows.loc[name].to_dict() if name else None,
            number=place + 1,
            rows=len(names),
            done=session.done,
            before=names[place - 1] if place > 0 and names else "",
            after=names[place + 1] if place + 1 < len(names) else "",
            topics=[(code, session.taxonomy.name(code, self._language)) for code in session.taxonomy.codes],
            problem=problem,
        )
        return (HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK), content

    def receive(self, form: dict[str, str]) -> tuple[HTTPStatus, str]:
        """Save a form and go on to the next row to label; show the row again when the form is not complete."""
        name = form.get("enquiry_id", "")
        label = Label(
            form.get("topic", ""),
            form.get("level", ""),
            form.get("second_topic", ""),
            uncertain=form.get("uncertain") == "1",
        )
        try:
            self._session.save(name, label)
        except LabelError:
            return self.render(name, WORDINGS[self._language].incomplete)
        return HTTPStatus.SEE_OTHER, f"{self._path}?row={quote(self._session.following(name))}"
