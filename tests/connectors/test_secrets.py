"""Secrets: found in the environment or a private file, never shown, never written down."""

import os
import pickle
import traceback
from pathlib import Path

import pytest

from aware_tui.connectors.secrets import Secret, find_secret
from aware_tui.connectors.trouble import Misconfigured

TEXT = "open-sesame-17"


def private(path: Path, content: str | bytes = TEXT, mode: int = 0o600) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.chmod(mode)
    return path


def test_a_secret_shows_as_stars_wherever_it_is_printed() -> None:
    secret = Secret(TEXT)
    assert {repr(secret), str(secret), f"{secret}", f"{secret!r:>3}"} == {"***"}
    assert TEXT not in repr({"secret": secret, "list": [secret]})
    assert secret.reveal() == TEXT
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_a_secret_is_found_in_the_environment_or_in_a_file(tmp_path: Path) -> None:
    file = private(tmp_path / "secret", f"{TEXT}\n")
    for found in (find_secret("S", "", {"S": TEXT}), find_secret("", str(file), {})):
        assert found is not None
        assert found.reveal() == TEXT
    assert find_secret("", "", {"S": TEXT}) is None


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "that secret_env names holds no secret"),
        ({"S": " "}, "that secret_env names holds no secret"),
        ({"S": f"{TEXT}\n{TEXT}"}, "has to be one line"),
        ({"S": f"{TEXT}\x1b"}, "has to be one line"),
    ],
)
def test_a_variable_without_a_secret_is_told(environment: dict[str, str], told: str) -> None:
    with pytest.raises(Misconfigured, match=told) as caught:
        find_secret("S", "", environment)
    assert TEXT not in str(caught.value)


def test_two_places_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="not both"):
        find_secret("S", str(private(tmp_path / "secret")), {"S": TEXT})


@pytest.mark.skipif(os.name != "posix", reason="files have no such rights here")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o620])
def test_a_file_that_others_may_read_is_refused_with_what_to_type(tmp_path: Path, mode: int) -> None:
    file = private(tmp_path / "the secret", mode=mode)
    with pytest.raises(Misconfigured) as caught:
        find_secret("", str(file), {})
    assert f"Type: chmod 600 '{file}'" in str(caught.value)
    assert TEXT not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_file_without_a_secret_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Misconfigured, match=r"holds no secret|cannot be read"):
        find_secret("", str(private(tmp_path / "secret", content)), {})


def test_a_place_that_is_no_file_is_told(tmp_path: Path) -> None:
    for place in (tmp_path / "none", tmp_path, Path("relative"), Path("~nobody-of-this-name/x")):
        with pytest.raises(Misconfigured):
            find_secret("", str(place), {})
    for slip in ((TEXT, ""), ("", TEXT)):
        with pytest.raises(Misconfigured) as caught:
            find_secret(*slip, {})
        assert TEXT not in str(caught.value)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe", 0o600)
        with pytest.raises(Misconfigured, match="is not a file"):
            find_secret("", str(tmp_path / "pipe"), {})
