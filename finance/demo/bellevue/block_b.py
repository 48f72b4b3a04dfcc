"""Who holds what in block B of Bellevue, and the two parking spaces on their own."""

from finance.demo.rows import Address, OwnerRow, alone, together

HOUSEHOLDS = (
    alone(
        "B13 B23 B33",
        OwnerRow(
            "Un Toit Possible ASBL",
            kbo="0999016361",
            home=Address("Rue du Moulin 60", "1060", "Bruxelles"),
        ),
    ),
    alone("B11", OwnerRow("Delcourt", "François")),
    alone("B12", OwnerRow("Mertens", "Anke", "nl")),
    alone(
        "B14 B24 B34",
        OwnerRow("Zuidpoort Wonen BV", language="nl", kbo="0999015470"),
    ),
    alone("B15", OwnerRow("Benali", "Samira")),
    together(
        "B16", OwnerRow("Verbeke", "Stijn", "nl"), OwnerRow("Claessens", "Eline", "nl")
    ),
    alone("B21", OwnerRow("Gérard", "Monique", by_post=True)),
    alone("B22", OwnerRow("Popescu", "Andrei", "en")),
    alone("B25", OwnerRow("Dewulf", "Frank", "nl")),
    alone("B26", OwnerRow("Leclercq", "Damien")),
    alone("B31", OwnerRow("Verstraete", "Hanne", "nl")),
    together("B32", OwnerRow("Tran", "Mai"), OwnerRow("Evrard", "Simon")),
    alone("B35", OwnerRow("Moens", "Rik", "nl", by_post=True)),
    alone("B36", OwnerRow("Bastin", "Thierry")),
    alone("B41", OwnerRow("Cools", "Veerle", "nl")),
    alone(
        "B42",
        OwnerRow(
            "Schmitz",
            "Karin",
            "de",
            home=Address("Klosterstraße 31", "4780", "Sankt Vith"),
        ),
    ),
    alone("B43 B44", OwnerRow("Rossi", "Elena")),
    alone("B45", OwnerRow("Van Hove", "Wim", "nl")),
    alone("B46", OwnerRow("Paquet", "Luc")),
    together("B51", OwnerRow("Deprez", "Caroline"), OwnerRow("Mahieu", "Xavier")),
    alone("B52", OwnerRow("De Backer", "Lode", "nl", by_post=True)),
    alone("B53", OwnerRow("Saïdi", "Karim")),
    alone("B54", OwnerRow("Bauwens", "Greet", "nl")),
    alone("B55", OwnerRow("Henrard", "Josette", by_post=True)),
    alone(
        "B56",
        OwnerRow(
            "Müller",
            "Jürgen",
            "de",
            by_post=True,
            home=Address("Rosenweg 5", "52064", "Aachen", "DE"),
        ),
    ),
    alone("B61", OwnerRow("Pauwels", "Kristof", "nl")),
    alone("B62", OwnerRow("Gillard", "Emmanuelle")),
    together(
        "B63 B64", OwnerRow("Vermeulen", "Jan", "nl"), OwnerRow("Dierckx", "Ann", "nl")
    ),
    alone("B65", OwnerRow("Diallo", "Mariama")),
    # Three heirs who named the eldest.
    together(
        "B66",
        OwnerRow("Lambotte", "Cécile"),
        OwnerRow(
            "Lambotte", "Étienne", home=Address("Quai du Halage 6", "4000", "Liège")
        ),
        OwnerRow("Lambotte", "Yves", by_post=True),
    ),
    alone("B71", OwnerRow("Coppens", "Tom", "nl")),
    alone("B72", OwnerRow("Ferreira", "Sofia", "en")),
    alone("B73", OwnerRow("Noirhomme", "Jacqueline", by_post=True)),
    alone("B74", OwnerRow("Willems", "Ellen", "nl")),
    alone(
        "B75",
        OwnerRow(
            "Stevens",
            "Mark",
            "nl",
            home=Address("Havenlaan 88", "4811 AB", "Breda", "NL"),
        ),
    ),
    alone("B76", OwnerRow("Delvigne", "Arnaud")),
    together(
        "B81", OwnerRow("Roels", "Maarten", "nl"), OwnerRow("Sterckx", "Julie", "nl")
    ),
    alone("B82", OwnerRow("Antoine", "Sébastien")),
    alone("B83", OwnerRow("Vercammen", "Lut", "nl")),
    alone("B84", OwnerRow("Hakimi", "Leïla")),
    alone(
        "B85",
        OwnerRow(
            "Fischer",
            "Anna",
            "en",
            home=Address("7 rue du Verger", "L-1618", "Luxembourg", "LU"),
        ),
    ),
    alone("B86", OwnerRow("Borremans", "Erik", "nl")),
    together(
        "B91", OwnerRow("De Ridder", "Alexandra"), OwnerRow("Moreau", "Guillaume")
    ),
    alone("B92", OwnerRow("Carlier", "Dominique")),
    # A neighbour without a flat.
    alone(
        "P16 P17",
        OwnerRow(
            "Sergeant",
            "Alain",
            by_post=True,
            home=Address("Avenue Bellevue 18", "1190", "Bruxelles"),
        ),
    ),
)
