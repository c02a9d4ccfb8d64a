"""From the bytes of a YAML file to plain values that know where they stand.

The accepted YAML is the part that means the same to everybody: one value a key, no anchors, aliases, merge
keys or tags, and YAML 1.2 scalars: `on`, `yes` and `6:30` are text. Leading-zero numbers are octal, as
kubectl reads them. Nothing is built by the YAML library and nothing here recurses, so hostile text costs
no more than its size.
"""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ckadtrainer.definition.document import START, Document, KeyPath, Mark
from ckadtrainer.definition.problem import Problem
from ckadtrainer.definition.scalar import TOO_LARGE, resolve
from ckadtrainer.definition.values import NO_VALUES, Values, fill

MAX_BYTES = 256 * 1024
MAX_DEPTH = 40

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NOWHERE: KeyPath = ("\0",)
"""The path of what is read but belongs nowhere."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds. Empty documents are left out; with problems, the documents are what could be read."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def read(file: Path, values: Values = NO_VALUES) -> Source:
    """Read a YAML file of any number of documents, with `${name}` filled for each of the values. Never raises."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return _refused(file, "CKD001", "this is not a regular file")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _refused(file, "CKD001", "there is no such file")
    except (OSError, ValueError) as error:
        return _refused(file, "CKD001", f"the file cannot be read: {getattr(error, 'strerror', None) or error}")
    return parse(data, file, values)


def parse(data: bytes, file: Path, values: Values = NO_VALUES) -> Source:
    """Read the bytes of `file`. Never raises."""
    if len(data) > MAX_BYTES:
        return _refused(file, "CKD002", f"the file is larger than {MAX_BYTES // 1024} KiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return _refused(file, "CKD003", "the text is not UTF-8", Mark(line, column))
    control = _CONTROL.search(text)
    if control:
        mark = _mark_at(text, control.start())
        return _refused(file, "CKD004", f"control character U+{ord(control[0]):04X}", mark)
    reader = _Reader(file, fill(text, values))
    return Source(tuple(reader.documents()), tuple(reader.problems))


_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


def _mark_at(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _refused(file: Path, code: str, message: str, mark: Mark = START) -> Source:
    return Source((), (Problem(code, file, mark.line, mark.column, message),))


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled. `key` waits for its value; `skips` when that value belongs nowhere."""

    path: KeyPath
    into: dict[str, Any] | list[Any]
    key: str | None = None
    skips: bool = False


class _Reader:
    """Walks the parser's events once, filling plain values and noting what is not accepted."""

    def __init__(self, file: Path, text: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        self._values: dict[KeyPath, Mark] = {}
        self._keys: dict[KeyPath, Mark] = {}
        self._stack: list[_Frame] = []
        self._root: Any = None

    def documents(self) -> Iterator[Document]:
        """Each document that is not empty, until the end or the first syntax error."""
        try:
            for event in self._events():
                if isinstance(event, yaml.DocumentStartEvent):
                    self._values, self._keys, self._stack, self._root = {}, {}, [], None
                elif isinstance(event, yaml.DocumentEndEvent):
                    if self._root is not None:
                        yield Document(self._file, self._root, self._values, self._keys)
                elif not self._take(event):
                    return
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two for escapes beyond Unicode
            self._add("CKD005", START, f"this is not YAML: {error}")

    def _events(self) -> Iterator[yaml.Event]:
        loader = _Loader(self._text)
        try:
            while loader.check_event():
                yield loader.get_event()
        finally:
            loader.dispose()

    def _take(self, event: yaml.Event) -> bool:
        """Take one event in; False when reading must stop."""
        mark = _mark(event.start_mark)
        if isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._decorations(event, mark)
            return self._open({} if isinstance(event, yaml.MappingStartEvent) else [], mark)
        elif isinstance(event, yaml.ScalarEvent):
            self._decorations(event, mark)
            if _SURROGATE.search(event.value):
                self._add("CKD005", mark, "half of a surrogate pair is no character")
                return False
            self._scalar(event, mark)
        elif isinstance(event, yaml.AliasEvent):
            self._add("CKD010", mark, f"aliases are not accepted: write out what `*{event.anchor}` stands for")
            self._put(None, mark)
        return True

    def _decorations(self, event: Any, mark: Mark) -> None:
        if event.anchor is not None:
            self._add("CKD010", mark, f"anchors are not accepted: remove `&{event.anchor}`")
        if event.tag is not None:
            self._add("CKD012", mark, f"tags are not accepted: remove `{event.tag}`")

    def _open(self, into: dict[str, Any] | list[Any], mark: Mark) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            self._add("CKD006", mark, f"values are nested more than {MAX_DEPTH} deep")
            return False
        path = self._put(into, mark)
        self._stack.append(_Frame(path, into))
        return True

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            self._key(frame, event, mark)
            return
        value = event.value if event.style else resolve(event.value)
        if value is TOO_LARGE:
            self._add("CKD014", mark, f"`{event.value[:20]}` does not fit in 64 bits; put it in quotes if it is text")
            value = 0
        self._put(value, mark)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent, mark: Mark) -> None:
        key = event.value
        frame.key, frame.skips = key, False
        if key == "<<" and not event.style:
            self._add("CKD011", mark, "merge keys are not accepted: write the keys out")
            frame.skips = True
        elif not key and not event.style:
            self._add("CKD013", mark, "a key is missing before the colon")
            frame.skips = True
        elif key in frame.into:
            first = self._keys[(*frame.path, key)]
            self._add("CKD009", mark, f"key `{key}` was given on line {first.line} already")
            frame.skips = True
        else:
            self._keys[(*frame.path, key)] = mark

    def _put(self, value: Any, mark: Mark) -> KeyPath:
        """Set `value` where it belongs and return its path."""
        if not self._stack:
            self._root = value
            self._values[()] = mark
            return ()
        frame = self._stack[-1]
        if isinstance(frame.into, list):
            path: KeyPath = (*frame.path, len(frame.into))
            frame.into.append(value)
        elif frame.key is None:
            self._add("CKD013", mark, "a key must be text")
            frame.key, frame.skips = "", True
            return _NOWHERE
        else:
            path = (*frame.path, frame.key)
            key, frame.key = frame.key, None
            if frame.skips:
                return _NOWHERE
            frame.into[key] = value
        self._values[path] = mark
        return path

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        where = error.problem_mark or error.context_mark
        mark = _mark(where) if where else START
        lines = self._text.splitlines()
        line = lines[mark.line - 1] if mark.line <= len(lines) else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            self._add("CKD007", mark, "a tab is used to indent: use spaces")
        else:
            self._add("CKD005", mark, f"this is not YAML: {error.problem or error.context}")

    def _add(self, code: str, mark: Mark, message: str) -> None:
        self.problems.append(Problem(code, self._file, mark.line, mark.column, message))


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)
