"""The fields a file of past complaints or feedback can fill, and what its columns are often called."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from aware_tui.domain.text import folded


class Field(StrEnum):
    """What a column can be; each is named as its field in the data is."""

    STARTED = "started_at"
    TIME = "time"
    """The time of day, where it stands beside the day in a column of its own."""
    RECEIVED = "received_at"
    FIRST_RESPONSE = "first_response_at"
    ENDED = "ended_at"
    CHANNEL = "channel"
    CATEGORY = "category"
    LOCATION = "location"
    PRODUCT = "product"
    CUSTOMER = "customer"
    TEXT = "text"
    FEEDBACK = "feedback"
    SCORE = "score"
    SOURCE = "source"


TIMES = (Field.STARTED, Field.RECEIVED, Field.FIRST_RESPONSE, Field.ENDED)
"""The fields that hold a day or a time."""

GROUPS = (Field.CHANNEL, Field.CATEGORY, Field.LOCATION, Field.PRODUCT)
"""The fields that many rows share a value of."""

OF_COMPLAINTS = (Field.TEXT, Field.FIRST_RESPONSE, Field.ENDED)
"""The fields that only a complaint has; feedback too may have a category, a place, a product."""

OF_FEEDBACK = (Field.FEEDBACK, Field.SCORE)
"""The fields that only feedback has; a source alone says nothing."""

SURE: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        Field.STARTED: (
            "created",
            "created_at",
            "created_date",
            "created_on",
            "creation_date",
            "date_created",
            "opened",
            "opened_at",
            "opened_on",
            "open_date",
            "open_dt",
            "reported_at",
            "reported_on",
            "date_reported",
            "date_opened",
            "complaint_date",
            "date_of_complaint",
            "incident_date",
            "date_of_incident",
            "date_month_year",
            "created_datetime",
            "ticket_created",
            "tweet_created",
            "timestamp",
            "date_time",
            "datetime",
        ),
        Field.RECEIVED: ("received", "received_on", "received_date", "date_received", "receipt_date"),
        Field.FIRST_RESPONSE: (
            "first_response",
            "first_reply",
            "first_reply_at",
            "first_response_date",
            "date_of_first_response",
            "first_answer",
            "first_contact",
        ),
        Field.ENDED: (
            "closed",
            "closed_at",
            "closed_on",
            "closed_date",
            "close_date",
            "closed_dt",
            "date_closed",
            "resolved",
            "resolved_at",
            "resolved_on",
            "date_resolved",
            "solved",
            "solved_at",
            "date_solved",
            "completed_at",
            "resolution_date",
        ),
        Field.CHANNEL: (
            "submitted_via",
            "received_via",
            "contact_channel",
            "contact_method",
            "contact_type",
            "channel_type",
            "open_data_channel_type",
            "method_received",
        ),
        Field.CATEGORY: (
            "issue",
            "issue_type",
            "complaint_type",
            "type_of_complaint",
            "complaint_category",
            "problem_type",
            "reason",
            "complaint_reason",
            "problem_formerly_complaint_type",
            "negativereason",
            "negative_reason",
            "case_type",
            "topic",
            "complaint",
            "customer_complaint",
        ),
        Field.LOCATION: ("borough", "branch", "store", "shop", "site", "office", "station", "airport"),
        Field.PRODUCT: ("product_name", "product_type", "service_name", "item"),
        Field.CUSTOMER: (
            "customer_name",
            "customer_id",
            "customer_number",
            "customer_reference",
            "client",
            "client_name",
            "complainant",
            "consumer",
            "caller",
            "passenger_name",
        ),
        Field.TEXT: (
            "consumer_complaint_narrative",
            "complaint_what_happened",
            "narrative",
            "customer_complaint",
            "complaint",
            "complaint_text",
            "complaint_narrative",
            "complaint_description",
            "description",
            "details",
            "what_happened",
            "message",
        ),
        Field.FEEDBACK: ("review", "review_text", "feedback_text", "customer_feedback", "survey_comment"),
        Field.SCORE: (
            "rating",
            "stars",
            "star_rating",
            "overall_rating",
            "satisfaction",
            "satisfaction_score",
            "satisfaction_rating",
            "csat",
            "nps",
            "airline_sentiment",
            "sentiment",
        ),
        Field.SOURCE: ("feedback_source", "review_source"),
    }
)
"""Names, folded, that a column of this field often has."""

LIKELY: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        Field.STARTED: ("date", "day", "when", "created_time", "submitted_at", "submission_date"),
        Field.TIME: (
            "time_of_day",
            "time_received",
            "received_time",
            "complaint_time",
            "time_of_complaint",
            "incident_time",
            "time_created",
            "time_opened",
        ),
        Field.CHANNEL: ("via", "medium", "contact"),
        Field.CATEGORY: ("type", "sub_category", "problem", "descriptor", "subject", "summary", "tags"),
        Field.LOCATION: (
            "city",
            "state",
            "region",
            "county",
            "town",
            "district",
            "neighborhood",
            "neighbourhood",
            "place",
            "tweet_location",
            "address",
        ),
        Field.PRODUCT: ("service",),
        Field.CUSTOMER: ("name", "author", "user", "username", "account", "account_number", "contact"),
        Field.TEXT: ("comment", "comments", "content", "body", "notes", "subject", "summary"),
        Field.FEEDBACK: ("comment", "comments", "opinion"),
        Field.SCORE: ("score_given", "recommendation", "airline_rating"),
        Field.SOURCE: ("origin",),
    }
)
"""Names that are taken where no column has a surer one; one that stands twice here is not guessed."""


def name_of(header: str) -> str:
    """Return a column's name as names are compared: “Date received” as `date_received`."""
    return re.sub(r"[\W_]+", "_", folded(header)).strip("_")


def claims(header: str) -> dict[Field, int]:
    """Return the fields that a column's name may mean, each with how sure that is: 0 is its own name."""
    name = name_of(header)
    own = next((field for field in Field if field == name), None)
    if own is not None:
        return {own: 0}
    for rank, names in enumerate((SURE, LIKELY), 1):
        found = {field: rank for field, known in names.items() if name in known}
        if found:
            return found
    return {}
