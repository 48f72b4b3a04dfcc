"""Names of files, as people sent them and as they are kept."""

from unicodedata import normalize

LONGEST = 150
_LONGEST_END = 20


def safe_name(name: str) -> str:
    """Return the last part of ``name`` on one line, at most 150 characters, with its end.

    What cannot be seen is left out: a mark that turns the direction of writing would
    show ``deed.exe.pdf`` for another name.
    """
    name = normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:LONGEST]
    extension = extension[:_LONGEST_END].strip()
    return stem[: LONGEST - len(extension) - 1].strip() + dot + extension


def title_of(name: str) -> str:
    """Return a title made of a file's name: ``Basic_deed.pdf`` becomes ``Basic deed``."""
    stem = safe_name(name).rpartition(".")[0]
    return " ".join(stem.replace("_", " ").split()) or name[:LONGEST]
