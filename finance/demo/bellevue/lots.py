"""The deed of Bellevue: 104 flats in two blocks, 5 shops and offices, 73 annexes.

A flat is called by its block, its floor and its door: A31 is the first on the third.
"""

from collections.abc import Iterator, Sequence

from buildings.importing.rows import LotKind
from finance.demo.rows import KeyRow, LotRow

# block → its floors with six doors; block B has two penthouses above them
FLOORS = {"A": range(1, 10), "B": range(1, 9)}
PENTHOUSES = ("B91", "B92")

# door → shares of its flat on the ground; every floor up adds one
SHARES = {1: 96, 2: 82, 3: 64, 4: 64, 5: 78, 6: 88}
PENTHOUSE_SHARES = 128
GARAGE_SHARES, PARKING_SHARES, CELLAR_SHARES = 12, 6, 2

# door → square metres that are heated
SURFACES = {1: 98, 2: 84, 3: 62, 4: 62, 5: 79, 6: 90}
PENTHOUSE_SURFACE = 136

# code → kind, name, shares and square metres of what is on the ground floor
GROUND_FLOOR = {
    "RC1": (LotKind.COMMERCIAL, "Magasin 1", 210, 180),
    "RC2": (LotKind.COMMERCIAL, "Magasin 2", 180, 152),
    "RC3": (LotKind.COMMERCIAL, "Magasin 3", 160, 138),
    "RC4": (LotKind.OFFICE, "Bureau 1", 120, 104),
    "RC5": (LotKind.OFFICE, "Bureau 2", 110, 96),
}

# The flats that have a garage, a parking space or a cellar, in the order of the deed.
GARAGES = (
    "A11 A21 A31 A41 A51 A61 A71 A81 A91 A16 A36 A56 "
    "B11 B21 B31 B41 B51 B61 B71 B81 B16 B36 B91 B92"
)
PARKINGS = "A12 A22 A32 A42 A62 A82 A92 B12 B22 B32 B42 B52 B62 B72 B82"
CELLARS = (
    "A11 A12 A16 A21 A22 A31 A32 A36 A41 A42 A51 A52 A61 A62 A71 A81 A91 "
    "B11 B12 B21 B22 B31 B32 B41 B51 B61 B63 B71 B81 B91 B92 RC1"
)
# Two parking spaces belong to no flat: a neighbour bought them.
FREE_PARKINGS = ("P16", "P17")

LIFTS = ("A", "B")


def _doors(block: str) -> Iterator[tuple[str, int, int]]:
    """Yield (flat, floor, door), from the first floor up, without the penthouses."""
    for floor in FLOORS[block]:
        for door in SHARES:
            yield f"{block}{floor}{door}", floor, door


def _lots() -> Iterator[LotRow]:
    for code, (kind, name, shares, _surface) in GROUND_FLOOR.items():
        yield LotRow(code, kind, "0", shares, name)
    for block in FLOORS:
        for code, floor, door in _doors(block):
            shares = SHARES[door] + floor
            yield LotRow(code, LotKind.APARTMENT, str(floor), shares, entrance=block)
    for code in PENTHOUSES:
        yield LotRow(code, LotKind.APARTMENT, "9", PENTHOUSE_SHARES, entrance="B")
    yield from _annexes(
        "G", "Garage", LotKind.GARAGE, "-1", GARAGE_SHARES, GARAGES.split()
    )
    spaces = [*PARKINGS.split(), *("" for _free in FREE_PARKINGS)]
    yield from _annexes(
        "P", "Emplacement", LotKind.PARKING, "-1", PARKING_SHARES, spaces
    )
    yield from _annexes(
        "K", "Cave", LotKind.CELLAR, "-2", CELLAR_SHARES, CELLARS.split()
    )


def _annexes(
    letter: str, name: str, kind: LotKind, floor: str, shares: int, flats: Sequence[str]
) -> Iterator[LotRow]:
    """Yield one annex for each flat; an empty one belongs to none."""
    for number, flat in enumerate(flats, start=1):
        code, title = f"{letter}{number}", f"{name} {number}"
        yield LotRow(code, kind, floor, shares, title, belongs_to=flat)


def _lift(block: str) -> dict[str, int]:
    """The lift costs more the higher one lives; the ground floor does not use it."""
    parts = {code: SHARES[door] * (10 + floor) for code, floor, door in _doors(block)}
    if block == "B":
        parts |= dict.fromkeys(PENTHOUSES, PENTHOUSE_SHARES * 19)
    return parts


def _heating() -> dict[str, int]:
    """By heated square metres; annexes are cold."""
    shops = {code: surface for code, (*_what, surface) in GROUND_FLOOR.items()}
    flats = {
        code: SURFACES[door] for block in FLOORS for code, _floor, door in _doors(block)
    }
    return shops | flats | dict.fromkeys(PENTHOUSES, PENTHOUSE_SURFACE)


def _keys() -> Iterator[KeyRow]:
    for block in LIFTS:
        yield KeyRow(f"lift-{block.lower()}", f"Ascenseur {block}", _lift(block))
    yield KeyRow("heating", "Chauffage (m²)", _heating())
    cars = (LotKind.GARAGE, LotKind.PARKING)
    yield KeyRow(
        "garage-door",
        "Porte des garages",
        {lot.code: 1 for lot in LOTS if lot.kind in cars},
    )


LOTS = tuple(_lots())
KEYS = tuple(_keys())
