"""What is installed is whole: the wheel and the source archive hold all that the program reads."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from aware_tui import __version__
from aware_tui.cli import serving
from aware_tui.exports.cards import pdf

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "aware_tui"

FOR_TRANSLATORS = (".po", ".pot")
"""Catalogues that are compiled before the program reads them."""


def shipped() -> set[str]:
    """Return every file that the installed program may read, as the wheel names it."""
    code = {f"aware_tui/{path.relative_to(SOURCE)}" for path in SOURCE.rglob("*") if is_content(path)}
    playbooks = {
        f"aware_tui/{path.relative_to(ROOT)}" for path in (ROOT / "playbooks").rglob("*") if is_content(path)
    }
    return code | playbooks


def is_content(path: Path) -> bool:
    read = path.name != ".gitkeep" and path.suffix not in FOR_TRANSLATORS
    return read and path.is_file() and "__pycache__" not in path.parts


def run(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return done  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive."""
    folder = tmp_path_factory.mktemp("archive")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(archive: Path) -> Path:
    """Build the wheel from nothing but the source archive."""
    with tarfile.open(archive) as files:
        files.extractall(archive.parent, filter="data")
    unpacked = next(path for path in archive.parent.iterdir() if path.is_dir())
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", archive.parent, cwd=unpacked)
    return next(archive.parent.glob("*.whl"))


def test_the_wheel_holds_all_that_is_read(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        assert shipped() - set(files.namelist()) == set()


def test_the_wheel_leaves_out_what_only_translators_read_and_the_archive_has_it(
    wheel: Path, archive: Path
) -> None:
    with zipfile.ZipFile(wheel) as files:
        assert not [name for name in files.namelist() if name.endswith(FOR_TRANSLATORS)]
    with tarfile.open(archive) as files:
        assert {Path(name).suffix for name in files.getnames()} >= {*FOR_TRANSLATORS, ".mo"}


def test_what_is_said_to_bring_an_extra_is_what_it_brings() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert (extras["print"], extras["web"]) == ([pdf.PACKAGE], [serving.PACKAGE])


def test_the_wheel_brings_the_manual_page(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        assert any(name.endswith("share/man/man1/aware.1") for name in files.namelist())


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        told = next(name for name in files.namelist() if name.endswith("/METADATA"))
        about = HeaderParser().parsestr(files.read(told).decode())
    assert about["Version"] == __version__
    assert about["Requires-Python"] == ">=3.11"
    assert {"postgres", "web", "print"} <= set(about.get_all("Provides-Extra", []))


def test_the_source_archive_can_be_tested(archive: Path) -> None:
    with tarfile.open(archive) as files:
        names = {Path(*Path(name).parts[1:]) for name in files.getnames()}
    assert {Path("README.md"), Path("CHANGELOG.md"), Path("tests/conftest.py")} <= names


def test_what_is_installed_runs_away_from_the_source(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "installed"
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", home, wheel)
    environment = {**os.environ, "PYTHONPATH": str(home), "AWARE_DATA_DIR": str(tmp_path / "data")}
    where = run(
        sys.executable, "-c", "import aware_tui; print(aware_tui.__file__)", env=environment, cwd=tmp_path
    )
    assert where.stdout.startswith(str(home))
    for words in (["--version"], ["playbook", "check"], ["practice", "--list"], ["sessions"], ["card"]):
        run(sys.executable, "-m", "aware_tui", *words, env=environment, cwd=tmp_path)
