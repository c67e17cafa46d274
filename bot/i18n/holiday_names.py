"""Russian names of public holidays for which the package `holidays` has none: in Azerbaijan, Kazakhstan, Uzbekistan.

Many people there read Russian, and would be shown English. The names are those in use in each country; what is not in
the table stays English.
"""

import re

_EVERYWHERE = {
    "New Year's Day": "Новый год",
    "Women's Day": "Международный женский день",
    "International Women's Day": "Международный женский день",
    "Independence Day": "День независимости",
    "Constitution Day": "День Конституции",
    "Victory Day": "День Победы",
    "Eid al-Adha": "Курбан-байрам",
    "Eid al-Fitr": "Ураза-байрам",
}
_OF_COUNTRY = {
    "AZ": {
        "Armed Forces Day": "День Вооружённых сил",
        "Eid al-Adha": "Гурбан байрам",
        "Eid al-Fitr": "Рамазан байрам",
        "International Azerbaijanis Solidarity Day": "День солидарности азербайджанцев мира",
        "Martyrs' Day": "День всенародной скорби",
        "Municipal elections": "Муниципальные выборы",
        "National Flag Day": "День Государственного флага",
        "National Liberation Day": "День национального спасения",
        "Presidential elections": "Президентские выборы",
        "Spring Festival": "Новруз байрам",
        "Victory over Fascism Day": "День Победы над фашизмом",
    },
    "KZ": {
        "Capital Day": "День столицы",
        "Defender of the Fatherland Day": "День защитника Отечества",
        "Eid al-Adha": "Курбан-айт",
        "Kazakhstan's People Solidarity Holiday": "Праздник единства народа Казахстана",
        "Nowruz Holiday": "Наурыз мейрамы",
        "Orthodox Christmas": "Православное Рождество",
        "Republic Day": "День Республики",
    },
    "UZ": {
        "Additional day off by Presidential decree": "Дополнительный выходной день по указу Президента",
        "Day of Memory and Honor": "День памяти и почестей",
        "Eid al-Adha": "Курбан хайит",
        "Eid al-Fitr": "Рамазан хайит",
        "Nowruz": "Навруз",
        "Teachers and Instructors Day": "День учителей и наставников",
    },
}
_REMARKS = {
    "": "",
    " (observed)": " (выходной)",
    " (estimated)": " (приблизительная дата)",
    " (observed, estimated)": " (выходной, приблизительная дата)",
}
# The package says which working Saturday it stands in for.
_DAY_OFF = re.compile(r"Day off \(substituted from .*\)")

# A name, and whether the day stands in for it or is estimated.
_NAME = re.compile(r"(.*?)( \((?:observed|estimated|observed, estimated)\))?")


def in_russian(country: str, english: str) -> str:
    """What the package calls a day of this country in English, in Russian; several names stand with "; " between."""
    return "; ".join(_one_in_russian(country, name) for name in english.split("; "))


def _one_in_russian(country: str, english: str) -> str:
    if _DAY_OFF.fullmatch(english):
        return "Перенесённый выходной день"
    found = _NAME.fullmatch(english)
    name, remark = (found[1], found[2] or "") if found else (english, "")
    russian = _OF_COUNTRY[country].get(name) or _EVERYWHERE.get(name)
    return f"{russian}{_REMARKS[remark]}" if russian else english
