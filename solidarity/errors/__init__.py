"""What the fund refuses. Nothing was changed. One file for each part of the path."""

from solidarity.errors.base import SolidarityError

__all__ = ["SolidarityError"]
