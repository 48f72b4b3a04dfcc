"""Why the books refused something, said to a person: pages and API say the same."""

from finance.refusals.calls import sentence

__all__ = ["sentence"]
