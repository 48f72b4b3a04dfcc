"""What a request weighs: grams of CO2 from measured processor time and bytes sent.

    energy of the servers = CPU seconds x WATTS_OF_A_CORE x PUE / 3,600,000       (kWh)
    energy of the network = bytes / 1,000,000,000 x NETWORK_KWH_PER_GB             (kWh)
    grams = servers x GRAMS_PER_KWH_OF_SERVERS + network x GRAMS_PER_KWH_OF_NETWORK

The factors, each on the side of too much:

- ``WATTS_OF_A_CORE`` = 10 W. Cloud Carbon Footprint (cloudcarbonfootprint.org, docs,
  methodology; values from SPECpower_ssj2008, which measures whole servers) has at full
  load 3.5 W on average, and 4.74 W at most (Intel Haswell), for a thread of the processor.
  A core has two threads: 9.48 W, rounded up.
- ``PUE`` = 1.58: what a data centre uses for each kWh of its servers. Uptime Institute,
  Global Data Center Survey 2023, average of the industry. Good ones are near 1.2.
- ``NETWORK_KWH_PER_GB`` = 0.072. Sustainable Web Design Model, version 4
  (sustainablewebdesign.org): 0.059 to run the networks and 0.013 to build them.
- ``GRAMS_PER_KWH_OF_SERVERS`` = 60: electricity of the reference data centre.
- ``GRAMS_PER_KWH_OF_NETWORK`` = 281: networks are elsewhere. European Environment Agency,
  greenhouse gas emission intensity of electricity generation, EU-27 in 2018; every later
  year that it published is lower or near it.

Not counted: servers that wait, the making of servers, and the devices of readers.
Decimal only. Pure.
"""

from decimal import ROUND_UP, Decimal

WATTS_OF_A_CORE = Decimal(10)
PUE = Decimal("1.58")
NETWORK_KWH_PER_GB = Decimal("0.072")
GRAMS_PER_KWH_OF_SERVERS = Decimal(60)
GRAMS_PER_KWH_OF_NETWORK = Decimal(281)

WATT_SECONDS_OF_A_KWH = Decimal(3_600_000)
BYTES_OF_A_GB = Decimal(1_000_000_000)

#: grams of CO2 a request; transparency.md §5: below it
GOAL = Decimal("0.5")
_STEP = Decimal("0.0001")


def grams(cpu_seconds: Decimal, bytes_sent: int) -> Decimal:
    """Return the grams of CO2 of so much work, not rounded."""
    servers = cpu_seconds * WATTS_OF_A_CORE * PUE / WATT_SECONDS_OF_A_KWH
    network = bytes_sent * NETWORK_KWH_PER_GB / BYTES_OF_A_GB
    return servers * GRAMS_PER_KWH_OF_SERVERS + network * GRAMS_PER_KWH_OF_NETWORK


def grams_a_request(
    requests: int, cpu_seconds: Decimal, bytes_sent: int
) -> Decimal | None:
    """Return the grams of CO2 of one request, rounded up to 0.0001; None without any."""
    if requests < 1:
        return None
    whole = grams(cpu_seconds, bytes_sent)
    return (whole / requests).quantize(_STEP, rounding=ROUND_UP)


def meets_goal(a_request: Decimal) -> bool:
    """Return whether a request weighs less than the goal; as much is not less."""
    return a_request < GOAL
