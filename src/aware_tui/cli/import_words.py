"""What an import says: for people in lines, for other programs as an object."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from aware_tui.domain.importing.columns import listed
from aware_tui.domain.insight_rows import ImportBatch
from aware_tui.domain.text import counted, excerpt
from aware_tui.services.importing.rejected import Reason
from aware_tui.services.importing.report import Report, moment_of, parts_of, when_of
from aware_tui.services.importing.survey import separated
from aware_tui.services.importing.undoing import Undone

ROOM = 18
"""Columns that the names of fields take."""


ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
"""What encodings are called."""


def report_lines(report: Report) -> list[str]:
    """Return what a lead wants to know: how the file was read, what looks odd, what came of it."""
    lines = [*_file(report), "", *_columns(report)]
    worth = [*report.survey.notices, *report.odd, *_left_out(report)]
    if worth:
        lines += ["", "Worth a look", *(f"  {notice}" for notice in worth)]
    if report.dry_run and report.tally.first:
        lines += ["", "The first rows read like this", *_first(report)]
    return [*lines, "", *_outcome(report)]


def _file(report: Report) -> Iterator[str]:
    found = report.survey
    signs = separated(found.table.delimiter)
    letters = ENCODINGS.get(found.encoding, found.encoding)
    yield f"{report.name}: {counted(found.rows, 'row')}, {letters}, columns separated by {signs}."
    yield f"Times without a zone are read as times in {found.plan.zone}."


def _columns(report: Report) -> Iterator[str]:
    columns = report.survey.plan.columns
    for field, place in columns.places.items():
        how = report.survey.reading.get(field, "")
        yield f"  {field:<{ROOM}}“{excerpt(columns.names[place], 40)}”{f' ({how})' if how else ''}"
    if columns.left_out:
        yield f"  {'left out':<{ROOM}}{listed(columns.left_out)}"


def _left_out(report: Report) -> Iterator[str]:
    for what, rows in report.left_out.items():
        yield f"In {counted(rows, 'row')} {what}."


def _first(report: Report) -> Iterator[str]:
    for entry in report.tally.first:
        kind = "complaint" if entry.complaint else "feedback"
        said = "; ".join(f"{name} {value}" for name, value in parts_of(entry).items())
        yield f"  {when_of(entry, report.survey.plan.zone)}, {kind}: {said}"


def _outcome(report: Report) -> Iterator[str]:
    tally, would = report.tally, "would be " if report.dry_run else ""
    if tally.rows:
        yield f"{counted(tally.rows, 'row')} {would}added ({_kinds(tally.complaints, tally.feedback)})."
    else:
        yield f"Nothing {would or 'was '}added."
    if tally.there:
        stay = "it is" if tally.there == 1 else "they are"
        yield f"{counted(tally.there, 'row')} in the data already, left as {stay}."
    if report.rejected:
        yield f"{counted(report.rejected, 'row')} {would}rejected:"
        for why, reason in report.reasons.items():
            yield f"  {reason.rows:,}: {why} ({_lines(reason)})"
    if report.rejected_file is not None:
        yield f"Kept in {report.rejected_file}: mend what is wrong there and import that file."
    if report.dry_run:
        yield f"Nothing was written.{' Without --dry-run the file is taken in.' if tally.rows else ''}"
    elif report.import_id is not None:
        yield from _next(report)


def _next(report: Report) -> Iterator[str]:
    """Yield what can be done with what was added."""
    if report.tally.complaints and report.days is not None:
        asked = f"aware insights --since {report.days.since} --until {report.days.until}"
        yield f"`{asked}` tells what keeps happening there."
    yield f"`aware import --undo {report.import_id}` takes it away again."


def _lines(reason: Reason) -> str:
    """Return where rows begin that were rejected for one reason, and how many more there are."""
    lines = ", ".join(f"{line:,}" for line in reason.lines)
    more = f" and {reason.rows - len(reason.lines):,} more" if reason.rows > len(reason.lines) else ""
    return f"{'line' if reason.rows == 1 else 'lines'} {lines}{more}"


def _kinds(complaints: int, feedback: int) -> str:
    told = (counted(complaints, "complaint") if complaints else "", _pieces(feedback) if feedback else "")
    return ", ".join(kind for kind in told if kind)


def _pieces(number: int) -> str:
    return counted(number, "piece of feedback", "pieces of feedback")


def undone_lines(undone: Undone) -> Iterator[str]:
    """Yield what was taken away, and what was not."""
    gone = _kinds(undone.complaints, undone.feedback) or "nothing"
    yield f"{undone.batch.file}: {gone} taken away again."
    if undone.left:
        stay = "stays: people have worked on it" if undone.left == 1 else "stay: people have worked on them"
        yield f"{counted(undone.left, 'row')} {stay} meanwhile."


def report_object(report: Report) -> dict[str, Any]:
    """Return a report as one object."""
    found, tally = report.survey, report.tally
    columns = found.plan.columns
    return {
        "file": report.name,
        "dry_run": report.dry_run,
        "import_id": report.import_id,
        "encoding": found.encoding,
        "delimiter": found.table.delimiter,
        "zone": found.plan.zone,
        "rows": found.rows,
        "first_day": report.days and report.days.since.isoformat(),
        "last_day": report.days and (report.days.until - timedelta(days=1)).isoformat(),
        "columns": [
            {"field": field, "column": columns.names[place], "reading": found.reading.get(field, "")}
            for field, place in columns.places.items()
        ],
        "left_out": list(columns.left_out),
        "added": tally.rows,
        "complaints": tally.complaints,
        "feedback": tally.feedback,
        "customers": tally.customers,
        "already_there": tally.there,
        "rejected": report.rejected,
        "rejected_file": str(report.rejected_file) if report.rejected_file else None,
        "reasons": [
            {"reason": why, "rows": reason.rows, "lines": reason.lines}
            for why, reason in report.reasons.items()
        ],
        "notices": [*found.notices, *report.odd, *_left_out(report)],
        "first_rows": [
            {
                "started_at": moment_of(entry.at),
                "day_only": entry.day_only,
                "complaint": entry.complaint,
                **parts_of(entry),
            }
            for entry in tally.first
        ],
    }


def batch_line(batch: ImportBatch) -> str:
    """Return an import as a line of the list."""
    state = "" if batch.finished_at else ", broken off: import the file again to complete it"
    when = f"{batch.made_at:%Y-%m-%d %H:%M} UTC"
    rows = f"{counted(batch.added, 'row')}, {batch.rejected:,} rejected"
    read = f"times in {batch.zone}, by {batch.actor}"
    return f"{batch.id}  {when}  {excerpt(batch.file, 40)}: {rows}, {read}{state}"


def batch_object(batch: ImportBatch) -> dict[str, Any]:
    """Return an import as an object."""
    return {
        "id": batch.id,
        "file": batch.file,
        "zone": batch.zone,
        "actor": batch.actor,
        "made_at": moment_of(batch.made_at),
        "finished_at": moment_of(batch.finished_at),
        "added": batch.added,
        "rejected": batch.rejected,
    }


def undone_object(undone: Undone) -> dict[str, Any]:
    """Return what was taken away as an object."""
    return {
        "id": undone.batch.id,
        "file": undone.batch.file,
        "complaints": undone.complaints,
        "feedback": undone.feedback,
        "left": undone.left,
    }
