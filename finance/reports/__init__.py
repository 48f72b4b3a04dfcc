"""The reports of the books: one description for page, table, PDF and program.

They read, and change nothing; whoever asks says who reads.
"""

from finance.reports.kinds import OWNERS, PERIODS, READABLE, make
from finance.reports.layout import Report, Row, Section
from finance.reports.terms import ACCOUNT, JOURNAL, Terms, size_of, whole_report

__all__ = [
    "ACCOUNT",
    "JOURNAL",
    "OWNERS",
    "PERIODS",
    "READABLE",
    "Report",
    "Row",
    "Section",
    "Terms",
    "make",
    "size_of",
    "whole_report",
]
