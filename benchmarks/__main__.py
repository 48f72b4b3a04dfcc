"""``python -m benchmarks``: measure and print. `make bench` runs it."""

import argparse
import sys
from collections.abc import Sequence

import django

from benchmarks.database import fresh_database, refresh_statistics

PARTS = (
    "archive",
    "bank",
    "call",
    "charges",
    "contributions",
    "fund",
    "hours",
    "ledger",
    "letters",
    "pages",
    "price",
    "reports",
    "statement",
    "transparency",
    "voting",
    "web",
)
SIZES = (20, 200, 2_000)
WEB_SIZE = 200
USERS = 50


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default"
    )
    parts = parser.parse_args(arguments).parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    with fresh_database():
        django.setup()
        run(parts)
    return 0


def run(parts: Sequence[str]) -> None:
    """Make the buildings and measure. Django is set up by now."""
    from django.core.management import call_command
    from django.db import connections

    from benchmarks import (
        archive,
        bank,
        building,
        charges,
        contributions,
        fund,
        hours,
        issue,
        ledger,
        letters,
        machine,
        pages,
        price_news,
        report,
        reports,
        settling,
        transparency,
        voting,
        web,
    )

    call_command("collectstatic", interactive=False, verbosity=0)
    report.title("KoproGo benchmarks")
    report.facts(machine.facts())
    made = {lots: building.make_building(lots, users=USERS) for lots in _sizes(parts)}
    refresh_statistics()
    if made:
        building.print_table(made)
    for part, each in (
        ("bank", bank),
        ("ledger", ledger),
        ("charges", charges),
        ("letters", letters),
        ("voting", voting),
        ("price", price_news),
        ("contributions", contributions),
        ("transparency", transparency),
        ("fund", fund),
        ("hours", hours),
    ):
        if part in parts:
            each.run()
    for part, each in (
        ("call", issue),
        ("reports", reports),
        ("statement", settling),
        ("pages", pages),
    ):
        if part in parts:
            each.print_table(
                {lots: each.measure(one.building) for lots, one in made.items()}
            )
            refresh_statistics()
    if "archive" in parts:
        archive.run(made)
    if "web" in parts:
        web.run(made[WEB_SIZE].building)
    connections.close_all()


def _sizes(parts: Sequence[str]) -> Sequence[int]:
    """Return which buildings the parts need; the letters have one of their own."""
    if set(parts) & {"archive", "call", "pages", "reports", "statement"}:
        return SIZES
    return (WEB_SIZE,) if "web" in parts else ()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
