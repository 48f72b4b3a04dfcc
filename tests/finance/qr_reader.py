"""Reads a QR code back, written from ISO/IEC 18004 and not from what drew it.

Byte mode, level M, versions 5 to 9: those of our payments. A code on a page has no
dirt, so nothing is corrected: one wrong module would show as a wrong character.
"""

ALIGNMENT = {5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46)}
# Codewords of data in each block at level M.
BLOCKS = {
    5: [43] * 2,
    6: [27] * 4,
    7: [31] * 4,
    8: [38] * 2 + [39] * 2,
    9: [36] * 3 + [37] * 2,
}
MASKS = [
    lambda i, j: (i + j) % 2,
    lambda i, _: i % 2,
    lambda _, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
]


def modules(picture, *, pixels: int) -> list[list[int]]:
    """Return the modules (1: dark) of a picture without margin."""
    grey = picture.convert("L")
    size = grey.width // pixels
    middle = pixels // 2
    return [
        [
            int(grey.getpixel((x * pixels + middle, y * pixels + middle)) < 128)
            for x in range(size)
        ]
        for y in range(size)
    ]


def read(code: list[list[int]]) -> str:
    """Return the text of a code."""
    version = (len(code) - 17) // 4
    level = code[8][0] << 1 ^ code[8][1] ^ 0b10
    assert level == 0, "not level M"
    mask = MASKS[(code[8][2] << 2 | code[8][3] << 1 | code[8][4]) ^ 0b101]
    bits = "".join(
        str(code[i][j] ^ (mask(i, j) == 0)) for i, j in _data_modules(version)
    )
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8)]
    stream = "".join(f"{word:08b}" for word in _in_order(words, BLOCKS[version]))
    assert stream[:4] == "0100", "not byte mode"
    count = int(stream[4:12], 2)
    return bytes(
        int(stream[at : at + 8], 2) for at in range(12, 12 + 8 * count, 8)
    ).decode()


def _data_modules(version):
    """Yield where the bits stand: in pairs of columns from the right, up and down."""
    size = 17 + 4 * version
    rows, upwards = list(range(size)), True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for i in reversed(rows) if upwards else rows:
            for j in (right, right - 1):
                if not _is_pattern(i, j, version, size):
                    yield i, j
        upwards = not upwards


def _is_pattern(i, j, version, size):
    """Whether a module belongs to the drawing and not to the data."""
    corner = (i < 9 and (j < 9 or j >= size - 8)) or (i >= size - 8 and j < 9)
    timing = i == 6 or j == 6
    about = version >= 7 and (
        (i < 6 and j in range(size - 11, size - 8))
        or (j < 6 and i in range(size - 11, size - 8))
    )
    centres = ALIGNMENT[version]
    last = centres[-1]
    alignment = any(
        abs(i - a) <= 2 and abs(j - b) <= 2
        for a in centres
        for b in centres
        if (a, b) not in {(6, 6), (6, last), (last, 6)}
    )
    return corner or timing or about or alignment


def _in_order(words, blocks):
    """Undo the interleaving: first word of each block, second word of each …"""
    found = [[] for _size in blocks]
    words = iter(words)
    for place in range(max(blocks)):
        for number, size in enumerate(blocks):
            if place < size:
                found[number].append(next(words))
    return [word for block in found for word in block]
