"""The check-up of the connectors: where documents go, what is wrong with it, and never a secret."""

from pathlib import Path

import pytest
from cli.said import Aware
from listening import answer, listening

SECRET = "open-sesame-17"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def write(home: Path, *lines: str) -> None:
    (home / "data" / "settings.toml").write_text("\n".join(lines), encoding="utf-8")


def found(aware: Aware) -> dict[str, dict[str, str]]:
    findings = aware("doctor", "--json").json["findings"]
    return {each["name"]: each for each in findings if each["area"] == "connectors"}


def test_without_connectors_it_is_a_note(aware: Aware) -> None:
    assert found(aware) == {
        "none": {
            "area": "connectors",
            "name": "none",
            "state": "note",
            "found": "no connector; documents are recorded here only",
            "advice": "",
        }
    }
    assert aware("doctor").status == 0


def test_sound_connectors_are_told_and_nobody_is_called(
    aware: Aware, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    with listening(answer(200)) as ear:
        hook = ('kind = "webhook"', f'url = "{ear.url}"', 'secret_env = "HOOK_SECRET"')
        table = ('kind = "csv"', f'path = "{home}/q.csv"')
        write(home, "[connectors.profile_entry]", *hook, "[connectors.quality_record]", *table)
        said, findings = aware("doctor"), found(aware)
        assert ear.heard == []
    assert said.status == 0
    assert {each["state"] for each in findings.values()} == {"ok"}
    host = ear.url.partition("/hook")[0]
    told = f"webhook to {host}, from settings.toml, secret from HOOK_SECRET is there"
    assert findings["profile"]["found"] == told
    assert findings["quality"]["found"] == f"csv to {home}/q.csv, from settings.toml"
    assert SECRET not in said.out + said.err
    assert "token=sesame" not in said.out + said.err
    assert list(home.glob("*.csv")) == []


def test_what_is_not_signed_is_said_so(aware: Aware, home: Path) -> None:
    write(home, "[connectors.profile_entry]", 'kind = "webhook"', 'url = "https://crm.example.org/"')
    assert found(aware)["profile"]["found"].endswith("not signed: no secret is named")


WRONG = [
    (["[connectors.profile_entry]", 'kind = "pigeon"'], "profile", "There is no connector “pigeon”"),
    (
        ["[connectors.profile_entry]", 'kind = "folder"', 'path = "/no/such/out"'],
        "profile",
        "There is no folder",
    ),
    (["[connectors.quality_record]", 'kind = "folder"'], "quality", "needs a line like path"),
    (["[connectors.quality_record]", 'kind = "clipboard"', "pth = 1"], "quality", "no setting “pth”"),
    (["[connectors.quality_record]", 'kind = "csv"', f'secret = "{SECRET}"'], "quality", "Take it out"),
    (
        [
            "[connectors.profile_entry]",
            'kind = "webhook"',
            'url = "https://a.example/"',
            'secret_env = "NONE"',
        ],
        "profile",
        "that secret_env names holds no secret",
    ),
    (
        [
            "[connectors.profile_entry]",
            'kind = "webhook"',
            'url = "https://a.example/"',
            f'secret_env = "{SECRET}"',
        ],
        "profile",
        "that secret_env names holds no secret",
    ),
    (["[connectors.profil]", 'kind = "csv"'], "profil", "There is profile_entry and quality_record"),
    (["connectors = 5"], "connectors", "takes a table for each document"),
    (["[connectors.profile_entry]", 'kind = "a\\u001b[31mb"'], "profile", "There is no connector"),
]


@pytest.mark.parametrize(("lines", "name", "told"), WRONG)
def test_what_is_wrong_is_told_with_what_to_do(
    aware: Aware, home: Path, lines: list[str], name: str, told: str
) -> None:
    write(home, *lines)
    said = aware("doctor")
    assert said.status == 1
    assert said.err == "One thing is to be mended.\n"
    finding = found(aware)[name]
    assert finding["state"] == "problem"
    assert told in finding["advice"]
    assert "\x1b" not in said.out
    assert SECRET not in said.out + said.err + str(finding)


def test_settings_with_a_byte_order_mark_are_looked_at_too(aware: Aware, home: Path) -> None:
    (home / "data" / "settings.toml").write_text('zone = "Asia/Tokyo"', encoding="utf-8-sig")
    assert aware("doctor").status == 0
