"""The country whose labels and tablets apply: ISO 3166-1 alpha-2 codes, and other ways people write some of them."""

from __future__ import annotations

from lissom.case.quantities import shown
from lissom.facts.errors import Fault, InputError

_ALL = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS YE YT ZA ZM ZW
"""
CODES = frozenset(_ALL.split())

NAMES = {
    "usa": "US", "u.s.": "US", "u.s.a.": "US", "united states": "US", "united states of america": "US", "america": "US",
    "uk": "GB", "u.k.": "GB", "gbr": "GB", "united kingdom": "GB", "great britain": "GB", "britain": "GB",
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "canada": "CA", "can": "CA", "australia": "AU", "aus": "AU", "new zealand": "NZ", "nzl": "NZ", "ireland": "IE",
    "irl": "IE", "germany": "DE", "deutschland": "DE", "deu": "DE", "ger": "DE", "france": "FR", "fra": "FR",
    "italy": "IT", "ita": "IT", "spain": "ES", "esp": "ES", "netherlands": "NL", "nld": "NL", "switzerland": "CH",
    "che": "CH", "austria": "AT", "aut": "AT", "japan": "JP", "jpn": "JP", "india": "IN", "ind": "IN", "finland": "FI",
    "sweden": "SE", "norway": "NO", "denmark": "DK", "belgium": "BE", "portugal": "PT", "poland": "PL", "mexico": "MX",
    "brazil": "BR", "china": "CN", "south africa": "ZA", "singapore": "SG", "israel": "IL", "turkey": "TR",
}  # fmt: skip


def country_code(written: str) -> str:
    """The alpha-2 code of a country ('UK', 'United States', 'de'); `InputError` when it is not one we know."""
    plain = " ".join(written.split()).casefold()
    code = NAMES.get(plain, plain.upper())
    if code in CODES:
        return code
    raise InputError(
        [Fault(where="", expected="a country as a two-letter code, such as US, GB or DE", came=shown(written))]
    )
