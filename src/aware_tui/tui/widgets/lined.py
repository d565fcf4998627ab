"""A widget that is as high as the lines it draws."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Lined(Widget):
    """Shows its `lines`, one under the other."""

    DEFAULT_CSS = "Lined { height: auto; }"

    def lines(self, width: int) -> list[Content]:
        """Return what it shows in lines of so many cells."""
        raise NotImplementedError

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width))
