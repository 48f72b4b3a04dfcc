"""What neighbours do with each other: all its addresses, by part."""

from tests.roles import neighbours_board

AREAS = (neighbours_board,)
TABLE = {name: cell for area in AREAS for name, cell in area.TABLE.items()}
