"""The report: only what may be told, an ending at a time."""

from bot.domain.delivery import Status
from bot.domain.disclosure import Hidden
from bot.domain.places import Country, Language
from bot.domain.report import ENDINGS, Ending, report

RU, KK, TK = Language.RU, Language.KK, Language.TK
KZ, TM = Country.KZ, Country.TM


def test_every_status_has_an_ending() -> None:
    assert ENDINGS.keys() == set(Status)
    assert set(ENDINGS.values()) == set(Ending)


def test_rows_are_the_languages_and_columns_the_countries_of_somebody() -> None:
    found = report({(KK, KZ, Ending.SENT): 50, (RU, None, Ending.SENT): 70, (RU, KZ, Ending.FAILED): 8})

    assert (found.languages, found.countries) == ((RU, KK), (KZ, None))
    assert found.totals == {Ending.SENT: 120, Ending.FAILED: 8}
    assert found.tables[Ending.SENT].rows == {RU: 70, KK: 50}
    assert found.tables[Ending.SENT].columns == {KZ: 50, None: 70}
    assert found.tables[Ending.FAILED].cells == {(RU, KZ): 8, (RU, None): 0, (KK, KZ): 0, (KK, None): 0}


def test_a_few_readers_are_hidden_and_so_is_whoever_would_give_them_away() -> None:
    found = report({(RU, KZ, Ending.SENT): 900, (KK, KZ, Ending.SENT): 200, (TK, TM, Ending.SENT): 3})

    assert found.tables[Ending.SENT].rows == {RU: 900, KK: Hidden.WITHHELD, TK: Hidden.FEW}
    assert found.tables[Ending.SENT].columns == {KZ: Hidden.WITHHELD, TM: Hidden.FEW}
    assert found.totals == {Ending.SENT: 1103}


def test_totals_of_a_few_are_hidden_like_any_other_number() -> None:
    found = report({(RU, KZ, Ending.SENT): 98, (RU, KZ, Ending.BLOCKED): 4, (RU, KZ, Ending.FAILED): 5})

    assert found.totals == {Ending.SENT: 98, Ending.BLOCKED: Hidden.FEW, Ending.FAILED: 5}


def test_of_nobody_there_is_an_empty_report() -> None:
    found = report({})

    assert (found.totals, found.tables, found.languages, found.countries) == ({}, {}, (), ())
