"""Settings: who the agent is, where they are, how the screens look, and where documents go."""

from aware_tui.config.connectors import DOCUMENTS
from aware_tui.config.loading import Reading, load_settings, read_settings
from aware_tui.config.mistakes import Mistake
from aware_tui.config.settings import ConnectorSettings, Settings, SettingsProblem

__all__ = [
    "DOCUMENTS",
    "ConnectorSettings",
    "Mistake",
    "Reading",
    "Settings",
    "SettingsProblem",
    "load_settings",
    "read_settings",
]
