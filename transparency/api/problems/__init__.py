"""What the ASBL refuses, told to programs: each area adds its refusals."""

from transparency.api.problems import books, budget, membership, reports

__all__ = ["books", "budget", "membership", "reports"]
