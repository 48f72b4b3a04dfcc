"""What stands in the addresses of the pages of impact: nothing but the building."""


def things() -> dict:
    return {}
