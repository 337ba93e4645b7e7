"""Numbers and spans of time in words."""

from __future__ import annotations

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# What so many of a unit are called: (how many, of what larger unit).
_LARGER = {"seconds": (60, "minutes"), "minutes": (60, "hours"), "hours": (24, "days")}
_PARTS = {
    "minutes": {15: "a quarter of an hour", 30: "half an hour", 45: "three quarters of an hour"}
}


def number(value: int) -> str:
    """A whole number in words up to ninety-nine, else in digits: `no`, `one`, `twenty-five`."""
    if 0 <= value < 20:
        return _SMALL[value]
    if value < 0 or value > 99:
        return str(value)
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")


def singular(unit: str) -> str:
    """One of a unit that is named in the plural: `minutes` gives `minute`."""
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit.removesuffix("s")


def span(value: float, unit: str) -> tuple[str, bool]:
    """So many of a unit in words, and whether that is plural: `an hour`, `two days`.

    unit: a noun in the plural; "": nothing is known of it.
    """
    whole = round(value)
    if whole in _PARTS.get(unit, {}):
        return _PARTS[unit][whole], False
    if unit in _LARGER:
        size, larger = _LARGER[unit]
        if whole >= size and not whole % size:
            return span(whole // size, larger)
        if unit == "minutes" and whole > size and whole % size == size // 2:
            hours = whole // size
            if hours == 1:
                return "an hour and a half", False
            return f"{number(hours)} and a half hours", True
    if whole == 1:
        one = singular(unit)
        return f"{'an' if one == 'hour' else 'a'} {one}", False
    return f"{number(whole)} {unit}", True
