"""Settings: who the agent is, where they are, how the screens look, and where documents go.

`usual` knows them where nothing is written, as for most people; `loading` reads what is.
"""

from aware_tui.config.settings import Settings, SettingsProblem

__all__ = ["Settings", "SettingsProblem"]
