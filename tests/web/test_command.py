from collections.abc import Callable
from pathlib import Path

import pytest

from aware_tui.cli import serving
from aware_tui.cli.main import run
from aware_tui.web import server as web_server
from aware_tui.web.server import BrowserServer

SECRET = "a secret of the proxy, long enough"
PROXY = ("--behind-proxy", "--public-url", "https://aware.example.com")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[BrowserServer]:
    """Return the servers that are made; none of them serves."""
    found: list[BrowserServer] = []

    def serve(
        server_for: Callable[[], BrowserServer], told: Callable[[BrowserServer], None], report: object
    ) -> None:
        found.append(server_for())
        told(found[0])

    monkeypatch.setattr(web_server, "serve", serve)
    return found


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "aware.example.com"])
def test_another_host_is_refused_and_says_what_to_do(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", host]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"At {host} anybody on the network" in told.err
    assert "--behind-proxy" in told.err


@pytest.mark.parametrize("words", [["--behind-proxy"], ["--public-url", "https://aware.example.com"]])
def test_a_proxy_and_its_address_go_together(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", *words]) == 1
    assert "go together" in capsys.readouterr().err


def test_a_proxy_without_a_secret_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", *PROXY]) == 1
    told = capsys.readouterr().err
    assert "AWARE_SERVE_SECRET" in told
    assert "AWARE_SERVE_SECRET_FILE" in told


def test_a_secret_that_others_may_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "secret"
    file.write_text(SECRET)
    file.chmod(0o644)
    monkeypatch.setenv(serving.SECRET_FILE, str(file))
    assert run(["serve", *PROXY]) == 1
    told = capsys.readouterr().err
    assert "chmod 600" in told
    assert SECRET not in told


def test_behind_a_proxy_a_file_is_said_to_be_for_one_person(
    made: list[BrowserServer], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(serving.SECRET, SECRET)
    assert run(["serve", "--host", "0.0.0.0", *PROXY]) == 0
    told = capsys.readouterr().out
    assert "https://aware.example.com" in told
    assert "for one person" in told
    assert "PostgreSQL" in told
    environment = made[0].windows.program_for("").environment
    assert SECRET not in "".join(environment.values())


def test_what_goes_for_all_reaches_every_window_and_no_command_line(
    made: list[BrowserServer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "postgresql://kim:pw-of-kim@localhost/aware"
    elsewhere = tmp_path / "elsewhere"
    assert run(["serve", "--data-dir", str(elsewhere), "--database-url", url, "--playbook", "aware"]) == 0
    program = made[0].windows.program_for("0199-aa")
    assert program.environment["AWARE_DATA_DIR"] == str(elsewhere)
    assert program.environment["AWARE_DATABASE_URL"] == url
    assert program.environment["AWARE_PLAYBOOK"] == "aware"
    assert list(program.words[1:]) == ["-P", "-m", "aware_tui", "live", "--resume", "0199-aa"]
    assert "pw-of-kim" not in capsys.readouterr().out


def test_it_says_in_one_line_where_it_is_and_how_to_end_it(
    made: list[BrowserServer], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--port", "8123"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "http://127.0.0.1:8123/" in line
    assert "Ctrl-C" in line


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_this_computer_goes_by_its_newer_address_too(
    host: str, made: list[BrowserServer], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--host", host, "--port", "8123"]) == 0
    assert made[0].host == "::1"
    assert "http://[::1]:8123/" in capsys.readouterr().out


def test_without_the_extra_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda name: None)
    assert run(["serve"]) == 1
    assert "pip install 'textual-serve" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["--port", "65536"], ["--port", "x"], ["--port", "9" * 5000], ["--windows", "0"], ["--host", " "]],
)
def test_wrong_usage_is_told(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["serve", *words])
    assert ended.value.code == 2


@pytest.mark.parametrize("host", ["localhost.invalid", "192.0.2.1"])
def test_an_address_that_is_not_here_is_told(
    host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(serving.SECRET, SECRET)
    assert run(["serve", "--host", host, "--port", "0", *PROXY]) == 1
    assert "no such address" in capsys.readouterr().err
