"""The webhook: what is sent, what each answer means, and that nothing holds it up or tells its secret."""

import hashlib
import hmac
import socket
from datetime import timedelta
from typing import Any

import pytest
from delivering import HOSTILE, a_parcel
from listening import Behaviour, Ear, answer, drip, drip_body, hang, listening, raw
from making import NOW

from aware_tui import __version__
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.connectors.secrets import Secret
from aware_tui.connectors.trouble import DeliveryTrouble, Misconfigured, Refused, TryLater
from aware_tui.connectors.webhook import WebhookConnector, make

SECRET = "open-sesame-17"


def hook(ear: Ear, **options: Any) -> WebhookConnector:
    return make({"url": ear.url} | options, Secret(SECRET))


def told_by(*script: Behaviour, attempt: int = 1, **options: Any) -> DeliveryTrouble:
    """Return the trouble that a server makes."""
    with listening(*script) as ear:
        parcel = a_parcel("the words of Dana", attempt=attempt)
        with pytest.raises(DeliveryTrouble) as caught:
            hook(ear, **options).deliver(parcel)
        for hidden in (SECRET, "sesame", "hook", "words of Dana", parcel.key):
            assert hidden not in str(caught.value)
        assert len(ear.heard) <= 1
        return caught.value


def test_a_document_is_posted_to_the_letter_and_its_signature_holds() -> None:
    parcel = a_parcel(HOSTILE)
    with listening(answer(200)) as ear:
        assert hook(ear).deliver(parcel) == Receipt("")
        [heard] = ear.heard
    assert heard.body == parcel.payload.encode("utf-8")
    assert heard.path == "/hook?token=sesame"
    assert heard.key == parcel.key
    assert heard.headers["content-type"] == "application/json; charset=utf-8"
    assert heard.headers["user-agent"] == f"aware/{__version__}"
    at = heard.headers["x-aware-timestamp"]
    assert at == str(int(NOW.timestamp()))
    proof = hmac.new(SECRET.encode(), at.encode() + b"." + heard.body, hashlib.sha256).hexdigest()
    assert heard.headers["x-aware-signature"] == f"sha256={proof}"


def test_without_a_secret_nothing_is_signed() -> None:
    with listening(answer(204)) as ear:
        make({"url": ear.url}, None).deliver(a_parcel())
        assert "x-aware-signature" not in ear.heard[0].headers


def test_the_preview_is_what_goes_out_with_what_is_secret_left_out() -> None:
    parcel = a_parcel()
    with listening(answer(200)) as ear:
        connector = hook(ear)
        shown = connector.preview(parcel)
        connector.deliver(parcel)
        [heard] = ear.heard
    head, _, body = shown.partition("\n\n")
    assert body.encode() == heard.body
    sent = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    assert sent.pop("X-Aware-Signature") == "sha256=***"
    assert {name.lower(): value for name, value in sent.items()}.items() <= heard.headers.items()
    assert head.splitlines()[0] == f"POST http://127.0.0.1:{ear.url.split(':')[2].split('/')[0]}/***"


def test_a_secret_shows_nowhere() -> None:
    connector = make({"url": "https://crm.example.org/hook?token=sesame"}, Secret(SECRET))
    shown = "\n".join(
        [repr(connector.secret), repr(connector), connector.where, connector.preview(a_parcel())]
    )
    assert SECRET not in shown
    assert "token=sesame" not in shown


@pytest.mark.parametrize("status", [200, 201, 202, 204])
@pytest.mark.parametrize(
    ("body", "reference"),
    [
        (b"", ""),
        (b'{"id": "CRM-7"}', "CRM-7"),
        (b'{"id": 17, "reference": "R 1"}', "R 1"),
        (b'{"id": 17}', "17"),
        (b'{"id": true, "reference": null}', ""),
        (b'{"id": "' + b"x" * 101 + b'"}', ""),
        (b'{"id": "\\u001b[31mred\\nline"}', "[31mred line"),
        (b'{"id": "\\ud800"}', ""),
        (b"garbage\xff\x00", ""),
        (b"[" * 60_000, ""),
        (b'{"id": ' + b"9" * 5_000 + b"}", ""),
    ],
)
def test_accepted_means_delivered_and_a_short_reference_is_kept(
    status: int, body: bytes, reference: str
) -> None:
    with listening(answer(status, b"" if status == 204 else body)) as ear:
        assert hook(ear).deliver(a_parcel()) == Receipt("" if status == 204 else reference)


PAGES: list[tuple[bytes, str]] = [
    (b"<!DOCTYPE html><title>Sign in</title>", "text/html; charset=utf-8"),
    (b"\xef\xbb\xbf\r\n <p>words of Dana", "TEXT/HTML"),
    (b"<?xml version='1.0'?><html/>", "application/xhtml+xml"),
    (b"<html>garbage\xff\x00", "text/plain"),
]


@pytest.mark.parametrize(("body", "kind"), PAGES)
@pytest.mark.parametrize("status", [200, 202])
def test_a_web_page_is_no_yes(body: bytes, kind: str, status: int) -> None:
    trouble = told_by(answer(status, body, Content_Type=kind))
    assert isinstance(trouble, TryLater)
    assert "answers with a web page, not as a program does; check the address." in str(trouble)


