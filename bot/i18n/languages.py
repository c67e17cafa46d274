"""The languages of the interface, each with the one plural rule its catalogue must declare."""

_TWO_FORMS = "nplurals=2; plural=(n != 1);"

# CLDR, gettext and the catalogues of large projects disagree about these languages (Kazakh and Kyrgyz are seen with one
# form, Russian with three and four), and the tools have no rule for six of them. One rule each is pinned here; after a
# number az, kk, ky, tg, tk and uz keep the noun as it is, so their two forms are usually the same sentence.
PLURALS: dict[str, str] = {
    "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    "en": _TWO_FORMS,
    "az": _TWO_FORMS,
    "kk": _TWO_FORMS,
    "ky": _TWO_FORMS,
    "tg": _TWO_FORMS,
    "tk": _TWO_FORMS,
    "uz": _TWO_FORMS,
}

LANGUAGES: tuple[str, ...] = tuple(PLURALS)

# The language the messages are written in: its catalogue repeats them.
SOURCE = "en"
