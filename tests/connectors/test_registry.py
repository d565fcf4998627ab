"""The kinds of connectors: those that ship are always found, and a plug-in can do no harm."""

import threading
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from delivering import QUALITY, a_parcel

from aware_tui.connectors.protocol import Connector, Parcel, Receipt, Refused, Secret, TryLater
from aware_tui.connectors.registry import GROUP, SHIPPED, kinds, make
from aware_tui.connectors.trouble import DeliveryTrouble, Misconfigured

SOURCE = """
class Post:
    name, by_hand, where = "post", False, "the post office"
    def __init__(self, options): self.options = options
    def check(self): return ("Closed on Sundays.\\x1b",) if self.options.get("sunday") else ()
    def preview(self, parcel): return parcel.payload
    def deliver(self, parcel): return self.options["deed"](parcel)

def make(options, secret): return Post(options)
def nothing(options, secret): return object()
def fails(options, secret): raise KeyError("words of Dana")
class Odd(Post):
    where = 7
    def preview(self, parcel): return b"bytes"
    def check(self): raise RuntimeError("words of Dana")
def odd(options, secret): return Odd(options)
class Broken(Post):
    @property
    def by_hand(self): raise RuntimeError("words of Dana")
def broken(options, secret): return Broken(options)
not_callable = 7
"""


@pytest.fixture(autouse=True)
def plugged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package of plug-ins, one of which takes the name of a kind that ships."""
    folder = tmp_path / "site"
    (folder / "post-1.0.dist-info").mkdir(parents=True)
    (folder / "post_office.py").write_text(SOURCE, encoding="utf-8")
    names = ["make", "nothing", "fails", "odd", "broken", "not_callable", "missing"]
    lines = [f"[{GROUP}]", "folder = post_office:make", "lost = no_such_module:make"]
    lines += [f"{name} = post_office:{name}" for name in names]
    (folder / "post-1.0.dist-info" / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "post-1.0.dist-info" / "METADATA").write_text("Name: post\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


def post(deed: Callable[[Parcel], object]) -> Connector:
    return make("make", {"deed": deed}, None)


OPTIONS: Mapping[str, Mapping[str, object]] = {
    "folder": {"path": "/srv/out"},
    "csv": {"path": "/srv/out.csv"},
    "webhook": {"url": "https://crm.example.org/"},
    "clipboard": {},
}


@pytest.mark.parametrize("kind", SHIPPED)
def test_what_ships_is_found_whatever_is_plugged_in(kind: str) -> None:
    made = make(kind, OPTIONS[kind], None)
    assert (made.name, made.by_hand) == (kind, kind == "clipboard")
    assert kinds()[:4] == tuple(SHIPPED)


def test_what_ships_is_named_for_other_programs_too() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"][GROUP] == {name: f"{module}:make" for name, module in SHIPPED.items()}


def test_a_plug_in_is_found_and_delivers() -> None:
    parcel = a_parcel()
    connector = post(lambda given: Receipt(f"\x1bR{given.attempt}"))
    assert "make" in kinds()
    assert connector.deliver(parcel) == Receipt("R1")
    assert (connector.where, connector.preview(parcel)) == ("the post office", parcel.payload)
    assert make("make", {"sunday": True}, None).check() == ("Closed on Sundays.",)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("pigeon", "There is no connector “pigeon”. There is: folder, csv, webhook, clipboard, broken"),
        ("lost", "“lost” has a fault (ModuleNotFoundError)"),
        ("missing", "“missing” has a fault (AttributeError)"),
        ("not_callable", "“not_callable” has a fault (TypeError)"),
        ("fails", "“fails” has a fault (KeyError)"),
        ("broken", "“broken” has a fault"),
        ("nothing", "gives no connector"),
    ],
)
def test_a_plug_in_that_cannot_be_used_is_a_sentence(kind: str, told: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        make(kind, {}, None)
    assert told in str(caught.value)
    assert "Dana" not in str(caught.value)


def test_a_plug_in_that_misbehaves_is_a_sentence() -> None:
    odd = make("odd", {"deed": lambda parcel: 1 // 0}, None)
    assert "has a fault (RuntimeError)" in odd.check()[0]
    assert "has a fault (TypeError)" in odd.preview(a_parcel())
    with pytest.raises(TryLater, match="fault \\(ZeroDivisionError\\)"):
        odd.deliver(a_parcel())
    with pytest.raises(TryLater, match="did not say whether"):
        post(lambda parcel: None).deliver(a_parcel())


def test_a_plug_in_that_never_ends_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aware_tui.connectors.guard.LONGEST", 0.05)
    over = threading.Event()
    with pytest.raises(TryLater, match="does not come to an end"):
        post(lambda parcel: over.wait(20)).deliver(a_parcel())
    over.set()


@pytest.mark.parametrize("trouble", [TryLater("Full.", 9), Refused("No."), Misconfigured("No path.")])
def test_the_troubles_of_a_plug_in_come_through(trouble: DeliveryTrouble) -> None:
    def fail(parcel: Parcel) -> Receipt:
        raise trouble

    with pytest.raises(type(trouble)) as caught:
        post(fail).deliver(a_parcel())
    assert caught.value is trouble


def test_the_clipboard_offers_the_words_and_takes_note() -> None:
    clipboard = make("clipboard", {}, Secret("x"))
    assert clipboard.preview(a_parcel("Prefers Saturdays.")) == "Prefers Saturdays.\n"
    assert clipboard.preview(a_parcel("Two missed.", QUALITY)).splitlines() == [
        "Two missed.",
        "Cause: system",
        "How likely again: likely",
        "Cost of putting it right: 2 visits",
        "Recommendation: Call ahead",
    ]
    assert clipboard.deliver(a_parcel()) == Receipt()
    assert clipboard.check() == ()
    with pytest.raises(Misconfigured, match="no setting “path”"):
        make("clipboard", {"path": "/x"}, None)
