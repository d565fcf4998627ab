"""A look as an object, as text and as a report: what is in it, in which order, and what is left out."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hostile import HOSTILE

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern, pattern_of
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import (
    FeedbackFigures,
    Finding,
    Incident,
    Insights,
    Repeats,
    Rising,
    Theme,
    Totals,
)
from aware_tui.domain.insights.shares import shares
from aware_tui.domain.text import cells, for_screen
from aware_tui.exports.insights_json import insights_object
from aware_tui.exports.insights_markdown import insights_markdown
from aware_tui.exports.insights_report import FINDINGS, MIX, NOTHING, Page, parts_of
from aware_tui.exports.insights_text import MARK, insights_plain, insights_text

NAMES = Names({"lines": "Long lines"}, {"in_person": "in person"})
LINES = Pattern("lines", Dimension.WEEKDAY, "Tuesday")
LEEDS = Pattern(None, Dimension.WEEKDAY, "Monday", "Leeds")
FINDING = Finding(LINES, 26, 7.04321, 3.69151, 2.60001, 19, 26, 24, at_least=True, sentence="Lines: 26.")
INCIDENT = Incident(date(2026, 6, 23), None, None, 190, 16.66666, "Tue 23 June: 190.")
RISE = Rising("lines", date(2026, 6, 1), 14, 4.75, "Lines: 14.")
THEME = Theme("lines", "one till", 12, 40, 0, 90, "only one till open", "s1", "One till: 12.")
FEEDBACK = FeedbackFigures(
    40, 29, 18, 4, 7, 0, (("survey", 29),), (("phone", 29),), (("in_person", 3),), sentence="18 positive."
)
TOTALS = Totals(
    sessions=103,
    counted=100,
    first_day=date(2026, 1, 5),
    last_day=date(2026, 6, 28),
    open_promises=3,
    overdue=1,
    categories=shares({"lines": 60, "bill": 30, "": 10, "late": 2, "other": 1}),
    weekdays=shares(dict.fromkeys(WEEKDAYS, 5) | {"Tuesday": 73}, WEEKDAYS),
    hours=shares({"08-12": 90, "": 13}, ["", "08-12"]),
    channels=shares({"in_person": 100, "": 3}),
    locations=shares({f"Place {number}": 10 for number in range(9)}),
    weeks=(0, 0, 40, 0, 63, 0),
)
FOUND = Insights(
    Period(date(2026, 1, 1), date(2026, 7, 1)),
    (FINDING,),
    (INCIDENT,),
    (RISE,),
    (THEME,),
    ("Not enough yet.",),
    Repeats(2, 1, 80, ("2 came back.",)),
    FEEDBACK,
    TOTALS,
)
PAGE = Page(FOUND, NAMES, ("Practise: “Nobody”.",), ("Fewer lines: on track.",))
EMPTY = Page(Insights(FOUND.period, not_enough=("Not enough yet.",)), NAMES)


def titles(page: Page) -> list[str]:
    return [part.title for part in parts_of(page)]


def test_the_parts_come_in_the_order_they_are_read() -> None:
    assert titles(PAGE) == [
        "What keeps happening",
        "One-offs",
        "Rising",
        "What customers' words are about",
        "Customers who came back",
        "Most complaints are about",
        "By week and weekday, all complaints",
        "By time of day",
        "By channel",
        "By place",
        "Feedback",
        "Goals",
        "To practise",
        "What cannot be said yet",
    ]


def test_what_is_empty_is_left_out() -> None:
    assert titles(EMPTY) == ["Feedback", "What cannot be said yet"]


def test_no_finding_among_complaints_is_told() -> None:
    page = replace(PAGE, insights=replace(FOUND, findings=()))
    assert next(parts_of(page)).sentences == (NOTHING,)


def test_of_many_findings_the_first_are_told_and_how_many_more_there_are() -> None:
    page = replace(PAGE, insights=replace(FOUND, findings=(FINDING,) * (FINDINGS + 2)))
    *told, more, mix = next(parts_of(page)).sentences
    assert told == [FINDING.sentence] * FINDINGS
    assert more == "And 2 more: `aware insights --json` has all of them."
    assert mix == MIX


def lines_of(title: str, page: Page = PAGE) -> list[tuple[str, int]]:
    part = next(part for part in parts_of(page) if part.title == title)
    return [(line.name, line.count) for line in part.lines]


def test_categories_are_listed_until_they_make_up_most_and_the_rest_is_one_line() -> None:
    assert lines_of("Most complaints are about") == [("Long lines", 60), ("bill", 30), ("3 others", 13)]


def test_one_that_is_left_is_told_by_its_name() -> None:
    totals = replace(TOTALS, categories=shares({"lines": 60, "bill": 30, "late": 2}))
    page = replace(PAGE, insights=replace(FOUND, totals=totals))
    assert lines_of("Most complaints are about", page)[-1] == ("late", 2)


def test_what_nobody_said_has_a_name_too() -> None:
    assert lines_of("By channel") == [("in person", 100), ("no channel", 3)]
    assert lines_of("By time of day") == [("no time known", 13), ("08:00 to 12:00", 90)]


def test_many_places_are_one_line_in_the_end() -> None:
    assert lines_of("By place")[-1] == ("3 others", 30)


def test_weeks_are_told_from_the_first_that_has_any() -> None:
    part = next(part for part in parts_of(PAGE) if part.title.startswith("By week and weekday"))
    assert part.sentences == ("Complaints a week, the oldest first: 40, 0, 63, 0.",)


def test_of_many_weeks_the_last_are_told_and_it_is_said() -> None:
    totals = replace(TOTALS, weeks=(9, *range(1, 27)))
    page = replace(PAGE, insights=replace(FOUND, totals=totals))
    part = next(part for part in parts_of(page) if part.title.startswith("By week and weekday"))
    told = ", ".join(map(str, range(1, 27)))
    assert part.sentences == (f"Complaints a week, the last 26 weeks, the oldest first: {told}.",)


def test_text_has_bars_with_their_numbers() -> None:
    lines = list(insights_text(PAGE, 80))
    tuesday = next(line for line in lines if line.strip().startswith("Tuesday"))
    assert tuesday.split() == ["Tuesday", "73", "71%", MARK * 30]
    bill = next(line for line in lines if line.strip().startswith("bill"))
    assert bill.split()[:6] == ["bill", "30", "29%", "87%", "so", "far"]
    assert "    “only one till open”" in lines
    assert lines[2] == "103 complaints; 100 with each customer counted once for the same thing in four"


def test_a_count_of_one_still_has_a_bar() -> None:
    totals = replace(TOTALS, channels=shares({"phone": 5_000, "fax": 1}))
    lines = list(insights_text(replace(PAGE, insights=replace(FOUND, totals=totals)), 80))
    assert next(line for line in lines if "fax" in line).endswith(f"  {MARK}")


def test_plain_says_each_line_as_a_sentence() -> None:
    lines = list(insights_plain(PAGE))
    assert "Long lines: 60, 58% of all, 58% with those before." in lines
    assert "A customer said: “only one till open”" in lines
    assert "Tuesday: 73, 71% of all." in lines


def test_the_report_has_a_table_to_write_in_and_what_to_do_next() -> None:
    report = insights_markdown(PAGE)
    assert "| Lines: 26. |  |  |  |" in report
    assert "- [ ] Ask why, five times: “Long lines” on Tuesdays. Then name an owner and a day." in report
    assert "- [ ] Find out what happened: Tue 23 June." in report
    assert "- [ ] Look at what is rising: “Long lines”." in report
    assert "- [ ] Keep or change the promises that are overdue" in report
    assert "\n  > only one till open\n" in report


BEGINNING = re.compile(r"#+ |- \[ \] |- | *> |\|")
BAR = re.compile(r"(?<!\\)\|")


def test_without_a_finding_nothing_can_have_fallen() -> None:
    page = replace(PAGE, insights=replace(FOUND, findings=()))
    assert insights_markdown(PAGE).endswith("- [ ] Look again in four weeks: did it fall?\n")
    assert insights_markdown(page).endswith("- [ ] Look again in four weeks.\n")


def test_a_table_stands_apart_from_what_is_before_it() -> None:
    lines = insights_markdown(PAGE).splitlines()
    tables = [place for place, line in enumerate(lines) if line.startswith("|")]
    heads = [place for place in tables if place - 1 not in tables]
    assert heads
    assert all(lines[place - 1] == "" for place in heads)


def test_json_numbers_are_plain_and_short() -> None:
    (finding,) = insights_object(FOUND)["findings"]
    assert pattern_of(finding["key"]) == FINDING.pattern
    assert (finding["expected"], finding["ratio"], finding["ratio_low"]) == (7.0432, 3.6915, 2.6)
    assert (finding["category"], finding["dimension"], finding["value"]) == ("lines", "weekday", "Tuesday")
    assert finding["customers_at_least"] is True


def test_json_has_no_category_where_there_is_none() -> None:
    found = insights_object(replace(FOUND, findings=(replace(FINDING, pattern=LEEDS),)))
    assert (found["findings"][0]["category"], found["findings"][0]["location"]) == (None, "Leeds")
    assert (found["incidents"][0]["category"], found["incidents"][0]["date"]) == (None, "2026-06-23")


def test_json_weeks_are_those_that_have_any_and_those_between() -> None:
    assert insights_object(FOUND)["totals"]["weeks"] == [
        {"week": "2026-01-15", "count": 40},
        {"week": "2026-01-22", "count": 0},
        {"week": "2026-01-29", "count": 63},
    ]
    assert insights_object(EMPTY.insights)["totals"]["weeks"] == []


def test_nothing_negative_has_no_ratio() -> None:
    feedback = insights_object(replace(FOUND, feedback=replace(FEEDBACK, negative=0)))["feedback"]
    assert feedback["ratio"] is None


def hostile(words: str) -> Page:
    told: dict[str, Any] = {"sentence": f"{words}: 5."}
    found = replace(
        FOUND,
        findings=(replace(FINDING, pattern=Pattern(words, Dimension.LOCATION, words), **told),),
        incidents=(replace(INCIDENT, category=words, **told),),
        rising=(replace(RISE, category=words, **told),),
        themes=(replace(THEME, group=words, term=words, quote=words, **told),),
        totals=replace(TOTALS, categories=shares({words: 5}), channels=shares({words: 5})),
    )
    return Page(found, NAMES, (words,), (words,))


@pytest.mark.parametrize("words", HOSTILE)
def test_text_of_hostile_words_stays_within_its_columns(words: str) -> None:
    lines = list(insights_text(hostile(words), 80))
    assert all(for_screen(line) == line for line in lines)
    assert all("\n" not in line for line in lines)
    longest = max((cells(word) for word in for_screen(words).split()), default=0)
    assert max(map(cells, lines)) <= max(80, longest + 10)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_add_nothing_to_the_report(words: str) -> None:
    report = insights_markdown(hostile(words))
    plain = insights_markdown(hostile("x"))
    assert for_screen(report.replace("\n", " ")) == report.replace("\n", " ")
    assert shape(report) == shape(plain)


def shape(report: str) -> list[tuple[str, int]]:
    """Return how Markdown reads each line: what it begins with, and how many cells a table has there."""
    begins = (BEGINNING.match(line) for line in report.splitlines())
    lines = zip(begins, report.splitlines(), strict=True)
    return [(found.group() if found else "", len(BAR.findall(line))) for found, line in lines]
