"""Rows, what is missing, and how both are told: as Markdown, readable as it is and to be pasted."""

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("ratio", "of what, to what", "the first", "the second", "what was run")


@dataclass(frozen=True)
class Row:
    """Two costs, measured in one run, and how many times the second goes into the first."""

    ratio: float
    words: str  # "A against B"
    first: str  # with its unit
    second: str
    ran: str


@dataclass(frozen=True)
class Missing:
    """What was to be measured and was not."""

    what: str
    why: str


@dataclass(frozen=True)
class Part:
    """All that one part gave, and how busy the machine was when it began."""

    name: str
    rows: list[Row]
    missing: list[Missing]
    seconds: float
    load: float


def compare(words: str, first: float, second: float, *, ran: str) -> Row:
    """The row of two costs, in seconds."""
    return Row(first / second, words, amount(first), amount(second), ran)


def amount(seconds: float) -> str:
    """A cost to three digits, or to whole seconds: more of them say nothing about the next run."""
    unit, size = next(
        (unit for unit in (("s", 1.0), ("ms", 1e-3)) if seconds >= unit[1]), ("µs", 1e-6)
    )
    value = seconds / size
    return f"{value:,.{max(0, 3 - len(str(int(value))))}f} {unit}"


def markdown(machine: str, parts: Iterable[Part]) -> str:
    """The machine, one table of all rows, how each part went, and what is missing."""
    parts = list(parts)
    cells = [HEAD] + [
        (f"{row.ratio:,.2f}", f"{part.name}: {row.words}", row.first, row.second, row.ran)
        for part in parts
        for row in part.rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    head, *rows = (
        "| " + " | ".join(
            cell.ljust(width) if column in (1, 4) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ) + " |"
        for row in cells
    )  # fmt: skip
    rule = "".join(
        f"|{'-' * (width + 1)}{'-' if column in (1, 4) else ':'}"
        for column, width in enumerate(widths)
    )
    lines = [machine, "", head, f"{rule}|", *rows, ""]
    lines += [
        f"- {part.name}: {len(part.rows)} rows in {part.seconds:.0f} s by the clock; "
        f"the load was {part.load:.1f} when it began"
        for part in parts
    ]
    gone = [f"- {part.name}: {each.what}: {each.why}" for part in parts for each in part.missing]
    return "\n".join([*lines, *(["", "Not measured:", "", *gone] if gone else [])])
