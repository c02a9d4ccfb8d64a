"""The keys of the home screen."""

from ckadtrainer.tui.keys import HELP, PALETTE, Key

HOME_KEYS = (
    Key("enter", "", "start", "Start the selected drill or quiz, or go on with a drill that is open."),
    Key("slash", "filter", "filter", "Filter as you type: name, topic, domain, state, kind.", "/", first=True),
    Key("n", "next", "next", "Go to what is next: what is open, then the skill most in need, then a new one."),
    Key("e", "exam", "exam", "An exam: draw one, go on with one that is open, look at those so far."),
    Key("u", "set_up", "set-up", "Bring the practice cluster up, or go on where the set-up stopped."),
    Key("h", "history", "history", "Every try, trends in them, and how ready you are."),
    Key("d", "doctor", "doctor", "Examine engine, tools and cluster."),
    Key("s", "speed", "", "Start the selected drill with half its time."),
    Key("x", "abandon", "", "Set the selected open drill aside for good."),
    Key("tab", "", "", "Move between topics and drills."),
    Key("q", "app.quit", "quit", "Leave. An open drill is kept, its clock stands."),
    PALETTE,
    HELP,
)
