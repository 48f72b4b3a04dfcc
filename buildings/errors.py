"""What buildings refuse. Views turn each into a sentence at the right field."""


class BuildingError(Exception):
    """Nothing was changed."""


class KeyInUse(BuildingError):
    """A call has used this version: write a version from a later day."""


class HoldingIncomplete(BuildingError):
    """The members' rights do not add up to the whole (art. 3.86 §3)."""


class LotTaken(BuildingError):
    """Somebody holds this lot from that day on already."""


class NotTheLatest(BuildingError):
    """Only the latest change of owner of a lot can be undone, and only once."""


class NothingToShare(BuildingError):
    """A key needs at least one part above zero."""


class ImportUsed(BuildingError):
    """What this import made is in use by now; it cannot be undone."""


class ImportConflict(BuildingError):
    """The tables contradict what the building has; ``conflicts`` says where."""

    def __init__(self, conflicts):
        super().__init__(conflicts)
        self.conflicts = conflicts


class ImportUndone(BuildingError):
    """This import has been undone already."""


class ImportApplied(BuildingError):
    """This import has been stored already."""


class ImportUnsound(BuildingError):
    """The tables have mistakes: ``plan.problems``."""

    def __init__(self, plan):
        super().__init__(plan)
        self.plan = plan


class SameFile(BuildingError):
    """The current version of the document is this very file."""


class AlreadyLinked(BuildingError):
    """This owner has an account: there is nobody to invite."""


class NoAddress(BuildingError):
    """The register has no e-mail address of this owner."""


class InvitationClosed(BuildingError):
    """It was accepted or withdrawn, or has expired."""


class OwnerTaken(BuildingError):
    """Somebody else signs in as this owner already: no code takes him over."""


class AnotherOwner(BuildingError):
    """This account is another owner of the same building already."""


class AlreadyHasRole(BuildingError):
    """This account has this role already."""


class ConsentStands(BuildingError):
    """This consent is given already."""


class ConsentEnded(BuildingError):
    """This consent was withdrawn already, or it would end before it was given."""


class FirmExists(BuildingError):
    """A firm of this name is there already."""


class MandateRefused(BuildingError):
    """The mandate of a syndic cannot have these days; the arguments are sentences."""


class LastManager(BuildingError):
    """Nobody would be left who runs the firm."""


class LetterError(BuildingError):
    """A letter is neither made nor sent; what it tells is another matter."""


class NoSyndic(LetterError):
    """No firm has a mandate today: nobody could sign the letters."""


class LettersNotMade(LetterError):
    """There is nothing to send before every letter is there."""


class PostedOnWrongDay(LetterError):
    """A letter was posted after it was made, and not in the future."""


class SwitchedAlready(BuildingError):
    """The module is on, or off, already."""


class DecidedLater(BuildingError):
    """Nothing is decided on a day that is still to come."""


class NotYourLot(BuildingError):
    """Only who owns a lot, or has its usufruct, says who lives there."""


class TooManyInvited(BuildingError):
    """So many invitations to one lot are open already."""


class EndsBeforeItBegins(BuildingError):
    """The last day of an occupancy lies before its first."""


class OccupancyEnded(BuildingError):
    """It has ended already."""


class CodeClosed(BuildingError):
    """The code of the hall is no longer good, or another one hangs there by now."""


class LivesHere(BuildingError):
    """He is in the building already, in a role that lets him meet the neighbours."""


class ArrivedAlready(BuildingError):
    """He typed this very code before: it lets nobody in twice."""


class ArrivalDecided(BuildingError):
    """Somebody was faster: he is let in, or refused, already."""


class AddressTaken(BuildingError):
    """A building at this address is there already."""


class TooManyFounded(BuildingError):
    """He is on the council of so many buildings of neighbours that he founds no more."""


class NotOpenYet(BuildingError):
    """Too few have shown that they live there: nothing is switched on yet."""
