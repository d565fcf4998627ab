"""A real web server in a thread that answers as a test wants: well, badly, slowly or never."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def key(self) -> str:
        return self.headers["idempotency-key"]


@dataclass
class Ear:
    """What a server heard, and how it answers: each behaviour once, the last one for ever."""

    script: list["Behaviour"]
    heard: list[Heard] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: whoever hangs lets go."""
    url: str = ""
    asked: threading.Condition = field(default_factory=threading.Condition)

    def next(self, request: Heard) -> "Behaviour":
        with self.asked:
            self.heard.append(request)
            self.asked.notify_all()
            return self.script[min(len(self.heard), len(self.script)) - 1]

    def wait_for(self, number: int) -> None:
        """Wait until so many requests have come."""
        with self.asked:
            assert self.asked.wait_for(lambda: len(self.heard) >= number, PATIENCE)


Behaviour = Callable[["Voice", Heard], None]


class Voice(BaseHTTPRequestHandler):
    """Hears one request and behaves as the script says."""

    ear: Ear

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:  # who was killed while sending has asked for nothing
            return
        heard = Heard(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        with suppress(OSError):
            self.ear.next(heard)(self, heard)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def answer(status: int, body: bytes | dict[str, object] = b"", **headers: str) -> Behaviour:
    """Answer like this."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda voice, heard: voice.say(status, text, **headers)


def raw(content: bytes) -> Behaviour:
    """Send these bytes instead of an answer, then close."""

    def behave(voice: Voice, heard: Heard) -> None:
        voice.wfile.write(content)

    return behave


def hang(voice: Voice, heard: Heard) -> None:
    """Say nothing until the test is over."""
    voice.ear.over.wait(PATIENCE)


def drip(voice: Voice, heard: Heard) -> None:
    """Send an answer letter by letter; whoever waits for seconds is told yes in the end."""
    voice.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(400):
        if voice.ear.over.wait(0.01):
            return
        voice.wfile.write(b"x")
    voice.wfile.write(b"\r\n\r\n")


def drip_body(voice: Voice, heard: Heard) -> None:
    """Accept, then send a body without an end."""
    voice.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not voice.ear.over.wait(0.01):
        voice.wfile.write(b"x")


@contextmanager
def listening(*script: Behaviour) -> Iterator[Ear]:
    """Serve on a port of this computer."""
    ear = Ear(list(script))
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("OneVoice", (Voice,), {"ear": ear}))
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    ear.url = f"http://127.0.0.1:{server.server_address[1]}/hook?token=sesame"
    try:
        yield ear
    finally:
        ear.over.set()
        server.shutdown()
        thread.join(PATIENCE)
        server.server_close()
