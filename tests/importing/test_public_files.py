"""Files as offices publish them: columns that compete, days with a time of midnight, clocks apart, titles."""

import pytest
from importing.desks import Desk, table

from aware_tui.domain.importing.clocks import is_clock, read_clock
from aware_tui.domain.importing.problem import ImportProblem

CHICAGO = "America/Chicago"


def test_midnight_with_a_zone_is_the_day_as_it_is_written(desk: Desk) -> None:
    rows = [(f"2024-03-{day:02}T00:00:00.000Z", f"t{day}") for day in range(1, 10)]
    report = desk.take(table(*rows, ("2024-03-12", "day"), header="Date received,Issue"), zone=CHICAGO)
    days = [f"2024-03-{day:02}" for day in (*range(1, 10), 12)]
    assert sorted(desk.rows("SELECT day FROM occurrence")) == days
    assert desk.rows("SELECT sum(day_only) FROM session") == [10]
    assert "9 of 9 times" in report.survey.notices[0]


def test_real_times_among_midnights_keep_their_zone(desk: Desk) -> None:
    rows = [(f"2024-03-{day:02}T00:00:00Z", f"t{day}") for day in range(1, 10)]
    desk.take(table(*rows, ("2024-03-12T03:30:00Z", "late")), zone=CHICAGO)
    found = desk.rows("SELECT day, hours FROM occurrence ORDER BY day DESC LIMIT 2")
    assert found == [("2024-03-11", "20-24"), ("2024-03-09", "")]


def test_a_tenth_at_midnight_is_no_night_shift(desk: Desk) -> None:
    rows = [
        (f"2024-03-{1 + n % 28:02} {'00:00' if n % 10 == 0 else f'{n % 24:02}:{n % 59 + 1:02}'}", f"t{n}")
        for n in range(300)
    ]
    desk.take(table(*rows))
    assert desk.rows("SELECT sum(day_only) FROM session") == [30]


def test_times_by_the_hour_keep_their_midnights(desk: Desk) -> None:
    rows = [(f"2024-03-{1 + n % 28:02} {n % 24:02}:00", f"t{n}") for n in range(600)]
    desk.take(table(*rows))
    assert desk.rows("SELECT sum(day_only) FROM session") == [0]


TELECOM = "Ticket #,Customer Complaint,Date,Date_month_year,Time,Received Via,City,State,Zip code"


def test_a_clock_beside_the_day_and_the_column_that_can_be_read_in_one_way(desk: Desk) -> None:
    rows = [
        ("1", "Slow", "22-04-15", "22-Apr-15", "3:53:50 PM", "Internet", "Acworth", "Georgia", "30101"),
        ("2", "Bill", "04-08-15", "04-Aug-15", "10:22 AM", "Phone", "Atlanta", "Georgia", "30102"),
        ("3", "Late", "05-22-15", "22-May-15", "soon", "Phone", "Atlanta", "Georgia", "30103"),
    ]
    report = desk.take(table(*rows, header=TELECOM))
    columns = report.survey.plan.columns
    assert {field: columns.names[place] for field, place in columns.places.items()} == {
        "started_at": "Date_month_year",
        "time": "Time",
        "channel": "Received Via",
        "location": "City",
        "text": "Customer Complaint",
    }
    found = desk.rows("SELECT started_at, day_only FROM session ORDER BY id")
    assert found == [
        ("2015-04-22 14:53:50.000000", 0),
        ("2015-05-21 23:00:00.000000", 1),
        ("2015-08-04 09:22:00.000000", 0),
    ]
    assert report.left_out == {"time holds no time of day: only the day was taken": 1}
    assert [notice for notice in report.survey.notices if "location could also be “State”" in notice]


def test_of_two_dates_the_one_that_needs_no_order_is_taken_and_told(desk: Desk) -> None:
    report = desk.take(table(("02/03/2024", "2-Mar-24", "x"), header="created,opened,text"))
    assert desk.rows("SELECT day FROM occurrence") == ["2024-03-02"]
    assert "“opened” was taken" in report.survey.notices[0]
    with pytest.raises(ImportProblem, match="could be “created” or “opened”"):
        desk.take(table(("2024-03-02", "2024-03-03", "x"), header="created,opened,text"))


