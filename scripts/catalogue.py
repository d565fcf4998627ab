"""Keep the catalogues of the languages: `python scripts/catalogue.py extract | update | compile | check`."""

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from aware_tui.language import DOMAIN, LOCALE

SOURCE = Path(__file__).parents[1] / "src"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A message in the source: its words, the plural if it has one, its sense, and the file."""

    one: str
    many: str
    sense: str | None
    file: str


def found_in(source: Path = SOURCE) -> Iterator[Found]:
    """Yield every message of the source, file by file."""
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from _of_call(node, name)


def _of_call(call: ast.Call, file: str) -> Iterator[Found]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [arg.value for arg in _flat(call.args) if isinstance(arg, ast.Constant)]
    texts = [word for word in words if isinstance(word, str)]
    match name:
        case "_" if texts:
            yield Found(texts[0], "", None, file)
        case "counted" | "counted_words" if texts:
            yield Found(texts[0], texts[1] if len(texts) > 1 else f"{texts[0]}s", None, file)
        case "in_sense" if len(texts) == 2:
            yield Found(texts[1], "", texts[0], file)
        case "marked":
            yield from (Found(text, "", texts[0], file) for text in texts[1:])


def _flat(args: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """Yield arguments, and those of a tuple that is handed over with a star."""
    for arg in args:
        if isinstance(arg, ast.Starred) and isinstance(arg.value, ast.Tuple):
            yield from arg.value.elts
        else:
            yield arg


def template() -> Catalog:
    """Return the catalogue of every message, untranslated; files are named, lines would only churn."""
    catalogue = Catalog(project="aware", charset="utf-8", fuzzy=False)
    for each in found_in():
        words = (each.one, each.many) if each.many else each.one
        flags = ["python-brace-format"] if "{" in each.one else []
        catalogue.add(words, locations=[(each.file, 0)], flags=flags, context=each.sense)
    return catalogue


def languages() -> Iterator[tuple[str, Path]]:
    """Yield each language with its catalogue."""
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        yield path.parents[1].name, path


def opened(path: Path, language: str | None = None) -> Catalog:
    """Return a catalogue as it is on the disk."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def extract() -> None:
    """Write the template."""
    _write(TEMPLATE, template())


def update() -> None:
    """Bring every language up to the template: what is new stands there empty, what is gone leaves."""
    extract()
    for language, path in languages():
        catalogue = opened(path, language)
        catalogue.update(template(), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(path, catalogue)


def compile_all() -> None:
    """Write the files that the program reads."""
    for language, path in languages():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, opened(path, language))


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, sort_output=True, include_lineno=False, omit_header=False)


def ids_of(catalogue: Catalog) -> set[tuple[object, str | None]]:
    """Return the messages of a catalogue by their words and sense."""
    return {(message.id, message.context) for message in catalogue if message.id}


def said_in(message: Message) -> tuple[str, ...]:
    """Return what a message says in its language, each plural form."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said or ())


def open_in(path: Path, language: str) -> list[str]:
    """Return what keeps a catalogue from being complete, in sentences."""
    catalogue, wanted = opened(path, language), ids_of(template())
    there = ids_of(catalogue)
    wrong = [f"{language}: not in the catalogue: {words!r}" for words, _sense in wanted - there]
    wrong += [f"{language}: no longer in the program: {words!r}" for words, _sense in there - wanted]
    for message in catalogue:
        if message.id and not (said_in(message) and all(said_in(message))):
            wrong.append(f"{language}: not translated: {message.id!r}")
        elif message.id and message.fuzzy:
            wrong.append(f"{language}: fuzzy: {message.id!r}")
    return wrong


def check() -> int:
    """Tell what is missing; 1 if anything is."""
    wrong = [line for language, path in languages() for line in open_in(path, language)]
    sys.stdout.writelines(f"{line}\n" for line in sorted(wrong))
    return 1 if wrong else 0


def main(words: list[str]) -> int:
    """Do what the first word says."""
    match words:
        case ["extract"]:
            extract()
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            return check()
        case _:
            sys.stderr.write("Say extract, update, compile or check.\n")
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
