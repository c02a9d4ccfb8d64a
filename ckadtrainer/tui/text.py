"""Text on its way to the screen: through the door for untrusted text, and never parsed as markup."""

import re

from textual.content import Content

from ckadtrainer.untrusted import untrusted

_NAME = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```\w*$", re.MULTILINE)
_BULLET = re.compile(r"^(\s*)[-*] (?=\S)", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:·|\d{1,2}\.) ")
"""What a bullet or an item of a numbered list begins with, once bullets are dots."""


def plain(text: str, style: str = "") -> Content:
    """Any text as content that draws exactly what it says."""
    return Content.styled(untrusted(text).expandtabs(4), style)


def line(text: str, style: str = "") -> Content:
    """Any text on one line: runs of blanks, newlines among them, become one space."""
    return Content.styled(" ".join(untrusted(text).split()), style)


def marked(text: str) -> Content:
    """Any text, with names in backticks highlighted."""
    return _highlighted(untrusted(text).expandtabs(4), None)


def names(text: str) -> tuple[str, ...]:
    """The names in backticks, each once, in order of appearance."""
    return tuple(dict.fromkeys(_NAME.findall(untrusted(text))))


def prose(text: str, chosen: str | None = None, width: int | None = None) -> Content:
    """A task, hint or debrief: bullets as dots, names in backticks highlighted, `chosen` among them inverted.

    Newlines inside a paragraph become spaces, so that it wraps to the width it is shown at; with a
    `width` it is wrapped here, and what belongs to a bullet is indented under it.
    """
    blocks = [(_indent(block), _highlighted(block, chosen)) for block in _blocks(untrusted(text).expandtabs(4))]
    if width is None:
        return Content("\n").join([content for _, content in blocks])
    return Content("\n").join([_hung(content, indent, width) for indent, content in blocks])


def hanging(head: Content, text: Content, width: int, least: int = 12) -> Content:
    """`text` after `head`, wrapped to a width, its further lines indented under its first, `least` cells for it."""
    indent = head.cell_length
    first, *more = text.wrap(max(least, width - indent)) or [Content("")]
    return Content("\n").join([Content.assemble(head, first), *(row.pad_left(indent) for row in more)])


def _highlighted(block: str, chosen: str | None) -> Content:
    parts: list[str | tuple[str, str]] = []
    end = 0
    for match in _NAME.finditer(block):
        parts.append(block[end : match.start()])
        parts.append((match[1], "$accent reverse" if match[1] == chosen else "$accent"))
        end = match.end()
    return Content.assemble(*parts, block[end:])


def _is_code(block: str) -> bool:
    """Whether it is indented, and no item of a list."""
    return block.startswith("  ") and not _ITEM.match(block)


def _indent(block: str) -> int:
    """Cells by which lines after the first are indented: under the text of an item, deeper than a line of code."""
    if _is_code(block):
        return len(block) - len(block.lstrip()) + 2
    item = _ITEM.match(block)
    return item.end() if item else 0


def _hung(content: Content, indent: int, width: int) -> Content:
    if not indent or content.cell_length <= width:
        return content
    return hanging(content[:indent], content[indent:], width, least=8)


def _blocks(text: str) -> list[str]:
    """Paragraphs on one line each; blank lines, items of lists, and lines indented like code stay as they are.

    A line is code where it is indented by two blanks or more, below an item by two more than the item's text.
    """
    blocks: list[str] = []
    for raw in _FENCE.sub("", text).strip("\n").split("\n"):
        row = _BULLET.sub(r"\1· ", raw)
        before = blocks[-1] if blocks else ""
        starts_anew = not row.strip() or _ITEM.match(row) or row.startswith(" " * (_indent(before) + 2))
        if before.strip() and not starts_anew and not _is_code(before):
            blocks[-1] = f"{before.rstrip()} {row.strip()}"
        else:
            blocks.append(row)
    return blocks
