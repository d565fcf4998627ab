"""Days and numbers in the form of the language in use: Mon 23 Nov and 1,234, or Mo 23. Nov and 1.234."""

from datetime import date

from aware_tui.language import _, in_english, in_sense, marked

_DAYS = marked("day", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_DAYS = marked("short day", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = marked(
    "month",
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT_MONTHS = marked(
    "short month", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)


def number(value: int) -> str:
    """Return a whole number with its thousands set apart: 1,234 or 1.234."""
    figures = f"{value:,}"
    return figures if in_english() else figures.replace(",", in_sense("between thousands", ","))


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with so many digits after the point: 1,234.5 or 1.234,5."""
    whole, _point, rest = f"{abs(value):,.{digits}f}".partition(".")
    sign = "-" if value < 0 else ""
    whole = whole.replace(",", in_sense("between thousands", ","))
    return f"{sign}{whole}{in_sense('before decimals', '.') if rest else ''}{rest}"


def in_figures(value: float) -> str:
    """Return a number with as many decimals as it has, two at most: 1,234, 3.5 or 0.25."""
    return decimal(value, next(digits for digits in range(3) if digits == 2 or round(value, digits) == value))


def weekday(day: date) -> str:
    """Return the weekday in full."""
    return in_sense("day", _DAYS[day.weekday()])


def said_weekday(name: str) -> str:
    """Return a weekday that is kept by its English name."""
    return in_sense("day", name)


def said_short_weekday(name: str) -> str:
    """Return a weekday that is kept by its English name in short: Mon."""
    return in_sense("short day", name[:3])


def short_weekday(day: date) -> str:
    """Return the weekday in short: Mon."""
    return in_sense("short day", _SHORT_DAYS[day.weekday()])


def month(day: date) -> str:
    """Return the month in full."""
    return in_sense("month", _MONTHS[day.month - 1])


def short_month(day: date) -> str:
    """Return the month in short: Nov."""
    return in_sense("short month", _SHORT_MONTHS[day.month - 1])


def short_day(day: date) -> str:
    """Return the day and its month in short: 23 Nov."""
    return _("{day} {short_month}").format(day=day.day, short_month=short_month(day))


def day_in_column(day: date) -> str:
    """Return the day and its month in short, a blank before a day of one digit: " 3 Nov"."""
    return _("{day} {short_month}").format(day=f"{day.day:>2}", short_month=short_month(day))


def long_day(day: date) -> str:
    """Return the day and its month in full: 23 November."""
    return _("{day} {month}").format(day=day.day, month=month(day))


def day_of_week(day: date) -> str:
    """Return the day with its weekday in short: Mon 23 Nov."""
    return f"{short_weekday(day)} {short_day(day)}"


def written_date(day: date) -> str:
    """Return a date in figures: 2026-11-23 or 23.11.2026."""
    return f"{day:%Y-%m-%d}" if in_english() else day.strftime(in_sense("date in figures", "%Y-%m-%d"))
