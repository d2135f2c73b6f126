"""The modules of a page's script, joined into one text.

A browser loads no module from a file on disk, and a page's policy names its script by one hash, so the
modules are joined when a page is made. They keep to these forms of ECMA-262 (16.2, Modules), each at the
beginning of a line::

    import { name, other as alias } from "./file.js";
    import * as file from "./file.js";
    export const name = …
    export function name(…) …        also async, generators and classes

What is exported is never assigned anew, and no module imports itself, not even by way of others. So it
makes no difference that an importer gets a value once, where ECMAScript would give a live binding. A module
may await at its top level; those that import it wait for it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_NAME: Final = r"[A-Za-z_$][\w$]*"
_LINKING: Final = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
_IMPORT: Final = re.compile(
    rf'^import (?:\{{(?P<names>[^{{}}]*)\}}|\* as (?P<whole>{_NAME})) from "\./(?P<file>[\w-]+\.js)";$',
    re.MULTILINE,
)
_IMPORTED: Final = re.compile(rf"(?P<name>{_NAME})(?: as (?P<alias>{_NAME}))?")
_DECLARATION: Final = r"(?:const|class|(?:async )?function\*?)"
_EXPORT: Final = re.compile(rf"^export (?={_DECLARATION} (?P<name>{_NAME}))", re.MULTILINE)
_DECLARED: Final = re.compile(
    rf"^(?:export )?(?:let|var|{_DECLARATION}) (?P<name>{_NAME})", re.MULTILINE
)
_JOINED: Final = "$modules"
"""The variable of the joined script that holds what each module exports."""


class ModuleError(ValueError):
    """A module of the page's script cannot be joined to the others.

    Attributes:
        file: The module's file.
        line: The line where it shows, counted from 1.
    """

    def __init__(self, file: str, line: int, what: str, remedy: str) -> None:
        super().__init__(f"{file}, line {line}: {what}. {remedy}.")
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a module takes from another.

    Attributes:
        file: The other module.
        names: What is taken and the name that it has here; empty when the whole module is taken.
        whole: The name that the whole module has here, or "".
        line: The line of the statement, counted from 1.
    """

    file: str
    names: tuple[tuple[str, str], ...]
    whole: str
    line: int

    @property
    def local(self) -> Iterator[str]:
        """The names that the statement declares."""
        return iter([self.whole] if self.whole else [alias for _, alias in self.names])


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A file of the script.

    Attributes:
        file: Its name.
        imports: What it takes from others, in the order of the statements.
        exports: The names it gives to others.
        text: Its source.
    """

    file: str
    imports: tuple[Import, ...]
    exports: tuple[str, ...]
    text: str


def join(entry: str, read: Callable[[str], str]) -> str:
    """Return a script that runs a module and all that it imports, each once and in a scope of its own.

    Args:
        entry: The file of the module that starts the page.
        read: Returns the source of a file, or raises FileNotFoundError.

    Raises:
        ModuleError: A statement has another form, a module or name is not there, or imports run in a circle.
    """
    modules: dict[str, Module] = {}
    _collect(entry, read, modules, above=())
    for module in modules.values():
        _check_names(module, modules)
    scopes = "".join(map(_scope, modules.values()))
    return f'"use strict";\n(async () => {{\nconst {_JOINED} = {{}};\n{scopes}}})();\n'


def _collect(
    file: str, read: Callable[[str], str], modules: dict[str, Module], *, above: tuple[str, ...]
) -> None:
    """Add a module after those that it imports; ``above`` are the modules whose imports led here."""
    module = parse(file, read(file))
    for taken in module.imports:
        circle = (*above, file, taken.file)
        if taken.file in circle[:-1]:
            way = " → ".join(circle[circle.index(taken.file) :])
            raise ModuleError(
                file,
                taken.line,
                f"imports run in a circle: {way}",
                "Move what both need to a third",
            )
        if taken.file in modules:
            continue
        try:
            _collect(taken.file, read, modules, above=(*above, file))
        except FileNotFoundError:
            raise ModuleError(
                file, taken.line, f"there is no module {taken.file}", "Correct the name"
            ) from None
    modules[file] = module


def parse(file: str, text: str) -> Module:
    """Return the module that a source is.

    Raises:
        ModuleError: A statement has another form than those above, or a name is declared twice.
    """
    for statement in _LINKING.finditer(text):
        at = statement.start()
        if not (_IMPORT.match(text, at) or _EXPORT.match(text, at)):
            raise ModuleError(
                file,
                _line(text, at),
                f"“{statement[0]}” is no import or export that can be joined",
                "See the forms in simpul_viz/modules.py",
            )
    imports = tuple(_imported(file, text, match) for match in _IMPORT.finditer(text))
    _check_declarations(file, text, imports)
    exports = tuple(match["name"] for match in _EXPORT.finditer(text))
    return Module(file=file, imports=imports, exports=exports, text=text)


def _imported(file: str, text: str, match: re.Match[str]) -> Import:
    line = _line(text, match.start())
    names: list[tuple[str, str]] = []
    for part in map(str.strip, (match["names"] or "").rstrip().removesuffix(",").split(",")):
        found = _IMPORTED.fullmatch(part)
        if found:
            names.append((found["name"], found["alias"] or found["name"]))
        elif not match["whole"]:
            raise ModuleError(
                file, line, f"“{part}” is no name to import", "Write name or name as alias"
            )
    return Import(file=match["file"], names=tuple(names), whole=match["whole"] or "", line=line)


def _check_declarations(file: str, text: str, imports: tuple[Import, ...]) -> None:
    """Raise an error when a name of the module's scope is declared twice."""
    declared = [(name, taken.line) for taken in imports for name in taken.local]
    declared += [(match["name"], _line(text, match.start())) for match in _DECLARED.finditer(text)]
    seen = {_JOINED}
    for name, line in declared:
        if name in seen:
            raise ModuleError(file, line, f"{name} is declared twice", "Import it by another name")
        seen.add(name)


def _check_names(module: Module, modules: dict[str, Module]) -> None:
    """Raise an error when a module imports what the other does not export."""
    for taken in module.imports:
        for name, _ in taken.names:
            if name not in modules[taken.file].exports:
                raise ModuleError(
                    module.file,
                    taken.line,
                    f"{taken.file} does not export {name}",
                    "Export it there or correct the name",
                )


def _scope(module: Module) -> str:
    """Return the module as a function that is called at once and gives what it exports."""

    def binding(match: re.Match[str]) -> str:
        names = match["whole"] or f"{{{match['names'].replace(' as ', ': ')}}}"
        return f'const {names} = {_JOINED}["{match["file"]}"];'

    body = _EXPORT.sub("", _IMPORT.sub(binding, module.text)).rstrip("\n")
    exports = f"return {{ {', '.join(module.exports)} }};\n" if module.exports else ""
    return f'{_JOINED}["{module.file}"] = await (async () => {{\n{body}\n{exports}}})();\n'


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
