"""Statements as PDF: made when they are first asked for, and then kept as they are."""

from django.db import transaction
from django.utils import timezone

from buildings.mailings import letterhead
from buildings.models import Participation
from koprogo.documents.models import File
from koprogo.documents.services import store
from transparency.errors import YearNotOver
from transparency.exports.contributions import (
    PDF,
    statement_name,
    statement_pdf,
    year_name,
    year_pdf,
)
from transparency.models import Contribution, ContributionDocument
from transparency.queries.contributions import document_of, statement_text, year_text

__all__ = ["keep_statement", "keep_year"]


@transaction.atomic
def keep_statement(contribution: Contribution, *, by) -> File:
    """Return the statement of a month as it was made at first, or make it now.

    Two people at once get the same file.
    """
    participation = _locked(contribution.participation_id)
    made = ContributionDocument.objects.select_related("file")
    if found := made.filter(contribution=contribution).first():
        return found.file
    contribution.participation = participation
    head, today = letterhead(on=timezone.localdate()), timezone.localdate()
    language = participation.voter.language
    text = statement_text(contribution, association=head.building, on=today)
    data = statement_pdf(text, head=head, language=language, on=today)
    document = ContributionDocument.objects.create(
        participation=participation,
        contribution=contribution,
        language=language,
        file=_kept(data, statement_name(contribution), by),
    )
    return document.file


@transaction.atomic
def keep_year(participation: Participation, year: int, *, by) -> File:
    """Return the summary of a year as it was made at first, or make it now.

    Raises:
        YearNotOver: it is not over: the summary would change.
    """
    today = timezone.localdate()
    if year >= today.year:
        raise YearNotOver(year)
    participation = _locked(participation.pk)
    if found := document_of(participation, year):
        return found.file
    head, language = letterhead(on=today), participation.voter.language
    text = year_text(participation, year)
    document = ContributionDocument.objects.create(
        participation=participation,
        year=year,
        language=language,
        file=_kept(
            year_pdf(text, head=head, language=language, on=today), year_name(text), by
        ),
    )
    return document.file


def _locked(pk: int) -> Participation:
    rows = Participation.objects.select_related("party", "voter")
    return rows.select_for_update(of=("self",)).get(pk=pk)


def _kept(data: bytes, name: str, by) -> File:
    return store(data, name=name, content_type=PDF, by=by)
