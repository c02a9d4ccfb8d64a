"""The keys of a screen, said once: bindings, key bar and help are made from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what it does in a word for the key bar (empty: not shown there), and in a sentence for the help.

    One that is `first` acts before the next key is looked at, so that what is typed after it goes where it leads.
    """

    key: str
    action: str
    label: str
    about: str
    shown: str = ""
    first: bool = False

    @property
    def face(self) -> str:
        """The key as it is written."""
        return self.shown or self.key.split(",")[0]


HELP = Key("question_mark", "help", "keys", "Show this help.", "?")
PALETTE = Key("ctrl+p", "app.command_palette", "", "Open the command palette: theme, screens, quit.")


def bindings(keys: Sequence[Key]) -> list[BindingType]:
    """The keys as Textual's bindings."""
    return [
        Binding(
            key.key,
            key.action,
            key.label or key.about,
            key_display=key.face,
            show=bool(key.label),
            priority=key.first,
        )
        for key in keys
        if key.action
    ]