YES: list[tuple[bytes, str]] = [
    (b"ok", "text/html; charset=utf-8"),
    (b"", "text/html"),
    (b"<taken/>", "application/xml"),
    (b'{"error": null}', "application/json"),
    (b'{"error": "", "ok": true}', "application/json"),
    (b'{"error": "seen before", "ok": true}', "application/json"),
    (b'{"ok": 0}', "application/json"),
    (b'[{"ok": false}]', "application/json"),
    (b'{"result": {"error": "no"}}', "application/json"),
]


@pytest.mark.parametrize(("body", "kind"), YES)
def test_what_is_no_page_and_no_plain_no_is_a_yes(body: bytes, kind: str) -> None:
    with listening(answer(200, body, Content_Type=kind)) as ear:
        assert hook(ear).deliver(a_parcel()) == Receipt("")


@pytest.mark.parametrize(
    "said", [{"ok": False}, {"error": "words of Dana"}, {"error": {"code": 7}, "id": "A"}, {"error": 1}]
)
def test_a_no_in_a_friendly_answer_is_a_no(said: dict[str, object]) -> None:
    refused = told_by(answer(200, said))
    assert isinstance(refused, Refused)
    assert "did not take this document, though it answers 200" in str(refused)
    busy = told_by(answer(200, said, Retry_After="9"))
    assert isinstance(busy, TryLater)
    assert busy.after == 9


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    with listening(answer(200, b'{"id": "A", "rest": "' + b"x" * 50_000_000)) as ear:
        assert hook(ear).deliver(a_parcel()) == Receipt("")


def test_an_answer_that_never_ends_still_counts_as_accepted() -> None:
    with listening(drip_body) as ear:
        assert hook(ear, timeout=0.2).deliver(a_parcel()) == Receipt("")


