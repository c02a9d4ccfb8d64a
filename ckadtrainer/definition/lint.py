"""Grader modules held against their drill, by reading and never by running them."""

import ast
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ckadtrainer.definition.document import START, Mark
from ckadtrainer.definition.drill import Drill
from ckadtrainer.definition.problem import Problem, Severity
from ckadtrainer.definition.source import MAX_BYTES

OTHER_RIGHT_ANSWERS = 2
WRONG_ANSWERS = 8

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES: Mapping[type[ast.AST], str] = {
    ast.If: "if",
    ast.IfExp: "if",
    ast.For: "for",
    ast.AsyncFor: "for",
    ast.While: "while",
    ast.Try: "try",
    ast.TryStar: "try",
    ast.Match: "match",
    ast.ListComp: "for",
    ast.SetComp: "for",
    ast.DictComp: "for",
    ast.GeneratorExp: "for",
}


def lint_grader(drill: Drill, marks: Mapping[str, Mark], drill_file: Path, grader: Path) -> list[Problem]:
    """Every check without words has its function and every function its check; house rules are warnings."""
    wanted = [check.id for check in drill.checks if not check.is_declared]
    if not grader.exists():
        return [
            _missing(id, marks, drill_file, f"check `{id}` has no words, and there is no grader {grader.name}")
            for id in wanted
        ]
    module = _parse(grader)
    if isinstance(module, Problem):
        return [module]
    functions = {node.name: node for node in module.body if isinstance(node, _Function)}
    public = {name: node for name, node in functions.items() if not name.startswith("_")}
    return [
        *(
            _missing(id, marks, drill_file, f"check `{id}` has no function `{id}` in {grader.name}")
            for id in wanted
            if id not in public
        ),
        *_strangers(public, wanted, drill, grader),
        *_manners(module, drill, grader),
        *_order(public, wanted, grader),
        *(problem for name in public if name in wanted for problem in _function(public[name], grader)),
    ]


def lint_answers(drill: Drill, file: Path) -> list[Problem]:
    """Warn when there are too few answers to trust the checks."""
    right = sum(not answer.fails for answer in drill.answers) - 1
    wrong = sum(bool(answer.fails) for answer in drill.answers)
    problems = []
    if right < OTHER_RIGHT_ANSWERS:
        message = f"only {right} right answers beside the solution: {OTHER_RIGHT_ANSWERS} show that any path counts"
        problems.append(_warning("CKD401", file, START, message))
    if wrong < WRONG_ANSWERS:
        message = f"only {wrong} wrong answers: {WRONG_ANSWERS} show that the checks cannot be cheated"
        problems.append(_warning("CKD402", file, START, message))
    failed = {id for answer in drill.answers for id in answer.fails}
    for check in drill.checks:
        if check.id not in failed and wrong:
            problems.append(_warning("CKD403", file, START, f"no wrong answer fails check `{check.id}`"))
    return problems


def _parse(grader: Path) -> ast.Module | Problem:
    try:
        source = grader.read_bytes()
        if len(source) > MAX_BYTES:
            return Problem("CKD002", grader, 1, 1, f"the file is larger than {MAX_BYTES // 1024} KiB")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape is the module's business when it is imported
            return ast.parse(source)
    except SyntaxError as error:
        return Problem("CKD301", grader, error.lineno or 1, error.offset or 1, f"this is not Python: {error.msg}")
    except (ValueError, RecursionError, MemoryError, OSError) as error:
        return Problem("CKD301", grader, 1, 1, f"the grader cannot be read: {error}")


def _missing(id: str, marks: Mapping[str, Mark], file: Path, message: str) -> Problem:
    mark = marks.get(id, START)
    return Problem("CKD302", file, mark.line, mark.column, message)


def _strangers(public: Mapping[str, _Function], wanted: Sequence[str], drill: Drill, grader: Path) -> Iterator[Problem]:
    declared = {check.id for check in drill.checks if check.is_declared}
    for name, node in public.items():
        if name in declared:
            yield _at(node, "CKD304", grader, f"check `{name}` is graded by its words; remove one of the two")
        elif name not in wanted:
            yield _at(node, "CKD303", grader, f"no check is called `{name}`; a function of your own starts with `_`")


def _manners(module: ast.Module, drill: Drill, grader: Path) -> Iterator[Problem]:
    wanted = f"Grade `{drill.id}`."
    if not (ast.get_docstring(module) or "").startswith(wanted):
        yield _warning("CKD310", grader, START, f'the module\'s docstring must begin """{wanted}')


def _order(public: Mapping[str, _Function], wanted: Sequence[str], grader: Path) -> Iterator[Problem]:
    written = [name for name in public if name in wanted]
    expected = [id for id in wanted if id in public]
    for name, id in zip(written, expected, strict=True):
        if name != id:
            mark = Mark(public[name].lineno, public[name].col_offset + 1)
            yield _warning("CKD311", grader, mark, f"`{name}` stands where `{id}` should: keep the order of the checks")
            return


def _function(node: _Function, grader: Path) -> Iterator[Problem]:
    arguments = node.args
    count = len(arguments.posonlyargs) + len(arguments.args)
    is_plain = not (arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults)
    if isinstance(node, ast.AsyncFunctionDef) or count != 1 or not is_plain:
        yield _at(node, "CKD305", grader, f"`{node.name}` must be a plain function of one parameter, the cluster")
    if not ast.get_docstring(node):
        mark = Mark(node.lineno, node.col_offset + 1)
        yield _warning("CKD312", grader, mark, f"`{node.name}` has no docstring that says what it proves")
    for inner in ast.walk(node):
        word = _BRANCHES.get(type(inner))
        if word and isinstance(inner, ast.stmt | ast.expr):
            mark = Mark(inner.lineno, inner.col_offset + 1)
            yield _warning("CKD313", grader, mark, f"a grader is straight-line: `{word}` hides what is proven")


def _at(node: _Function, code: str, file: Path, message: str) -> Problem:
    return Problem(code, file, node.lineno, node.col_offset + 1, message)


def _warning(code: str, file: Path, mark: Mark, message: str) -> Problem:
    return Problem(code, file, mark.line, mark.column, message, Severity.WARNING)
