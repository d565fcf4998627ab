"""Addresses of a server: what is understood, what is refused, and that no password is ever shown."""

import pytest

from aware_tui.domain.server_url import BadUrl, read_url

HERE = ["postgresql://kim@localhost/team", "postgres://kim:s3cret@127.0.0.1:5433/team", "postgresql:///team",
        "postgresql://[::1]/team", "postgresql://kim@/team?host=/var/run/postgresql"]  # fmt: skip


@pytest.mark.parametrize("text", HERE)
def test_a_server_on_this_computer_needs_no_certificate(text: str) -> None:
    url = read_url(text)
    assert url.is_here
    assert "sslmode" not in url.secret
    assert url.database == "team"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_each_beginning_means_the_same(scheme: str) -> None:
    assert read_url(f"{scheme}://kim@localhost/team").secret == "postgresql://kim@localhost/team"


def test_a_server_elsewhere_is_reached_with_its_certificate_checked() -> None:
    url = read_url("postgresql://kim@db.example.com/team")
    assert not url.is_here
    assert "sslmode=verify-full" in url.secret
    assert "sslrootcert=system" in url.secret


def test_a_certificate_of_ones_own_is_kept() -> None:
    url = read_url("postgresql://kim@db.example.com/team?sslrootcert=/etc/ours.pem")
    assert "sslrootcert=%2Fetc%2Fours.pem" in url.secret


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_nothing_weaker_is_taken_for_a_server_elsewhere(mode: str) -> None:
    with pytest.raises(BadUrl, match="Write sslmode=verify-full"):
        read_url(f"postgresql://kim@db.example.com/team?sslmode={mode}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mysql://kim@localhost/team", "begins with “mysql:”"),
        ("aware.db", "has no beginning"),
        ("", "has no beginning"),
        ("postgresql://kim@localhost:99999/team", "cannot be read"),
        ("postgresql://kim@localhost:port/team", "cannot be read"),
        ("postgresql://kim@[::1/team", "cannot be read"),
        ("postgresql://kim@one,two/team", "several servers"),
    ],
)
def test_what_is_no_address_is_told_with_one_to_copy(text: str, told: str) -> None:
    with pytest.raises(BadUrl, match=told):
        read_url(text)


@pytest.mark.parametrize("text", [*HERE, "postgresql://kim:s3cret@db.example.com/team"])
def test_a_password_is_never_shown(text: str) -> None:
    url = read_url(text)
    assert "s3cret" not in f"{url} {url!r}"


def test_a_password_is_not_in_what_is_said_of_a_bad_address() -> None:
    for text in (
        "postgresql://kim:s3cret@h:x/team",
        "http://kim:s3cret@h/team",
        "postgresql://k:s3cret@a,b/t",
    ):
        with pytest.raises(BadUrl) as problem:
            read_url(text)
        assert "s3cret" not in str(problem.value)


def test_signs_in_a_password_arrive_as_they_were_written() -> None:
    url = read_url("postgresql://kim:p%40ss%2Fword@localhost/our%20team")
    assert (url.user, url.database) == ("kim", "our team")
    assert url.secret == "postgresql://kim:p%40ss%2Fword@localhost/our%20team"
