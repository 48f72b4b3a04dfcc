"""The open figures for programs: no key, any site, the same bytes as on the pages."""

import json

from django.http import Http404, HttpResponse

from koprogo.api.doors import anyone
from koprogo.api.downloads import PDF
from koprogo.api.operations import operation
from koprogo.api.throttles import PublicPerAddress
from koprogo.api.views import ApiView
from transparency.access import asbl
from transparency.api.public_shapes import (
    OpenFigures,
    OpenReports,
    OpenRows,
    OpenTables,
    Simulation,
)
from transparency.public import parts
from transparency.public.answers import conditional, preflight, shared
from transparency.public.derivation import simulate
from transparency.public.downloads import report_answer
from transparency.public.figures import plain
from transparency.public.forms import ParticipantsForm
from transparency.public.queries import Published, published
from transparency.public.tables import BY_NAME, TABLES, Table


class OpenView(ApiView):
    """Asked by everybody; the scripts of other sites may read the answer."""

    tag = "transparency"
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PublicPerAddress,)

    def options(self, request, **kwargs):
        """Answer a browser that asks whether a script of another site may read."""
        return preflight()

    def finalize_response(self, request, response, *args, **kwargs):
        answer = super().finalize_response(request, response, *args, **kwargs)
        return shared(answer)

    def found(self) -> Published:
        """Return what is published.

        Raises:
            Http404: nothing is, or this is not the ASBL's platform.
        """
        found = published(asbl())
        if found is None:
            raise Http404
        return found

    def say(self, value: object) -> HttpResponse:
        """Return figures or rows as JSON, or 304 to whoever has them."""
        return self.send(json.dumps(plain(value), ensure_ascii=False).encode())

    def send(self, data: bytes) -> HttpResponse:
        answer = HttpResponse(data, content_type="application/json")
        return conditional(self.request, answer)


class Figures(OpenView):
    @anyone
    @operation(answer=OpenFigures, problems=(404,))
    def get(self, request):
        """Read every figure of the public page.

        They are derived from the tables alone. The answer carries an `ETag`: ask again
        with `If-None-Match`, and it is 304 as long as nothing changed.
        """
        return self.send(self.found().figures.to_json())


class Tables(OpenView):
    @anyone
    @operation(answer=OpenTables, problems=(404,))
    def get(self, request):
        """List the published tables, with what each column means."""
        self.found()
        return self.send(_json({"tables": [_described(table) for table in TABLES]}))


class Rows(OpenView):
    @anyone
    @operation(answer=OpenRows)
    def get(self, request, open_table):
        """Read all rows of a table: what the figures are sums of."""
        found = self.found()
        if open_table not in BY_NAME:
            raise Http404
        rows = plain(getattr(found.tables, open_table))
        return self.send(_json({**_described(BY_NAME[open_table]), "rows": rows}))


class Reports(OpenView):
    @anyone
    @operation(answer=OpenReports, problems=(404,))
    def get(self, request):
        """List the published reports: every version and language, with its SHA-256."""
        return self.send(_json({"reports": plain(self.found().tables.reports)}))


class ReportFile(OpenView):
    @anyone
    @operation(downloads=(PDF,))
    def get(self, request, open_report_id, open_language):
        """Read a report in one language; it never changes."""
        return report_answer(request, asbl(), open_report_id, open_language)


class Simulator(OpenView):
    @anyone
    @operation(query=ParticipantsForm, answer=Simulation, problems=(404,))
    def get(self, request):
        """Read what so many participants would pay, by the tariff in force.

        404 while no tariff is in force.
        """
        asked = self.asked()
        result = simulate(self.found().figures, asked["participants"])
        if result is None:
            raise Http404
        return self.say(result)


def _described(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "text": table.text,
        "key": list(table.key),
        "columns": [plain(column) for column in table.columns()],
        "csv": parts.file(f"{table.name}.csv"),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
