"""Files the papers of a building in its library; the worker reads their words."""

from collections.abc import Iterable

from buildings.models import Building
from buildings.services.library import add_document, add_version, withdraw_document
from finance.demo.papers import Paper, Version, blocks
from finance.demo.stage import Stage
from koprogo.documents.intake import Intake, take_in
from koprogo.pdf import render_pdf


def file_papers(papers: Iterable[Paper], *, stage: Stage) -> None:
    """Put these papers, with all their versions, into the building entered."""
    building = Building.objects.select_related("tenant").get()
    for paper in papers:
        first, *later = (_file(paper, version, building) for version in paper.versions)
        document = add_document(
            title=paper.title,
            category=paper.category,
            audience=paper.audience,
            dated_on=paper.dated_on,
            file=first,
            by=stage.assistant,
        )
        for version, file in zip(paper.versions[1:], later, strict=True):
            add_version(document, file=file, note=version.note, by=stage.assistant)
        if paper.withdrawn:
            withdraw_document(document, by=stage.manager)


def _file(paper: Paper, version: Version, building: Building) -> Intake:
    data = version.text.encode()
    if paper.file.endswith(".pdf"):
        data = render_pdf(
            "pdf/demo_paper.html",
            {
                "title": paper.title,
                "author": building.name,
                "building": building,
                "dated_on": paper.dated_on,
                "blocks": list(blocks(version.text)),
            },
            language=building.languages[0],
        )
    return take_in(paper.file, data)
