import pytest

from aware_tui.web.door import SECRET_HEADER, home_door, is_loopback, proxy_door
from aware_tui.web.problem import ServeProblem

HOME = home_door("127.0.0.1", 8000)
SECRET = "a secret of the proxy, long enough"
PROXY = proxy_door("https://aware.example.com", SECRET)
KNOWN = {SECRET_HEADER: SECRET}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_computer_comes_in_by_any_of_its_names(host: str) -> None:
    assert HOME.refusal({"Host": host}, socket=False) == ""
    assert HOME.refusal({"Host": host, "Origin": f"http://{host}"}, socket=True) == ""


@pytest.mark.parametrize(
    "host",
    ["", "127.0.0.1", "127.0.0.1:8001", "evil.example:8000", "127.0.0.1.evil.example:8000"],
)
def test_another_name_for_this_computer_is_refused(host: str) -> None:
    assert "go by that name" in HOME.refusal({"Host": host}, socket=False)


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "https://localhost:8000", "http://localhost:80001", "file://"]
)
def test_another_page_is_refused_whatever_it_asks_for(origin: str) -> None:
    asked = {"Host": "localhost:8000", "Origin": origin}
    assert "Another page" in HOME.refusal(asked, socket=False)
    assert "Another page" in HOME.refusal(asked, socket=True)


def test_a_socket_without_an_origin_is_no_browser_of_ours() -> None:
    assert HOME.refusal({"Host": "localhost:8000"}, socket=True)


@pytest.mark.parametrize(
    ("site", "mode", "dest", "in_"),
    [
        ("same-origin", "cors", "empty", True),
        ("none", "navigate", "document", True),
        ("cross-site", "navigate", "document", True),
        ("cross-site", "navigate", "iframe", False),
        ("cross-site", "no-cors", "script", False),
        ("same-site", "no-cors", "image", False),
    ],
)
def test_a_followed_link_shows_the_page_and_nothing_is_built_into_another(
    site: str, mode: str, dest: str, in_: bool
) -> None:
    asked = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert (HOME.refusal({"Host": "localhost:8000", **asked}, socket=False) == "") is in_


def test_port_80_needs_no_port_in_its_name() -> None:
    assert home_door("localhost", 80).refusal({"Host": "localhost"}, socket=False) == ""


@pytest.mark.parametrize("sent", ["", "wrong", SECRET[:-1], SECRET + " ", "é" * 40, "\udcff\udcfe"])
def test_behind_a_proxy_nobody_comes_in_without_its_secret(sent: str) -> None:
    asked = {"Host": "aware.example.com", SECRET_HEADER: sent}
    assert "by the proxy" in PROXY.refusal(asked, socket=False)


def test_behind_a_proxy_only_the_public_name_counts() -> None:
    asked = {"Host": "aware.example.com", "Origin": "https://aware.example.com", **KNOWN}
    assert PROXY.refusal(asked, socket=True) == ""
    assert PROXY.refusal({**asked, "Host": "127.0.0.1:8000"}, socket=False)
    assert PROXY.refusal({**asked, "Origin": "http://aware.example.com"}, socket=True)


@pytest.mark.parametrize(
    "url",
    [
        "aware.example.com",
        "ftp://a.example",
        "https://",
        "https://u:p@a.b",
        "https://a:x",
        "https://a:99999",
        "https://[::1",
        "https://a b",
        "https://bücher.example",
        "https://a.example/?b",
    ],
)
def test_a_public_address_of_no_use_is_told(url: str) -> None:
    with pytest.raises(ServeProblem, match=r"--public-url takes"):
        proxy_door(url, SECRET)


@pytest.mark.parametrize("secret", ["", "short", "x" * 31, "two\nlines, but long enough as such", "é" * 40])
def test_a_secret_that_could_be_guessed_or_not_be_sent_is_told(secret: str) -> None:
    with pytest.raises(ServeProblem, match="32 plain"):
        proxy_door("https://a.example", secret)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_loopback_is_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "localhost.evil.example", ""])
def test_everything_else_is_the_network(host: str) -> None:
    assert not is_loopback(host)