def test_a_column_of_places_is_one_whose_values_come_again_and_no_coordinates(desk: Desk) -> None:
    header = "Created Date,Complaint Type,City,State,Borough,Location"
    rows = [
        (f"2024-03-{1 + n % 28:02}", "Noise", f"Town {n}", "NY", "BRONX", f'"(40.{n + 10}, -73.9)"')
        for n in range(40)
    ]
    names = desk.take(table(*rows, header=header), dry_run=True).survey.plan.columns
    assert names.names[names.places["location"]] == "Borough"  # type: ignore[index]
    cities = [row[:4] for row in rows]
    names = desk.take(table(*cities, header=header[:38]), dry_run=True).survey.plan.columns
    assert names.names[names.places["location"]] == "State"  # type: ignore[index]


def test_a_column_of_complaints_is_words_or_kinds_by_what_it_holds(desk: Desk) -> None:
    kinds = [(f"2024-03-{1 + n % 28:02}", f"Kind {n % 4}") for n in range(40)]
    words = [(f"2024-03-{1 + n % 28:02}", f"It broke {n} times") for n in range(40)]
    for header in ("date,Complaint", "date,Subject"):
        assert "category" in desk.take(table(*kinds, header=header), dry_run=True).survey.plan.columns.places
        assert "text" in desk.take(table(*words, header=header), dry_run=True).survey.plan.columns.places


@pytest.mark.parametrize("nothing", ["None", "NULL", "-"])
def test_words_for_nothing_are_nothing_everywhere(desk: Desk, nothing: str) -> None:
    header = "date,category,location,product,channel,customer,text"
    desk.take(
        table(("2024-03-11", *[nothing] * 5, "Late"), ("2024-03-12", "Fees", *[nothing] * 5), header=header)
    )
    columns = "location", "product", "channel", "customer_id"
    joined = " || ".join(f"coalesce({column}, '')" for column in columns)
    assert desk.rows(f"SELECT {joined} FROM session") == ["", ""]
    assert sorted(desk.rows("SELECT category FROM occurrence")) == ["", "Fees"]
    assert desk.rows("SELECT text FROM note") == ["Late"]


def test_a_title_above_and_a_total_below_are_no_rows(desk: Desk) -> None:
    text = "Complaints, March\n\nMade by: Ann;;;\nDate;Branch;Category;Text\n2024-03-11;A;Fees;x\nTotal;;;1\n"
    report = desk.take(text)
    assert (report.tally.rows, report.rejected) == (1, 1)
    assert report.reasons["started_at holds no date or time that can be read"].lines == [6]
    assert "Complaints" in report.survey.notices[0]


def test_help_desk_tickets_with_a_rating_are_complaints(desk: Desk) -> None:
    header = "ticket id,created at,tags,satisfaction rating,solved at"
    rows = [
        ("1", "2024-03-11 10:05:00 -0500", "billing", "Good", "2024-03-12 09:00:00 -0500"),
        ("2", "2024-03-11 11:05:00 -0500", "", "Offered", "2024-03-12 09:00:00 -0500"),
        ("3", "2024-03-11 12:05:00 -0500", "slow", "Bad", ""),
    ]
    report = desk.take(table(*rows, header=header))
    assert (report.tally.complaints, report.tally.feedback, report.rejected) == (3, 2, 0)
    assert not report.left_out


def swapped_file() -> str:
    """Return complaints of April to June, in which day and month are exchanged up to the 12th."""
    days = [(month, 1 + n % 28) for month in (4, 5, 6) for n in range(140)]
    rows = [(2015, day, month) if day <= 12 else (2015, month, day) for month, day in days]
    return table(*((f"{y}-{m:02}-{d:02}", f"t{n}") for n, (y, m, d) in enumerate(rows)))


def test_a_file_with_day_and_month_exchanged_is_found_out_and_can_be_mended(desk: Desk) -> None:
    text = swapped_file()
    [odd] = [each for each in desk.take(text, dry_run=True).odd if "--swapped" in each]
    assert "All days after the 12th lie in April, May and June." in odd
    assert desk.take(text, swapped=True).odd == ()
    assert desk.rows("SELECT min(day), max(day) FROM occurrence") == [("2015-04-01", "2015-06-28")]
    with pytest.raises(ImportProblem, match="--undo"):
        desk.take(text)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("3:53:50 PM", "15:53:50"),
        ("15:53", "15:53:00"),
        ("12:00 am", "00:00:00"),
        ("0.6624", "15:53:51"),
        ("1900-01-01 09:30", "09:30:00"),
        ("2015-04-22", None),
        ("soon", None),
        ("153", None),
    ],
)
def test_times_of_day(cell: str, said: str | None) -> None:
    clock = read_clock(cell)
    assert (str(clock) if clock else None) == said
    assert is_clock(cell) == (said is not None and "-" not in cell)
