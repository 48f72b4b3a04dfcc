"""What every refusal of the books is."""


class FinanceError(Exception):
    """Nothing was changed."""
