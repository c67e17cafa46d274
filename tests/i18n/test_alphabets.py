"""Letters that do not belong: mixed scripts, look-alikes of neighbours, wrong apostrophes."""

import pytest

from bot.i18n.alphabets import ALPHABETS, spelling_faults
from bot.i18n.languages import LANGUAGES


def test_every_language_has_its_alphabet() -> None:
    assert set(ALPHABETS) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Съешь ещё этих мягких французских булок, да выпей чаю: USAID, P4I и ARGO в Telegram"),
        ("ru", "Отправьте /help, откройте https://argonet.org/ru или t.me/example, это {n} USD &lt; 5, argonet.org"),
        ("ru", '<a href="{url}">ссылка</a>, 10:00 (UTC+5)'),
        ("en", "The quick brown fox jumps over the lazy dog"),
        ("az", "Zəfər, jaketini də papağını da götür, bu axşam hava çox soyuq olacaq. İŞIQ Iİ"),
        ("kk", "Щётка, аңғал, әдіс, өмір, ұлы, үлкен, һәм, құқық, цирк, АҚҰ"),
        ("ky", "Уюм, өкмөт, үй, көңүл, Жардам, ОБСЕ, подъезд"),
        ("tg", "Ҷустуҷӯ, ғизо, қиссаи ҳамкорӣ, ёдоварӣ, эълон"),
        ("tk", "Ýatda sakla, Göňül, Žurnal, çäre, Şu gün"),
        ("uz", "Maʼlumotlarimni oʻchirish, gʻoya, Oʻzbekiston, shahar, chiqish, xabar"),
    ],
)
def test_a_clean_text_has_no_fault(language: str, text: str) -> None:
    assert list(spelling_faults(language, text)) == []


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("kk", "Cақтау", "mixes scripts in “Cақтау”: C is Latin"),
        ("tk", "Kömеk", "mixes scripts in “Kömеk”"),
        ("kk", "Сақтау save", "has save in “save”"),
        ("ru", "Кыргыз тили ң", "has ң in “ң”"),
        ("ru", "Гpant USDX", "mixes scripts in “Гpant”"),
        ("ky", "Іздөө", "has І in “Іздөө”"),
        ("kk", "ӯ", "has ӯ in “ӯ”"),
        ("tg", "Ташкилотҳо ва ӽамкорӣ", "has ӽ in “ӽамкорӣ”"),
        ("tg", "конференция", "has ц in “конференция”"),
        ("tg", "быть", "has ыь in “быть”"),
        ("tk", "Vakansiýa", "has V in “Vakansiýa”"),
        ("tk", "cxq", "has cxq in “cxq”"),
        ("az", "Webinar", "has W in “Webinar”"),
        ("az", "Ayarlaŕ", "has ŕ in “Ayarlaŕ”"),
        ("uz", "Ўзбекистон", "has Ўзбекистон in “Ўзбекистон”"),
        ("uz", "Centr", "has a c without h in “Centr”"),
        ("en", "Täze", "has ä in “Täze”"),
    ],
)
def test_a_letter_of_another_alphabet_is_found(language: str, text: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in spelling_faults(language, text))


@pytest.mark.parametrize("apostrophe", ["'", "\u2018", "\u2019", "`", "\u00b4"])
@pytest.mark.parametrize("word", ["o{}chirish", "ma{}lumot", "Bog{}"])
def test_uzbek_has_two_apostrophes_only(apostrophe: str, word: str) -> None:
    faults = list(spelling_faults("uz", word.format(apostrophe)))
    assert any(f"U+{ord(apostrophe):04X}" in fault for fault in faults)


def test_the_two_uzbek_apostrophes_are_not_mixed_up() -> None:
    assert list(spelling_faults("uz", "ma\u02bblumot")) == [
        "has U+02BB after another letter than o and g; write U+02BC for the tutuq belgisi",
    ]


def test_a_decomposed_letter_is_found() -> None:
    assert "NFC" in next(spelling_faults("tk", "y\u0301"))
