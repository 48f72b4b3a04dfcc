"""What every refusal of the books is."""


class FinanceError(Exception):
    """Nothing was changed."""


class DraftGone(FinanceError):
    """Somebody discarded the draft meanwhile."""
