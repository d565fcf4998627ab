"""Which column fills which field."""

from pathlib import Path

import pytest

from aware_tui.domain.importing.columns import Columns, columns_of, told_of
from aware_tui.domain.importing.fields import Field
from aware_tui.domain.importing.problem import ImportProblem


def mapped(header: str, *told: str) -> dict[str, str]:
    columns = columns_of(header.split(","), told_of(told))
    return {str(field): columns.names[place] for field, place in columns.places.items()}


def test_our_own_names_map_themselves_however_they_are_written() -> None:
    names = "Started At,RECEIVED-AT,first_response_at,Channel,category,location,product,customer,text"
    assert list(mapped(f"{names},feedback,score,source")) == [
        each for each in Field if each not in (Field.TIME, Field.ENDED)
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company,State,"
            "ZIP code,Tags,Submitted via,Date sent to company,Complaint ID",
            {
                "received_at": "Date received",
                "channel": "Submitted via",
                "category": "Issue",
                "location": "State",
                "product": "Product",
                "text": "Consumer complaint narrative",
            },
        ),
        (
            "Unique Key,Created Date,Closed Date,Agency,Complaint Type,Descriptor,City,Borough,"
            "Open Data Channel Type",
            {
                "started_at": "Created Date",
                "ended_at": "Closed Date",
                "channel": "Open Data Channel Type",
                "category": "Complaint Type",
                "location": "Borough",
            },
        ),
        (
            "case_enquiry_id,open_dt,target_dt,closed_dt,case_status,reason,type,queue,neighborhood,ward",
            {
                "started_at": "open_dt",
                "ended_at": "closed_dt",
                "category": "reason",
                "location": "neighborhood",
            },
        ),
        (
            "tweet_id,airline_sentiment,negativereason,airline,name,text,tweet_created,tweet_location",
            {
                "started_at": "tweet_created",
                "category": "negativereason",
                "location": "tweet_location",
                "customer": "name",
                "text": "text",
                "score": "airline_sentiment",
            },
        ),
        ("date,rating,review", {"started_at": "date", "feedback": "review", "score": "rating"}),
    ],
)
def test_public_complaint_files_map_themselves(header: str, expected: dict[str, str]) -> None:
    assert mapped(header) == expected


def test_a_file_of_rejected_rows_maps_as_the_file_it_came_from() -> None:
    assert mapped("line,reason,Date received,Issue") == {"received_at": "Date received", "category": "Issue"}


def test_what_was_told_comes_first_and_may_take_a_column_by_number() -> None:
    assert mapped("date,when,text", "started_at=when")["started_at"] == "when"
    assert mapped("date,Issue,Descriptor", "category=#3")["category"] == "Descriptor"
    assert "category" not in mapped("date,Issue", "category=")


def test_a_name_that_two_fields_claim_is_not_guessed() -> None:
    columns: Columns = columns_of(["date", "comments"], {})
    assert list(columns.places) == [Field.STARTED]
    assert columns.left_out == ("comments",)
    assert '--map "text=comments"' in columns.notices[0]


@pytest.mark.parametrize(
    ("header", "told", "says"),
    [
        ("text,category", (), '--map "started_at='),
        ("created,opened,text", (), "started_at could be “created” or “opened”"),
        ("date,text,text", (), "2 columns are called “text”"),
        ("date,a,a", ("text=a",), "--map text=#2 or --map text=#3"),
        ("date,text", ("text=words",), "There is no column “words”"),
        ("date,text", ("colour=text",), "is not field=column"),
        ("date,text", ("text",), "is not field=column"),
        ("date,text", ("text=date", "text=text"), "text is named twice"),
    ],
)
def test_what_is_in_doubt_is_told_with_what_to_do(header: str, told: tuple[str, ...], says: str) -> None:
    with pytest.raises(ImportProblem) as problem:
        mapped(header, *told)
    assert says in str(problem.value)


def test_two_hundred_columns_are_told_in_a_line_one_can_read() -> None:
    with pytest.raises(ImportProblem) as problem:
        mapped(",".join(f"field {number}" for number in range(200)))
    assert "and 188 more" in str(problem.value)
    assert len(str(problem.value)) < 500


def test_the_sample_of_the_guide_is_the_one_tested_here() -> None:
    sample = Path(__file__).with_name("complaints.csv").read_text().splitlines()
    guide = (Path(__file__).parents[2] / "docs" / "import.md").read_text()
    assert sample[0] in guide
