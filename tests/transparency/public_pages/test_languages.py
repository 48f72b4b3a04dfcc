"""Four languages: nothing English is left on a page of another one."""

import re

import pytest

from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from transparency.public.labels import LABELS
from transparency.public.tables import BY_NAME

# What is the same everywhere: names, codes, and what was published in one language.
NAMES = """
KoproGo Nederlands Français Deutsch English API DCAT Atom CSV JSON PDF EUR SHA-256
rederive.py figures.json datapackage.json
"""
PUBLISHED = {
    *("Host", "Rent", "Bank", "Net SA", "Traffic", "Charges", "Payroll", "Half a day"),
    *("=Credit", "Year 2023", "Repair", "Vote", "Forms for meters", "Surplus of 2024"),
    *("Election", "loans", "objects lent", "Result", "Legal reserve"),
}
# Words that two languages write alike.
ALIKE = {
    "nl": {"Bank", "Servers", "Factor", "Community", "April", "September", "November"},
    "fr": {
        *("Date", "Description", "Participants", "Version", "Total", "Type"),
        *("Abstentions", "abstentions", "Participation", "Finance"),
    },
    "de": {"Name", "Version", "April", "August", "September", "November", "Bank"},
}
UNIT = re.compile(r"[\d,.]+ (g CO₂/kWh|kWh/GB|g CO₂|W|×)")
PATHS = [
    "",
    "/simulator?participants=700",
    "/costs?since=2026-01&until=2026-02&kind=servers",
    "/costs?since=soon",
    *(f"/{table}" for table in BY_NAME),
]


def words_of(client, path, language):
    mark = "&" if "?" in path else "?"
    page = making.Page(client.get(f"{PAGE}{path}{mark}lang={language}"))
    return {words for words in page.words if re.search("[A-Za-z]{3}", words)}


def is_known(words, known):
    """A name, a code, a digest, a month that is written alike, or a measure."""
    text = re.sub(r" \d{4}$|:$", "", words)
    return bool(
        {text, words} & known or re.fullmatch("[0-9a-f]{64}", text) or UNIT.match(text)
    )


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_nothing_english_is_left(client, published, language):
    known = {*NAMES.split(), *PUBLISHED, *ALIKE[language], *LABELS}
    left = {
        words
        for path in PATHS
        for words in words_of(client, path, language) & words_of(client, path, "en")
        if not is_known(words, known)
    }
    assert left == set()


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_before_anything_is_published(client, db, language):
    assert words_of(client, "", language) & words_of(client, "", "en") <= {
        *NAMES.split()
    }


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_feed_speaks_it_too(client, published, language):
    text = client.get(f"{PAGE}/feed", {"lang": language}).content.decode()
    for english in ("in the open", "a month", "A bound was reached", "Quarterly"):
        assert english not in text
