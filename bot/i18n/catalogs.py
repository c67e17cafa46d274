"""The catalogues of all languages, read from their .po files when the bot starts."""

from collections.abc import Mapping
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from bot.i18n.languages import LANGUAGES, PLURALS
from bot.i18n.translator import Translator


class CatalogError(Exception):
    """Catalogues that cannot be used; one line a fault: "file:line: what, what to do"."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Catalogs:
    """One ready translator a language; nothing is loaded later, so no reader waits for it."""

    def __init__(self, translators: Mapping[str, Translator]) -> None:
        self._translators = translators

    @classmethod
    def load(cls, directory: Path) -> "Catalogs":
        """Reads `<directory>/<language>/LC_MESSAGES/bot.po` of every language; CatalogError names every bad one."""
        translators: dict[str, Translator] = {}
        problems: list[str] = []
        for language in LANGUAGES:
            try:
                catalogue = read_catalogue(path_of(directory, language))
                require_plural_rule(catalogue, path_of(directory, language), language)
            except CatalogError as error:
                problems.extend(error.problems)
            else:
                translators[language] = Translator(language, _compiled(catalogue, language))
        if problems:
            raise CatalogError(tuple(problems))
        return cls(translators)

    def translator(self, language: str) -> Translator:
        """The translator of one of our languages; KeyError for any other."""
        return self._translators[str(language)]


def path_of(directory: Path, language: str) -> Path:
    """Where the catalogue of a language lies."""
    return directory / language / "LC_MESSAGES" / "bot.po"


def read_catalogue(path: Path) -> Catalog:
    """One .po file as a value; CatalogError when it is missing or is not one."""
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except PoFileError as error:
        fault = str(error).rpartition(" on ")[0]  # Babel counts lines from 0
        raise CatalogError((f"{path}:{error.lineno + 1}: {fault or 'broken entry'}; mend the entry",)) from None
    except (OSError, ValueError, LookupError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CatalogError((f"{path}:1: cannot be read: {reason}; restore the file from the repository",)) from None


def require_plural_rule(catalogue: Catalog, path: Path, language: str) -> None:
    """CatalogError unless the catalogue declares the pinned rule: with another one numbers get the wrong words."""
    if catalogue.plural_forms != PLURALS[language]:
        raise CatalogError((f"{path}:1: wrong plural rule; the header must say Plural-Forms: {PLURALS[language]}",))


def _compiled(catalogue: Catalog, language: str) -> GNUTranslations:
    catalogue.locale = language  # a catalogue that does not name its language would be compiled without its plural rule
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
