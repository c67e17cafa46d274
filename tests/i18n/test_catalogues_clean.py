"""The catalogues as they are: nothing untranslated, nothing out of step, nothing misspelt."""

from tests.i18n.scripts import ROOT, tool


def test_the_catalogues_are_clean() -> None:
    found = [str(problem) for problem in tool("catalogues").check(ROOT)]
    assert not found, "\n".join([f"{len(found)} problems", *found[:40]])
