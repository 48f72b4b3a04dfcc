"""The template as CSV files, and the one-table form that many syndics have already."""

from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.names import Names
from buildings.importing.rows import LotKind
from buildings.importing.template import example_plan
from buildings.importing.words import LOT_KINDS
from buildings.importing.writing import Written, to_csv, written

YES = Names("yes | oui | ja | ja")
SIMPLE_FIELDS = (
    "lot",
    "kind",
    "shares",
    "owner",
    "email",
    "language",
    "share",
    "representative",
    "start",
    "end",
)


def template_csvs(language: str) -> dict[str, bytes]:
    """Return the tables of the template as CSV files, by file name."""
    tables = written(example_plan(language), language)
    return {f"{table.title}.csv": to_csv(table) for table in tables}


def simple_csv(language: str) -> bytes:
    """Return the one-table template: a line per lot and owner."""
    return to_csv(simple_table(language))


def simple_table(language: str) -> Written:
    layout = LAYOUTS[Kind.SIMPLE]
    yes = YES.title(language)
    since, sold = "2022-07-01", "2024-03-15"
    kinds = {kind: names.title(language) for kind, names in LOT_KINDS.items()}
    flat, shop = kinds[LotKind.APARTMENT], kinds[LotKind.COMMERCIAL]
    an, luc, eva = "Peeters An", "Lambert Luc", "Schmitz Eva"
    mail = "an.peeters@example.org"
    rows = (
        ("A1", flat, 300, an, mail, "nl", "1/2", yes, since, ""),
        ("A1", flat, 300, luc, "", "fr", "1/2", "", since, ""),
        ("A2", flat, 320, an, mail, "nl", "1", "", since, sold),
        ("A2", flat, 320, eva, "", "de", "1", "", sold, ""),
        ("RC", shop, 380, "Levain SRL", "", "fr", "1", "", since, ""),
    )
    return Written(
        Kind.SIMPLE,
        layout.names.title(language),
        tuple(layout.fields[field].title(language) for field in SIMPLE_FIELDS),
        rows,
    )
