"""Whether there is anything of a name to practise, found out before the app opens."""

from aware_tui.config import Settings
from aware_tui.domain.practice_rows import DRILL
from aware_tui.language import _
from aware_tui.services.practice.shelves import NoSuchScenario, find_scenario, folders_of, open_scenarios


def check_name(settings: Settings, name: str) -> None:
    """Raise NoSuchScenario, unless this is a drill, a scenario, its file, or one whose call waits."""
    if name.startswith(DRILL):
        _check_drill(settings, name.removeprefix(DRILL))
        return
    try:
        find_scenario(open_scenarios(settings), name)
    except NoSuchScenario:
        if not _waits(settings, name):
            raise


def _check_drill(settings: Settings, drill_id: str) -> None:
    from aware_tui.content.drills import open_drills

    drills = open_drills(folders_of(settings))
    if drills.find(drill_id) is None:
        raise no_such_drill(drill_id, [each.id for each in drills.drills])


def no_such_drill(drill_id: str, there: list[str]) -> NoSuchScenario:
    """Return the problem of a drill that is not there, with those that are."""
    known = ", ".join(DRILL + each for each in there) or _("none")
    said = _("There is no drill “{name}”. There is: {known}.")
    return NoSuchScenario(said.format(name=drill_id[:40], known=known))


def _waits(settings: Settings, scenario_id: str) -> bool:
    from aware_tui.services.opened import opened
    from aware_tui.services.reports import has_data

    if not has_data(settings):
        return False
    with opened(settings) as db:
        from aware_tui.store.practice import open_attempts

        return any(each.scenario_id == scenario_id for each in open_attempts(db, settings.agent))
