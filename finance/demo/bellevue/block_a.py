"""Who holds what in block A of Bellevue, and on its ground floor."""

from finance.demo import people
from finance.demo.rows import Address, OwnerRow, alone, together, usufruct

HOUSEHOLDS = (
    alone(
        "RC1 A13 A23 A33 A43 A53 A63",
        OwnerRow(
            "Patrimoine du Midi SRL",
            kbo="0999012304",
            home=Address("Rue de la Papeterie 8", "1300", "Wavre"),
            phone="+32 10 00 00 08",
        ),
    ),
    alone("RC2", OwnerRow("Pharmacie des Marronniers SRL", kbo="0999012896")),
    alone("RC3", OwnerRow("Broodhuys BV", language="nl", kbo="0999013193")),
    alone("RC4", OwnerRow("Cabinet dentaire Bellevue SRL", kbo="0999013787")),
    alone(
        "RC5",
        OwnerRow(
            "Verlinden Boekhouding BV", language="nl", kbo="0999014282", by_post=True
        ),
    ),
    alone(
        "A14 A24",
        OwnerRow(
            "Immo Zuidpoort BV",
            language="nl",
            kbo="0999014975",
            home=Address("Zuidlaan 101", "9320", "Erembodegem"),
        ),
    ),
    alone(
        "A11",
        OwnerRow(
            "Dubois", "Marc", user=people.COUNCIL, given_email="marc@mail.example"
        ),
    ),
    alone("A12", OwnerRow("Ouali", "Fatima")),
    alone("A15", OwnerRow("Goossens", "Dirk", "nl", by_post=True)),
    together(
        "A16", OwnerRow("Peeters", "Koen", "nl"), OwnerRow("Van Acker", "Lies", "nl")
    ),
    alone("A21", OwnerRow("Renard", "Isabelle")),
    together(
        "A22",
        OwnerRow("El Amrani", "Nadia"),
        OwnerRow("Haddad", "Youssef"),
        parts=(3, 2),
    ),
    alone("A25", OwnerRow("Claes", "Sven", "nl")),
    alone("A26", OwnerRow("Pauls", "Günther", "de")),
    alone(
        "A31",
        OwnerRow(
            "Janssens",
            "Lieve",
            "nl",
            phone="+32 470 00 00 31",
            user=people.CO_OWNER,
            given_email="lieve@mail.example",
        ),
    ),
    alone("A32", OwnerRow("Fontaine", "Chloé")),
    alone("A34", OwnerRow("Wouters", "Hilde", "nl", by_post=True)),
    # Heirs who have not yet named their representative: their vote is suspended.
    together(
        "A35",
        OwnerRow("De Clercq", "Bart", "nl"),
        OwnerRow(
            "De Clercq",
            "Griet",
            "nl",
            by_post=True,
            home=Address("Molenstraat 40", "9000", "Gent"),
        ),
        represented=False,
    ),
    alone("A36", OwnerRow("Maes", "Wouter", "nl", by_post=True)),
    alone("A41", OwnerRow("Lambrecht", "An-Sofie", "nl")),
    together("A42", OwnerRow("Vanderlinden", "Olivier"), OwnerRow("Simon", "Anne")),
    alone(
        "A44",
        OwnerRow(
            "Heinen",
            "Ingrid",
            "de",
            by_post=True,
            home=Address("Bergstraße 12", "4700", "Eupen"),
        ),
    ),
    alone("A45", OwnerRow("Piette", "Chantal", by_post=True)),
    alone("A46", OwnerRow("Kowalska", "Ewa", "en")),
    alone("A51", OwnerRow("Marchal", "Robert", by_post=True)),
    alone("A52", OwnerRow("Bogaert", "Tine", "nl")),
    alone("A54", OwnerRow("Mukendi", "Grâce")),
    # The mother lives there; her son will have it one day.
    usufruct(
        "A55",
        OwnerRow("Lemaire", "Jeanne", by_post=True),
        OwnerRow(
            "Lemaire", "Philippe", home=Address("Chemin des Vignes 3", "5000", "Namur")
        ),
    ),
    together(
        "A56", OwnerRow("De Smet", "Joris", "nl"), OwnerRow("Aerts", "Katrien", "nl")
    ),
    alone("A61", OwnerRow("Charlier", "Benoît")),
    alone("A62", OwnerRow("Yilmaz", "Deniz", "nl")),
    alone("A64", OwnerRow("Thys", "Ludo", "nl", by_post=True)),
    alone(
        "A65",
        OwnerRow(
            "O’Connor",
            "Fiona",
            "en",
            home=Address("8 Harbour View", "D04 X2Y3", "Dublin", "IE"),
        ),
    ),
    together("A66", OwnerRow("Lejeune", "Pierre"), OwnerRow("Collin", "Martine")),
    alone("A71", OwnerRow("Verhaegen", "Geert", "nl")),
    alone("A72", OwnerRow("Da Silva", "Rui")),
    alone("A73", OwnerRow("Baert", "Nele", "nl")),
    alone("A74", OwnerRow("Legrand", "Sylvie")),
    alone("A75", OwnerRow("Van den Broeck", "Jef", "nl", by_post=True)),
    alone("A76", OwnerRow("Hendrickx", "Maria", "nl", by_post=True)),
    alone("A81", OwnerRow("Dumont", "Michel")),
    together(
        "A82", OwnerRow("Martens", "Pieter", "nl"), OwnerRow("Costa", "Inês", "nl")
    ),
    alone("A83", OwnerRow("Gilles", "Aurélie")),
    alone(
        "A84",
        OwnerRow(
            "Bouchard",
            "Henri",
            by_post=True,
            home=Address("14 rue des Tanneurs", "69005", "Lyon", "FR"),
        ),
    ),
    alone("A85", OwnerRow("Smets", "Ilse", "nl")),
    alone("A86", OwnerRow("Kaya", "Emre")),
    alone("A91", OwnerRow("Van Damme", "Christine", "nl")),
    usufruct(
        "A92",
        OwnerRow("Jacobs", "Godelieve", "nl", by_post=True),
        OwnerRow("Jacobs", "Tom", "nl", home=Address("Kerkplein 2", "3000", "Leuven")),
    ),
    alone("A93", OwnerRow("Petit", "Nicolas")),
    alone("A94", OwnerRow("Lenaerts", "Bram", "nl")),
    alone("A95", OwnerRow("Toussaint", "Véronique")),
    together("A96", OwnerRow("Hermans", "Luc", "nl"), OwnerRow("Nys", "Sofie", "nl")),
    # The buyer of A51, and the children who inherit A76: they hold nothing at first.
    alone("", OwnerRow("Noël", "Amélie")),
    together(
        "",
        OwnerRow("Hendrickx", "Rita", "nl"),
        OwnerRow("Hendrickx", "Paul", "nl"),
        OwnerRow(
            "Hendrickx",
            "Marleen",
            "nl",
            by_post=True,
            home=Address("Dorpsstraat 17", "2440", "Geel"),
        ),
    ),
)
