"""The keys of the exam screen."""

from ckadtrainer.tui.keys import HELP, PALETTE, Key

EXAM_KEYS = (
    Key("n", "step(1)", "next", "The next task."),
    Key("p", "step(-1)", "prev", "The task before."),
    Key("f", "flag", "flag", "Flag the task for a second look, or take the flag away."),
    Key("g,apostrophe", "next_flagged", "⚑", "The next flagged task."),
    Key("c", "copy", "copy", "Copy the context's command; then the namespace, then each name of the task."),
    Key("t", "shell", "shell", "A shell with kubectl and the exam's contexts; in tmux in a pane beside."),
    Key("o", "notes", "notes", "Write in the notepad; `esc` goes back to the tasks."),
    Key("x", "end", "end", "End the exam and have it graded; what is not visited or flagged is named first."),
    Key("enter", "", "", "In the list: go to the highlighted task."),
    Key("tab", "", "", "Move between the list, the task and the notepad."),
    Key("escape", "away", "", "Leave the exam for now. Its clock runs on.", "esc"),
    Key("ctrl+q", "app.quit", "", "Leave the trainer. The exam is kept, its clock runs on."),
    PALETTE,
    HELP,
)
