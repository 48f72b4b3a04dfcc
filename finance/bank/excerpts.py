"""A bank file cut into its statements, as a bank would have sent each of them. Pure.

A file may tell of several associations: each keeps what is its own and nothing else.
"""

import re
from collections.abc import Iterator, Sequence

from finance.bank import coda_layout as at
from finance.bank.reading import Kind, kind_of

_LINE = re.compile(rb"[^\r\n]+")


def excerpts(data: bytes) -> list[bytes]:
    """Return one file for each statement of a file that was read, in its order.

    A file of one statement comes back as it was; of several, each has the header and
    the end that belong to it. The records and elements of a statement are untouched.
    """
    cut = _of_coda if kind_of(data) is Kind.CODA else _of_camt053
    found = cut(data)
    return [data] if len(found) == 1 else found


def _of_coda(data: bytes) -> list[bytes]:
    found: list[bytes] = []
    header, statements = b"", list[list[bytes]]()
    for line in _LINE.findall(data.removeprefix(b"\xef\xbb\xbf")):
        kind = line[:1]
        if kind == b"0":
            header, statements = line, []
        elif kind == b"1":
            statements.append([line])
        elif kind == b"9":
            found += _files(header, statements, line)
        elif line.strip():
            statements[-1].append(line)
    return found


def _files(
    header: bytes, statements: Sequence[list[bytes]], end: bytes
) -> Iterator[bytes]:
    """Yield the statements between a record 0 and its record 9."""
    for lines in statements:
        last = end if len(statements) == 1 else _end(lines)
        yield b"\r\n".join([header, *lines, last, b""])


def _end(lines: Sequence[bytes]) -> bytes:
    """Return the record 9 of these records alone: their number and their totals."""
    main = [
        line
        for line in lines
        if line[at.RECORD] == b"21" and line[at.DETAIL] == b"0000"
    ]
    totals = [
        sum(int(line[at.AMOUNT]) for line in main if line[at.SIGN] == sign)
        for sign in (b"1", b"0")
    ]
    counted = sum(line[:1] in (b"1", b"2", b"3", b"8") for line in lines)
    record = bytearray(b"9".ljust(at.WIDTH))
    record[at.COUNT] = b"%06d" % counted
    record[at.DEBITS], record[at.CREDITS] = (b"%015d" % total for total in totals)
    record[at.LAST] = b"2"
    return bytes(record)


def _of_camt053(data: bytes) -> list[bytes]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(data, parser)
    statements = root.findall("{*}BkToCstmrStmt/{*}Stmt")
    message = statements[0].getparent()
    for statement in statements:
        message.remove(statement)
    found = []
    for statement in statements:
        message.append(statement)
        found.append(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        message.remove(statement)
    return found
