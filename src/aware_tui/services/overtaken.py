"""What is said where another window was quicker: nothing of it is lost, and nothing is written over."""

from aware_tui.language import _

OVERTAKEN = _("It was changed in another window meanwhile. Your words are here still: look, then keep them.")
MOVED_ON = _("It was changed again since then, so it cannot be taken back.")
