"""A small building as CSV files, to be spoilt one cell at a time."""

from buildings.importing.messages import sentence, where
from buildings.importing.plan import Plan, plan_files
from buildings.importing.rows import LotRow, PersonKind, PersonRow

SOUND = {
    "lots.csv": (
        "code,ref,nature,floor,primary_lot_code\n"
        "A1,First,APARTMENT,1,\n"
        "A2,Second,APARTMENT,2,\n"
        "C1,Cave 1,BASEMENT,,A1\n"
    ),
    "keys.csv": "code,description,total_shares\nstat,Acte de base,1000\n1,Lift,3\n",
    "parts.csv": (
        "apport_key_code,lot_code,lot_shares\n"
        "stat,A1,400\n"
        "stat,A2,600\n"
        "1,A1,1\n"
        "1,A2,2\n"
    ),
    "people.csv": (
        "code,kind,last_name,first_name,company,kbo,language,email,channel\n"
        "1,person,Peeters,An,,,nl,an@example.org,email\n"
        "2,person,Lambert,Luc,,,fr,,post\n"
        "3,company,,,Levain SRL,0999.999.922,fr,,\n"
    ),
    "ownerships.csv": (
        "code,owner_code,shares_full_property,shares_bare_property,shares_usufruct,"
        "representative_owner_code\n"
        "10,1,1/2,,,1\n"
        "10,2,1/2,,,\n"
        "11,3,1,,,\n"
    ),
    "periods.csv": (
        "lot_code,ownership_code,date_from,date_to\n"
        "A1,10,2022-07-01 00:00:00,\n"
        "A2,11,2022-07-01,2024-03-15\n"
        "A2,10,15/03/2024,\n"
        "C1,10,2022-07-01,\n"
    ),
}


def planned(files: dict[str, str], **options) -> Plan:
    return plan_files(
        [(name, text.encode()) for name, text in files.items()], **options
    )


def spoilt(name: str, old: str, new: str) -> dict[str, str]:
    """Return the sound files with ``old`` replaced once in one of them."""
    assert SOUND[name].count(old) == 1, f"{old!r} in {name}"
    return {**SOUND, name: SOUND[name].replace(old, new)}


def told(problems) -> list[tuple]:
    """Return problems as comparable tuples, after saying each of them."""
    for problem in problems:
        assert sentence(problem)
        assert isinstance(where(problem), str)
    return [(p.file, p.line, p.column, p.code, dict(p.params)) for p in problems]


def person(code, last_name, **fields):
    values = {
        "kind": PersonKind.PERSON,
        "first_name": "",
        "kbo": "",
        "language": "",
        "email": "",
        "phone": "",
        "street": "",
        "postal_code": "",
        "city": "",
        "country": "",
        "channel": None,
        "placeholder": False,
        "line": 0,
        **fields,
    }
    return PersonRow(code=code, last_name=last_name, **values)


def lot(position, code, shares, *, name="", kind=None, primary="", **fields):
    values = {"floor": "", "entrance": "", "cadastral_number": "", **fields}
    return LotRow(
        code=code,
        name=name,
        kind=kind,
        primary_code=primary,
        shares=shares,
        position=position,
        line=0,
        **values,
    )
