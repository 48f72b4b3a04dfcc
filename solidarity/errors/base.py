class SolidarityError(Exception):
    """Every refusal of the fund's services."""
