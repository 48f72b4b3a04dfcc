"""Why an archive is not given, or does not come in. Nothing was changed then."""


class NotMade(Exception):
    """It is being made, or its week is over."""


class NoSecondFactor(Exception):
    """It holds everything about everybody: a password alone does not open it."""


class ArchiveError(Exception):
    """It does not come in; the text is for whoever runs the command."""


class NoArchive(ArchiveError):
    """Not a ZIP, cut short, or without what every archive has."""


class OtherFormat(ArchiveError):
    """Written by a version whose archives this one cannot read."""


class Tampered(ArchiveError):
    """A file is not the one that was signed: changed, added, taken away."""


class BadSignature(ArchiveError):
    """The list of its files was not signed by the key that stands in it."""


class OtherSigner(ArchiveError):
    """Signed, but not by the key that was asked for."""


class TooLarge(ArchiveError):
    """It would become much larger than any archive does: a bomb."""


class AlreadyHere(ArchiveError):
    """This installation has these very rows: their uuids cannot stand here twice."""


class SlugTaken(ArchiveError):
    """Another tenant has this address: choose another one."""


class Malformed(ArchiveError):
    """A row does not fit its model: file, line and why."""


class RefusedByDatabase(ArchiveError):
    """The database's own rules refuse the rows: they can never be true."""


class NotTheSame(ArchiveError):
    """What came in is not what went out: the named proof differs."""
