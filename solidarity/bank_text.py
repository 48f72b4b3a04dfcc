"""What a bank writes on a statement must not tell who was helped. Pure."""

import re
import unicodedata

#: beginnings of words that name the fund or a kind of help, in its four languages
TELLING = (
    *("solid", "fund", "fonds", "noodhulp", "noodtoelage", "nothilfe", "urgence"),
    *("emergency", "aide", "hulp", "hilfe", "grant", "subsid", "toelage", "loan"),
    *("lening", "pret", "darlehen", "kredi", "credit", "streit", "geschil", "dispute"),
    *("contestation",),
)


def names_the_fund(text: str) -> bool:
    """Tell whether a word of a text begins as one that names the fund or the help."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z]+", plain.lower())
    return any(word.startswith(TELLING) for word in words)
