"""Money the way Stripe counts it: whole minor units whose size depends on the currency.

Source: Stripe docs, "Supported currencies".
"""

from decimal import Decimal

from generator.sandbox.errors import refused


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


CURRENCIES = _codes(
    "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd "
    "cad cdf chf clp cny "
    "cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf "
    "idr ils inr isk jmd "
    "jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr "
    "mwk mxn myr mzn nad "
    "ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp "
    "sle sos srd std szl "
    "thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw"
)
NO_DECIMALS = _codes("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf")
# Written with two decimals that must be 00, unlike ISO 4217: a table taken from there is wrong by a hundred.
DECIMALS_THAT_MUST_BE_ZERO = frozenset({"isk", "ugx"})
THREE_DECIMALS = _codes("bhd jod kwd omr tnd")  # the last of the three must be 0

LARGEST_CARD_AMOUNT = 999_999_999_999  # twelve digits
MINIMUM_CHARGE = {
    **dict.fromkeys(_codes("usd ars aud brl cad chf cop eur idr ils inr nzd php rub zar"), 50),
    **{
        "aed": 200,
        "czk": 1500,
        "dkk": 250,
        "gbp": 30,
        "hkd": 400,
        "huf": 17500,
        "jpy": 50,
        "krw": 50,
        "mxn": 1000,
    },
    **{"myr": 200, "nok": 300, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000},
}


def exponent(currency: str) -> int:
    """How many decimals separate the major from the minor unit."""
    if currency in NO_DECIMALS:
        return 0
    return 3 if currency in THREE_DECIMALS else 2


def major_units(amount: int, currency: str) -> Decimal:
    return Decimal(amount).scaleb(-exponent(currency))


def check_currency(currency: str, param: str) -> None:
    if currency not in CURRENCIES:
        raise refused(f"Invalid currency: {currency}.", param)


def check_amount(amount: int | Decimal, currency: str, param: str) -> None:
    """Refuse what no card could pay and the fractions a currency does not have."""
    if amount < 0:
        raise refused("Invalid non-negative integer", param, "parameter_invalid_integer")
    if amount > LARGEST_CARD_AMOUNT:
        raise refused("Amount must be no more than 12 digits.", param, "amount_too_large")
    if currency in DECIMALS_THAT_MUST_BE_ZERO and amount % 100:
        raise refused(f"Amounts in {currency} must be divisible by 100.", param)
    if currency in THREE_DECIMALS and amount % 10:
        raise refused(f"Amounts in {currency} must end in 0.", param)


def check_total(total: int, currency: str) -> None:
    """Nothing between free and the smallest amount a card network takes."""
    least = MINIMUM_CHARGE.get(currency, 0)
    if 0 < total < least:
        shown = f"{major_units(least, currency)} {currency}"
        raise refused(f"The total amount must add up to at least {shown}.", "line_items", "amount_too_small")
