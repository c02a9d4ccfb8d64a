"""kubectl's subcommands and the flags each of them knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_IMPLIED = {"dry-run": "client", "cascade": "background", "validate": "strict"}
"""What a flag of kind `o` means when it stands alone."""
_ALIASES = {
    "create": {
        "cj": "cronjob",
        "cm": "configmap",
        "deploy": "deployment",
        "ing": "ingress",
        "ns": "namespace",
        "pc": "priorityclass",
        "pdb": "poddisruptionbudget",
        "resourcequota": "quota",
        "sa": "serviceaccount",
        "svc": "service",
    },
    "set": {"sa": "serviceaccount"},
    "top": {"no": "node", "nodes": "node", "po": "pod", "pods": "pod"},
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag. `kind` is b, t, l or o, as in `flags.txt`; `default` is empty when leaving it out says nothing."""

    name: str
    short: str
    kind: str
    default: str

    @property
    def takes_next(self) -> bool:
        """Whether the word after it is its value, when none is joined to it."""
        return self.kind in "tl"

    @property
    def alone(self) -> str:
        """Its value when none is given."""
        return "true" if self.kind == "b" else _IMPLIED[self.name]


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A node of kubectl's tree of commands: its path, like `("create", "service")`, and its own flags by name."""

    path: tuple[str, ...]
    flags: Mapping[str, Flag]

    @property
    def name(self) -> str:
        return " ".join(("kubectl", *self.path))

    def child(self, word: str) -> "Subcommand | None":
        """The subcommand called so, under its name or an alias."""
        name = _ALIASES.get(" ".join(self.path), {}).get(word, word)
        return subcommands().get((*self.path, name))

    @property
    def has_children(self) -> bool:
        depth = len(self.path)
        return any(path[:depth] == self.path and len(path) > depth for path in subcommands())

    def long(self, name: str) -> Flag | None:
        """The flag called `--name`, of this subcommand or of all."""
        return self.flags.get(name) or subcommands()[()].flags.get(name)

    def short(self, letter: str) -> Flag | None:
        """The flag called `-letter`."""
        known = (*self.flags.values(), *subcommands()[()].flags.values())
        return next((flag for flag in known if flag.short == letter), None)


@cache
def subcommands() -> Mapping[tuple[str, ...], Subcommand]:
    """Every subcommand by its path; the empty path is kubectl itself, whose flags stand everywhere."""
    text = (resources.files("ckadtrainer.kubectl") / "flags.txt").read_text(encoding="utf-8")
    found: dict[tuple[str, ...], Subcommand] = {}
    for line in text.splitlines():
        path, _, flags = line.partition(":")
        known = [_flag(word) for word in flags.split()]
        found[tuple(path.split())] = Subcommand(tuple(path.split()), {flag.name: flag for flag in known})
    return found


def _flag(word: str) -> Flag:
    left, _, default = word.partition("=")
    names, _, kind = left.partition(":")
    name, _, short = names.partition("/")
    return Flag(name, short, kind, default)
