"""The keys of the drill screen."""

from ckadtrainer.tui.keys import HELP, PALETTE, Key

DRILL_KEYS = (
    Key("t", "shell", "shell", "A shell with kubectl set to this namespace; in tmux in a pane beside."),
    Key("c", "copy", "copy", "Copy the next name of the task to the clipboard."),
    Key("i", "hint", "hint", "Open the next hint; its cost is named first."),
    Key("v", "beside", "compare", "Your Pods as a picture beside a solution's, as they are now."),
    Key("f", "finish", "finish", "End the drill and see the result."),
    Key("escape", "home", "home", "Back to the drills. The clock stands until you come back.", "esc"),
    Key("g", "grade", "grade", "Grade again now. It also happens by itself."),
    Key("r", "reset", "reset", "Start over in a fresh namespace. The clock goes on."),
    Key("s", "solution", "solution", "Show the solution; the try no longer counts as passed."),
    Key("1", "pane('pods')", "", "Pods and their containers."),
    Key("2", "pane('events')", "", "Events of the namespace."),
    Key("3,l", "pane('logs')", "", "Logs; once more: the next container.", "3 l"),
    Key("4", "pane('hints')", "", "Hints opened so far."),
    Key("tab", "", "", "Move between task, checks and the pane below; arrows look at one check after the other."),
    Key("ctrl+q", "app.quit", "", "Leave the trainer. The drill is kept, its clock stands."),
    PALETTE,
    HELP,
)
