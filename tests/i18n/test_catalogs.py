"""Reading the catalogues: all or an error that says where."""

from pathlib import Path

import pytest

from bot.domain.places import Language
from bot.i18n.catalogs import CatalogError, Catalogs, path_of
from bot.i18n.languages import LANGUAGES
from tests.i18n import catalogues

BYE = 'msgid "Bye"\nmsgstr "Bye"\n'


def test_every_language_has_its_own_translator(tmp_path: Path) -> None:
    loaded = catalogues.load(tmp_path, BYE, kk='msgid "Bye"\nmsgstr "Сау бол"\n')
    assert [loaded.translator(language).language for language in LANGUAGES] == list(LANGUAGES)
    assert loaded.translator(Language.KK)("Bye") == "Сау бол"
    assert loaded.translator("ru")("Bye") == "Bye"


def test_another_language_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        catalogues.load(tmp_path, BYE).translator("de")


def test_every_missing_catalogue_is_named(tmp_path: Path) -> None:
    catalogues.write(tmp_path, BYE)
    for language in ("tg", "uz"):
        path_of(tmp_path, language).unlink()
    with pytest.raises(CatalogError) as caught:
        Catalogs.load(tmp_path)
    fault = "cannot be read: No such file or directory; restore the file from the repository"
    assert caught.value.problems == tuple(f"{path_of(tmp_path, language)}:1: {fault}" for language in ("tg", "uz"))


def test_a_broken_entry_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        catalogues.load(tmp_path, BYE, az=BYE + "\nmsgsrt nonsense\n")
    path = path_of(tmp_path, "az")
    assert caught.value.problems == (f"{path}:9: Unknown or misformatted keyword; mend the entry",)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    catalogues.write(tmp_path, BYE)
    path_of(tmp_path, "ru").write_bytes((catalogues.header("ru") + 'msgid "Bye"\nmsgstr "Пока"\n').encode("cp1251"))
    with pytest.raises(CatalogError, match=r"bot\.po:1: cannot be read"):
        Catalogs.load(tmp_path)


def test_another_plural_rule_is_refused(tmp_path: Path) -> None:
    catalogues.write(tmp_path, BYE)
    path = path_of(tmp_path, "kk")
    path.write_text(path.read_text(encoding="utf-8").replace("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0"))
    with pytest.raises(CatalogError, match=r"kk/LC_MESSAGES/bot\.po:1: wrong plural rule; .*nplurals=2"):
        Catalogs.load(tmp_path)
