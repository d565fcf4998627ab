"""Finds out which day some words name, and how long a wait is; dateparser answers."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from aware_tui.domain.due_day import WEEKDAYS, Day, DayRule

_JUST_PASSED = timedelta(days=60)
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - dateparser reckons in naive time


def load_library() -> None:
    """Import dateparser and let it read its English tables, so that the first real question is quick."""
    _ask("1 january 2000", _EPOCH)


def _ask(words: str, base: datetime, order: str = "DMY") -> datetime | None:
    """Ask dateparser for the naive time of a few plain words, seen from the naive `base`."""
    import dateparser

    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": order,
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    found: datetime | None = dateparser.parse(words, languages=["en"], settings=settings)
    return found


def days_meant(day: Day | None, here: datetime) -> list[date]:
    """Return the days the words may mean, soonest first; none where the calendar has no such day."""
    today = here.date()
    if day is None:
        return [today]
    match day.rule:
        case DayRule.WORDS:
            found = _ask(day.words, here)
            return [found.date()] if found is not None else []
        case DayRule.WEEKDAY:
            return _weekdays_meant(day, here)
        case DayRule.DATE | DayRule.FIGURES | DayRule.DAY_OF_MONTH:
            return _with_weekday(_dates_meant(day, here), day.weekday)
        case _:
            return [_end_of(day, today)]


def _weekdays_meant(day: Day, here: datetime) -> list[date]:
    """Return the day a weekday names; on that weekday itself, or with "next" this week, it may be two."""
    today, week = here.date(), timedelta(days=7)
    found = _ask(day.weekday, here)
    if found is None:
        return []
    coming = found.date() if found.date() > today else found.date() + week
    is_today = coming - today == week
    this_week = coming.isocalendar()[:2] == today.isocalendar()[:2]
    match day.which:
        case "next week":
            return [_monday(today) + week + timedelta(days=coming.weekday())]
        case "this" if is_today:
            return [today]
        case "next" if this_week:
            return [coming, coming + week]
        case "week":
            return [coming, coming + week] if is_today else [coming + week]
        case "" if is_today:
            return [today, coming]
        case _:
            return [coming]


def _dates_meant(day: Day, here: datetime) -> list[date]:
    """Return the days a date may name: figures are read day first and month first."""
    if day.rule is DayRule.DAY_OF_MONTH:
        return _day_of_month(day.number, here.date())
    orders = ("DMY", "MDY") if day.rule is DayRule.FIGURES else ("DMY",)
    found = {date_ for order in orders if (date_ := _date_in_year(day, here, order)) is not None}
    return sorted(found)


def _date_in_year(day: Day, here: datetime, order: str) -> date | None:
    """Return the date; said without a year, the first that is to come or has only just passed."""
    joint = "/" if day.rule is DayRule.FIGURES else " "
    years = [day.number] if day.number else range(here.year, here.year + 9)
    for year in years:
        found = _ask(f"{day.words}{joint}{year}", here, order)
        if found is not None and (day.number or found.date() >= here.date() - _JUST_PASSED):
            return found.date()
    return None


def _day_of_month(number: int, today: date) -> list[date]:
    first = today.replace(day=1)
    for _ in range(12):
        if (
            number in range(1, monthrange(first.year, first.month)[1] + 1)
            and first.replace(day=number) >= today
        ):
            return [first.replace(day=number)]
        first = _next_month(first)
    return []


def _with_weekday(days: list[date], weekday: str) -> list[date]:
    """Let a weekday said beside the date choose; where they do not agree, both are offered."""
    if not weekday or not days:
        return days
    said = WEEKDAYS.index(weekday)
    agreeing = [day for day in days if day.weekday() == said]
    nearest = [day + timedelta(days=(said - day.weekday() + 3) % 7 - 3) for day in days]
    return agreeing or sorted({*days, *nearest})


def _end_of(day: Day, today: date) -> date:
    """Return the end of a week (its Friday) or of a month."""
    if day.rule is DayRule.WEEK_END:
        return _monday(today) + timedelta(days=7 * day.number + 4)
    month = _next_month(today) if day.number else today
    return month.replace(day=monthrange(month.year, month.month)[1])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next_month(day: date) -> date:
    return day.replace(day=1) + timedelta(days=monthrange(day.year, day.month)[1])


def after_minutes(minutes: int, now: datetime) -> datetime:
    """Return the UTC minute that comes so long after `now`, whatever the clocks on the wall do meanwhile."""
    later = _ask(f"in {minutes} minutes", _EPOCH)
    wait = timedelta(minutes=minutes) if later is None else later - _EPOCH
    return (now.astimezone(UTC) + wait).replace(second=0, microsecond=0)
