"""What buildings refuse. Views turn each into a sentence at the right field."""


class BuildingError(Exception):
    """Nothing was changed."""


class KeyInUse(BuildingError):
    """A call has used this version: write a version from a later day."""


class HoldingIncomplete(BuildingError):
    """The members' rights do not add up to the whole (art. 3.86 §3)."""


class LotTaken(BuildingError):
    """Somebody holds this lot from that day on already."""


class NothingToShare(BuildingError):
    """A key needs at least one part above zero."""


class ImportUsed(BuildingError):
    """What this import made is in use by now; it cannot be undone."""
