"""How large one grant may be, in words."""

from bot.i18n.translator import Translator


def amount(t: Translator, minimum: int | None, maximum: int | None, currency: str) -> str:
    """Whole units of the currency, of which at least one bound is given; plain text."""
    if minimum is None:
        return t.plain("up to {sum}", sum=t.money(maximum or 0, currency))
    if maximum is None:
        return t.plain("from {sum}", sum=t.money(minimum, currency))
    if minimum == maximum:
        return t.money(maximum, currency)
    return f"{t.number(minimum)}–{t.money(maximum, currency)}"
