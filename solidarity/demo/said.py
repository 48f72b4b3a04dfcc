"""What the four people of the demo say: other names, other places, other amounts."""

from datetime import date
from decimal import Decimal

from solidarity.answers import Answers, Payee
from solidarity.scoring import Household, Urgency
from solidarity.terms import Kind

#: unpaid charges after months of temporary unemployment
UNEMPLOYED = Answers(
    first_name="Lieve",
    last_name="Janssens",
    born_on=date(1979, 3, 14),
    street="Bellevuelaan 12",
    postal_code="9050",
    city="Gent",
    household=Household.FAMILY,
    net_income=Decimal("1980.00"),
    housing=Decimal("640.00"),
    charges=Decimal("185.00"),
    loans=Decimal("90.00"),
    properties=1,
    asset_income=Decimal("0.00"),
    kind=Kind.LOAN,
    amount=Decimal("3200.00"),
    urgency=Urgency.NOTICE,
    payee=Payee.PERSON,
    creditors="Energie Schelde\nBank van de Leie",
    reason=(
        "Mijn bedrijf zette ons vijf maanden op tijdelijke werkloosheid. Ik betaalde "
        "eerst het eten en de lening van de auto, en de lasten bleven liggen. Sinds "
        "september werk ik weer voltijds en kan ik elke maand aflossen."
    ),
    months=24,
    iban="BE68539007547034",
)
#: an assembly voted a façade that not everybody thinks lawful
DISPUTE = Answers(
    first_name="Marc",
    last_name="Dubois",
    born_on=date(1958, 11, 2),
    street="Avenue de Bellevue 12",
    postal_code="9050",
    city="Gent",
    household=Household.PENSIONER,
    net_income=Decimal("1540.00"),
    housing=Decimal("310.00"),
    charges=Decimal("210.00"),
    loans=Decimal("0.00"),
    properties=1,
    asset_income=Decimal("0.00"),
    kind=Kind.DISPUTE,
    amount=Decimal("1800.00"),
    urgency=Urgency.DEADLINE,
    payee=Payee.LAWYER,
    creditors="",
    reason=(
        "L’assemblée a voté la rénovation de la façade avec des procurations que je "
        "crois irrégulières. L’avocate juge le recours sérieux ; je ne peux pas "
        "avancer ses honoraires avec ma pension."
    ),
    iban="BE43068999999501",
)
#: a share of a roof that cannot wait
ROOF = Answers(
    first_name="Noor",
    last_name="Vermeulen",
    born_on=date(1986, 7, 23),
    street="Molenstraat 41",
    postal_code="2800",
    city="Mechelen",
    household=Household.COUPLE,
    net_income=Decimal("2950.00"),
    housing=Decimal("720.00"),
    charges=Decimal("160.00"),
    loans=Decimal("120.00"),
    properties=1,
    asset_income=Decimal("0.00"),
    kind=Kind.WORKS,
    amount=Decimal("8000.00"),
    urgency=Urgency.SAFETY,
    payee=Payee.CONTRACTOR,
    creditors="",
    reason=(
        "Het dak lekt tot in de traphal en moet voor de winter vernieuwd worden. Mijn "
        "aandeel is groter dan wat wij gespaard hebben, en de bank weigerde een "
        "renovatielening."
    ),
    months=60,
    iban="BE71096123456769",
)
#: arrears after a long stay in hospital
HOSPITAL = Answers(
    first_name="Selin",
    last_name="Özdemir",
    born_on=date(1992, 1, 9),
    street="Parkzicht 3",
    postal_code="3000",
    city="Leuven",
    household=Household.SINGLE,
    net_income=Decimal("1090.00"),
    housing=Decimal("430.00"),
    charges=Decimal("120.00"),
    loans=Decimal("0.00"),
    properties=1,
    asset_income=Decimal("0.00"),
    kind=Kind.EMERGENCY,
    amount=Decimal("1450.00"),
    urgency=Urgency.SEIZURE,
    is_exceptional=True,
    payee=Payee.CREDITOR,
    creditors="Deurwaarder Claessens",
    reason=(
        "Ik lag elf weken in het ziekenhuis en mijn inkomen viel terug op de "
        "uitkering. De deurwaarder kondigde beslag aan; het ergste is voorbij, maar "
        "deze achterstand krijg ik alleen niet weg."
    ),
    iban="BE62510007547061",
)
#: a draft that somebody will finish another day
CONTRIBUTION = Answers(first_name="Noor", last_name="Vermeulen", city="Mechelen")
