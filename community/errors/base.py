class CommunityError(Exception):
    """Every refusal between neighbours. Nothing was changed."""
