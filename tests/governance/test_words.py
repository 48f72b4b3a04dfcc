import pytest

from governance import deadlines, ordinary_period, subjects, words
from governance.council import COUNCIL_LOTS
from governance.dated import Dated
from governance.majorities import Majority
from governance.meeting.roll import Kind


def articles():
    tables = [*vars(deadlines).values(), ordinary_period.PERIOD_DAYS, COUNCIL_LOTS]
    tables += [point.rules for point in subjects.POINTS.values()]
    rows = [row for table in tables if isinstance(table, tuple) for row in table]
    return {row.article for row in rows if isinstance(row, Dated)}


def test_every_code_has_its_words():
    assert set(words.SUBJECTS) == set(subjects.Subject)
    assert set(words.KINDS) == set(Kind)
    assert set(words.MAJORITIES) == set(words.EXPLANATIONS) == set(Majority)
    assert set(words.ARTICLES) == articles()


def test_no_two_subjects_of_an_assembly_have_the_same_words():
    for of_asbl in (False, True):
        labels = [
            str(label)
            for subject, label in words.SUBJECTS.items()
            if subject.of_asbl is of_asbl
        ]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("article", "source"),
    [
        ("3.87 §8", "Civil Code, art. 3.87 §8"),
        ("CSA 9:21", "Code of companies and associations, art. 9:21"),
        ("statutes", "Statutes of the association"),
    ],
)
def test_an_article_says_where_it_stands(article, source):
    assert words.source(article) == source