LATER: list[tuple[str, Behaviour, str]] = [
    ("500", answer(500), "is in trouble (it answers 500)"),
    ("503", answer(503), "is in trouble (it answers 503)"),
    ("408", answer(408), "is in trouble"),
    ("425", answer(425), "is in trouble"),
    ("429", answer(429), "is too busy"),
    ("hints and no answer", raw(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "is in trouble (it answers 103)"),
    ("silence", hang, "does not answer in time"),
    ("drips", drip, "does not answer in time"),
    ("closes", raw(b""), "ended the talk without an answer"),
    ("garbage", raw(b"\x00\xff garbage\r\n\r\n"), "answers something that is not HTTP"),
    ("long garbage", raw(b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000), "answers something that is not HTTP"),
    ("no number", raw(b"HTTP/1.1 abc OK\r\n\r\n"), "answers something that is not HTTP"),
    ("many headers", raw(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200), "answers something that is not HTTP"),
]


@pytest.mark.parametrize(("behaviour", "told"), [case[1:] for case in LATER], ids=[case[0] for case in LATER])
def test_trouble_means_later(behaviour: Behaviour, told: str) -> None:
    trouble = told_by(behaviour, timeout=0.2)
    assert isinstance(trouble, TryLater)
    assert told in str(trouble)


REFUSED = [
    (301, "redirect to another place (301). Put the final address in the settings."),
    (302, "redirect"),
    (304, "redirect"),
    (307, "redirect"),
    (308, "redirect"),
    (400, "does not understand"),
    (401, "does not accept the secret"),
    (403, "does not let this program in"),
    (404, "has nothing at this address"),
    (409, "refuses this document"),
    (410, "any more"),
    (418, "refuses this document (it answers 418)"),
    (422, "does not accept what is in this document"),
]


@pytest.mark.parametrize(("status", "told"), REFUSED)
def test_a_plain_no_is_for_a_person(status: int, told: str) -> None:
    trouble = told_by(answer(status, b"words of Dana", Location="http://127.0.0.1:1/hook-elsewhere"))
    assert isinstance(trouble, Refused)
    assert told in str(trouble)


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("99999999999999999999", 86_400.0),
        ((NOW + timedelta(minutes=5)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 300.0),
        ((NOW - timedelta(minutes=5)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_a_wish_to_be_left_alone_is_heard_up_to_a_day(asked: str, after: float | None) -> None:
    trouble = told_by(answer(429, Retry_After=asked) if asked.isascii() else raw(_foreign(asked)))
    assert isinstance(trouble, TryLater)
    assert trouble.after == after


def _foreign(asked: str) -> bytes:
    return b"HTTP/1.1 429 No\r\nRetry-After: " + asked.encode() + b"\r\n\r\n"


def conflict(parcel: Parcel, said: dict[str, object], **headers: str) -> Receipt:
    with listening(answer(409, said, **headers)) as ear:
        return hook(ear).deliver(parcel)


def test_a_conflict_that_names_our_key_means_it_is_there_already() -> None:
    parcel = a_parcel()
    assert conflict(parcel, {"key": parcel.key, "id": "A"}) == Receipt("A")
    assert conflict(parcel, {"idempotency_key": parcel.key}) == Receipt("")
    assert conflict(parcel, {}, Idempotency_Key=parcel.key) == Receipt("")


def test_a_conflict_that_names_no_key_means_so_only_after_an_earlier_attempt() -> None:
    assert conflict(a_parcel(attempt=2), {}) == Receipt("")
    with pytest.raises(Refused):
        conflict(a_parcel(attempt=1), {})
    with pytest.raises(Refused):
        conflict(a_parcel(attempt=2), {"key": "another"})
    with pytest.raises(TryLater, match="busy with this document") as caught:
        conflict(a_parcel(attempt=2), {}, Retry_After="9")
    assert caught.value.after == 9


def test_five_hundred_twice_then_accepted_is_delivered_with_the_same_key() -> None:
    parcel = a_parcel()
    with listening(answer(500), answer(500), answer(200)) as ear:
        connector = hook(ear)
        for _ in range(2):
            with pytest.raises(TryLater):
                connector.deliver(parcel)
        connector.deliver(parcel)
        assert {heard.key for heard in ear.heard} == {parcel.key}
        assert len(ear.heard) == 3


def test_a_port_where_nobody_listens_means_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(TryLater, match="takes no calls at the moment"):
        make({"url": f"http://127.0.0.1:{port}/"}, None).deliver(a_parcel())


def test_a_door_that_opens_but_never_speaks_means_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"https://127.0.0.1:{door.getsockname()[1]}/"
        with pytest.raises(TryLater, match="does not answer in time"):
            make({"url": url, "timeout": 0.2}, None).deliver(a_parcel())


def test_plain_talk_at_a_secure_address_means_later() -> None:
    with listening(answer(200)) as ear:
        secure = make({"url": ear.url.replace("http", "https", 1)}, None)
        with pytest.raises(TryLater, match="does not speak a secure language"):
            secure.deliver(a_parcel())
        assert ear.heard == []


ADDRESSES = [
    ("https://crm.example.org/hook", "https://crm.example.org"),
    ("https://crm.example.org:8443", "https://crm.example.org:8443"),
    ("HTTPS://CRM.example.org:443/hook", "https://crm.example.org"),
    ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
    ("http://localhost/x", "http://localhost"),
    ("http://[::1]:81/x", "http://[::1]:81"),
    ("https://crm.example.org./x", "https://crm.example.org."),
    (f"https://{'a' * 63}.example.org/", f"https://{'a' * 63}.example.org"),
]


@pytest.mark.parametrize(("url", "where"), ADDRESSES)
def test_an_address_is_shown_by_its_host_alone(url: str, where: str) -> None:
    assert make({"url": url}, None).where == where


BAD_ADDRESSES = [
    ("ftp://crm.example.org/x", "is no web address"),
    ("crm.example.org/x", "is no web address"),
    ("https://", "is no web address"),
    ("https://[::1", "is no web address"),
    ("https://crm.example.org:port/", "is no web address"),
    ("https://crm.example.org:99999/", "is no web address"),
    ("https://crm.example.org:0/", "is no web address"),
    ("https://..com/", "is no web address"),
    ("https://crm..example.org/sesame", "is no web address"),
    (f"https://{'a' * 64}.example.org/", "is no web address"),
    (f"https://{'a' * 60 + '.'}{('b' * 60 + '.') * 4}org/", "is no web address"),
    ("https://kim:sesame@crm.example.org/", "Take it out"),
    ("https://crm.example.org/a b", "blanks or foreign letters"),
    ("https://crm.example.org/\r\nX: y", "blanks or foreign letters"),
    ("https://crm.example.org/ü", "blanks or foreign letters"),
    ("http://crm.example.org/sesame", "allow_http = true"),
    ("http://127.0.0.1.example.org/sesame", "allow_http = true"),
]


@pytest.mark.parametrize(("url", "told"), BAD_ADDRESSES)
def test_an_address_that_cannot_be_used_is_told_and_not_repeated(url: str, told: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        make({"url": url}, None)
    assert told in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_sending_in_the_open_takes_a_word_of_consent() -> None:
    assert (
        make({"url": "http://crm.example.org/", "allow_http": True}, None).where == "http://crm.example.org"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, 'needs a line like url = "https'),
        ({"timeout": "10"}, "“timeout” is a number of seconds up to 60"),
        ({"timeout": True}, "“timeout” is a number"),
        ({"timeout": 0}, "“timeout” is a number"),
        ({"timeout": 61}, "“timeout” is a number"),
        ({"timeout": float("nan")}, "“timeout” is a number"),
        ({"allow_http": "yes"}, "“allow_http” is true or false"),
        ({"retries": 3}, "no setting “retries”. Known are kind, url, timeout, allow_http"),
    ],
)
def test_options_that_cannot_be_used_are_told(options: dict[str, object], told: str) -> None:
    url: dict[str, object] = {"url": "https://crm.example.org/"} if options else {}
    with pytest.raises(Misconfigured) as caught:
        make(url | options, None)
    assert told in str(caught.value)
