"""What everybody may read of the ASBL, beside its operations (parity.py)."""

PUBLIC = {
    "transparency:public": "GET open-figures, GET open-tables",
    "transparency:public-rows": "GET open-rows",
    "transparency:public-data": "GET open-rows, GET open-figures",
    "transparency:public-file": "GET open-rows, GET open-figures",
    "transparency:public-simulator": "GET open-simulation",
    "transparency:public-report": "GET open-reports, GET open-report-file",
}
