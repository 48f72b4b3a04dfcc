"""What the demo's photos show, as plain shapes on a paper of 100 by 75. Pure.

A shape: what it is, its colour, and its corners; the last number of a line is its width.
"""

Shape = tuple[str, str, tuple[float, ...]]
Sketch = tuple[str, str, tuple[Shape, ...]]

WOOD, METAL, DARK, PALE = "#b98550", "#aab4bd", "#39424d", "#f1ebdf"


def _rungs() -> tuple[Shape, ...]:
    return tuple(
        ("line", METAL, (39 - step, 18 + 9 * step, 57 + step, 18 + 9 * step, 1.6))
        for step in range(6)
    )


LADDER: Sketch = (
    "#d8dfe2",
    "#9d8f7d",
    (
        ("line", DARK, (52, 10, 71, 68, 1.4)),
        ("line", METAL, (41, 10, 33, 68, 2.2)),
        ("line", METAL, (55, 10, 63, 68, 2.2)),
        *_rungs(),
        ("box", "#d24b3a", (39, 8, 57, 12)),
    ),
)
DRILL: Sketch = (
    "#e7ded0",
    "#a9805a",
    (
        ("box", "#2f6f8f", (28, 26, 60, 40)),
        ("box", DARK, (58, 28, 68, 38)),
        ("line", METAL, (68, 33, 86, 33, 1.8)),
        ("poly", "#2f6f8f", (34, 38, 46, 38, 41, 60, 30, 60)),
        ("box", DARK, (26, 58, 46, 67)),
        ("box", "#e0a02c", (43, 41, 47, 47)),
    ),
)
RACLETTE: Sketch = (
    "#efe3cf",
    "#8f5f3c",
    (
        ("box", DARK, (16, 50, 84, 60)),
        ("box", "#59636e", (18, 36, 82, 42)),
        ("line", DARK, (24, 42, 24, 50, 2)),
        ("line", DARK, (76, 42, 76, 50, 2)),
        *(("box", "#f2c14e", (22 + 15 * i, 45, 32 + 15 * i, 48)) for i in range(4)),
        *(("disc", "#c9713f", (24 + 17 * i, 30, 32 + 17 * i, 37)) for i in range(3)),
    ),
)
TRAILER: Sketch = (
    "#cfe0ea",
    "#8fa36f",
    (
        ("poly", "#d9792f", (22, 28, 70, 28, 66, 52, 26, 52)),
        ("line", DARK, (70, 44, 94, 34, 1.8)),
        ("disc", DARK, (32, 44, 56, 68)),
        ("disc", METAL, (35, 47, 53, 65)),
        ("disc", DARK, (42, 54, 46, 58)),
        ("box", PALE, (34, 33, 58, 38)),
    ),
)
CLEANER: Sketch = (
    "#dde5e0",
    "#90979c",
    (
        ("box", "#e3c027", (34, 24, 58, 62)),
        ("box", DARK, (38, 30, 54, 40)),
        ("disc", DARK, (28, 54, 42, 68)),
        ("disc", DARK, (50, 54, 64, 68)),
        ("line", DARK, (46, 24, 46, 12, 62, 12, 1.6)),
        ("line", DARK, (58, 46, 74, 52, 78, 30, 1.2)),
        ("line", METAL, (78, 30, 90, 14, 1.8)),
    ),
)
ROOM: Sketch = (
    "#f0e6d6",
    "#b08a62",
    (
        ("box", "#a9cfe0", (8, 10, 34, 36)),
        ("line", PALE, (21, 10, 21, 36, 1)),
        ("line", PALE, (8, 23, 34, 23, 1)),
        ("box", WOOD, (30, 48, 82, 53)),
        ("line", WOOD, (35, 53, 33, 70, 2)),
        ("line", WOOD, (77, 53, 79, 70, 2)),
        *(("box", "#3f7d6e", (26 + 17 * i, 56, 36 + 17 * i, 61)) for i in range(4)),
        ("disc", "#f6d57a", (52, 12, 62, 22)),
        ("line", DARK, (57, 0, 57, 12, 0.6)),
    ),
)
ARMCHAIR: Sketch = (
    "#e4dccf",
    "#9a7552",
    (
        ("box", "#7a3f4a", (30, 18, 70, 50)),
        ("box", "#8f4b57", (24, 36, 36, 60)),
        ("box", "#8f4b57", (64, 36, 76, 60)),
        ("box", "#a45865", (34, 44, 66, 58)),
        ("line", DARK, (30, 60, 28, 68, 2)),
        ("line", DARK, (70, 60, 72, 68, 2)),
    ),
)
PRAM: Sketch = (
    "#dfe6ea",
    "#a59a86",
    (
        ("poly", "#35577d", (26, 38, 72, 38, 64, 54, 36, 54)),
        ("poly", "#48709b", (26, 38, 26, 20, 44, 16, 50, 38)),
        ("line", DARK, (70, 40, 86, 24, 1.8)),
        ("line", METAL, (40, 54, 60, 64, 1.4)),
        ("line", METAL, (60, 54, 40, 64, 1.4)),
        ("ring", DARK, (32, 56, 46, 70)),
        ("ring", DARK, (56, 56, 70, 70)),
    ),
)
BICYCLE: Sketch = (
    "#d6e4d3",
    "#9c9284",
    (
        ("ring", DARK, (12, 36, 42, 66)),
        ("ring", DARK, (58, 36, 88, 66)),
        ("line", "#c23b3b", (27, 51, 40, 30, 66, 30, 73, 51, 1.8)),
        ("line", "#c23b3b", (27, 51, 48, 52, 66, 30, 1.8)),
        ("line", "#c23b3b", (40, 30, 48, 52, 1.8)),
        ("line", DARK, (40, 30, 38, 24, 1.4)),
        ("box", DARK, (33, 21, 44, 25)),
        ("line", DARK, (66, 30, 64, 22, 72, 20, 1.4)),
    ),
)
BOOKS: Sketch = (
    "#ece4d6",
    "#8a6343",
    tuple(
        ("box", colour, (18 + 7 * place, top, 24 + 7 * place, 62))
        for place, (colour, top) in enumerate(
            [
                *(("#b5483a", 22), ("#2e6b63", 26), ("#d9a441", 20), ("#3f5c8a", 24)),
                *(("#7b4a7a", 28), ("#c77b4f", 22), ("#566573", 25), ("#a33d56", 21)),
                ("#4a7c59", 27),
            ]
        )
    ),
)
CAT: Sketch = (
    "#e6e1ea",
    "#8d9c8b",
    (
        ("disc", "#6b6f78", (34, 34, 70, 70)),
        ("disc", "#6b6f78", (36, 16, 64, 44)),
        ("poly", "#6b6f78", (38, 24, 38, 8, 48, 18)),
        ("poly", "#6b6f78", (62, 24, 62, 8, 52, 18)),
        ("disc", "#d8c23a", (42, 25, 47, 31)),
        ("disc", "#d8c23a", (53, 25, 58, 31)),
        ("disc", PALE, (45, 48, 59, 70)),
        ("poly", "#d98c8c", (48, 34, 52, 34, 50, 36)),
        ("line", "#6b6f78", (68, 62, 84, 58, 84, 44, 3)),
    ),
)
KEYS: Sketch = (
    "#d9dcd5",
    "#a7a39b",
    (
        ("ring", METAL, (26, 22, 48, 44)),
        ("line", "#c9a227", (46, 40, 70, 60, 3)),
        ("line", "#c9a227", (62, 53, 66, 48, 2)),
        ("line", "#c9a227", (67, 57, 71, 52, 2)),
        ("box", "#2f8f6f", (28, 44, 38, 62)),
    ),
)
PICTURES: dict[str, Sketch] = {
    "ladder": LADDER,
    "drill": DRILL,
    "raclette": RACLETTE,
    "trailer": TRAILER,
    "cleaner": CLEANER,
    "room": ROOM,
    "armchair": ARMCHAIR,
    "pram": PRAM,
    "bicycle": BICYCLE,
    "books": BOOKS,
    "cat": CAT,
    "keys": KEYS,
}
