"""A table of meter readings: number of the meter, and what it showed. Pure.

It fills in the page on which readings are typed; what is wrong with a reading is said
there, at its meter.
"""

from dataclasses import dataclass

from buildings.importing.names import Names
from buildings.importing.tables import Table, read_tables
from buildings.importing.text import plain

METER = Names(
    "meter | compteur | meter | Zähler",
    "number, numero, nummer, serial, meter number, numero du compteur, meternummer, "
    "zahlernummer, number of the meter",
)
READING = Names(
    "reading | relevé | meterstand | Zählerstand",
    "index, stand, value, valeur, waarde, wert",
)


class ColumnMissing(ValueError):
    """The table has no column of this name."""

    def __init__(self, names: Names) -> None:
        super().__init__(names.titles)
        self.names = names


@dataclass(frozen=True, slots=True)
class TypedReading:
    """One line: ``text`` is what the table says that the meter showed."""

    line: int
    serial: str
    text: str


def read_readings(data: bytes, name: str) -> list[TypedReading]:
    """Return the lines of the first table that have a reading.

    Raises:
        FileTooLarge, TableError: it is no table.
        ColumnMissing: it has not both columns.
    """
    table = read_tables(data, name)[0]
    meter, reading = _column(table, METER), _column(table, READING)
    return [
        TypedReading(row.line, row.cells[meter], row.cells[reading])
        for row in table.rows
        if row.cells[reading]
    ]


def _column(table: Table, names: Names) -> str:
    for label in table.header:
        if plain(label) in names.plain:
            return label
    raise ColumnMissing(names)
