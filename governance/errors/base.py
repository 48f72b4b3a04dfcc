"""What every refusal of an assembly is."""


class GovernanceError(Exception):
    """Nothing was changed."""
