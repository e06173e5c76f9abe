#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The checks of STYLE.md that a machine can make, so that people need not.

    tidy.py [--root DIR]

Prints `file:line: what is wrong` and ends with 1 when anything is. Each check is a function that takes a Tree and yields
complaints; CHECKS at the end lists them all.
"""
import argparse
import os
import re
import subprocess
import sys
from functools import cached_property

import c_reader

MOST_FUNCTION_LINES = 70
MOST_FILE_LINES = 800
MOST_COLUMNS = 100
MOST_TEXT_COLUMNS = 140
MOST_TABLE_COLUMNS = 120
MOST_PARAMETERS = 6
# Every list of rows goes through tx_all; a struct for its parameters would be written out at each call. on_sip_trace is called by libre.
PARAMETERS_ALLOWED = {"tx_all": 7, "on_sip_trace": 7}
MOST_NESTING = 4
TAB = 4

BANNED_CALLS = r"\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|gmtime|localtime|gets|strncpy)\s*\("
BANNED_WORDS = {"util", "utils", "helper", "helpers", "common", "misc", "manager"}
FLOATS_ALLOWED = ("src/adapter/media/", "src/adapter/speech/", "src/phones/")
LOG_BANNED = ("src/base/", "src/port/", "src/domain/")
CLOCK_BANNED = ("src/base/", "src/port/", "src/domain/", "src/engine/")
CLOCK_ALLOWED = ("src/base/log.c", "src/base/mailbox.c", "src/port/clock.c")
LOCKS_ALLOWED = ("src/base/mailbox.c", "src/base/log.c", "src/base/meter.c")
# The whole process has one log, one page of numbers, one clock: the only variables below the adapters.
VARIABLES_ALLOWED = {"src/base/log.c": 1, "src/base/meter.c": 1, "src/port/clock.c": 1}
VARIABLES_PER_FOLDER = {"src/adapter/": 1, "src/daemon": 6, "src/phones": 2}
LIBRARIES = {
    r"re(m)?/|re\.h|rem\.h": ("src/adapter/sip/", "src/adapter/media/"),
    r"event2/": ("src/adapter/http/",),
    r"sqlite3\.h": ("src/adapter/sqlite/",),
    r"libpq-fe\.h|postgresql/": ("src/adapter/postgres/",),
    r"sodium": ("src/adapter/crypt/",),
    r"phonenumbers/": ("src/adapter/number/",),
    r"jansson\.h": ("src/adapter/http/", "src/daemon/", "src/phones/"),
    r"libconfig\.h": ("src/daemon/",),
    r"systemd/": ("src/daemon/",),
    r"curl/": ("src/adapter/", "src/daemon/"),
}


class Tree:
    """The files of the project, each read once."""

    def __init__(self, root):
        self.root = root
        self.texts = {}

    @cached_property
    def files(self):
        # In CI the owner of the clone may be somebody else.
        git = ["git", "-c", "safe.directory=*", "-C", self.root]
        asked = [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(asked, capture_output=True, text=True, check=False)
        if listed.returncode == 0:
            names = [name for name in listed.stdout.split("\0") if name]
        else:
            names = [
                os.path.relpath(os.path.join(folder, name), self.root)
                for folder, _, inside in os.walk(self.root)
                for name in inside
            ]
        return sorted(name for name in names if os.path.isfile(os.path.join(self.root, name)))

    def having(self, *endings, under=""):
        return [name for name in self.files if name.endswith(endings) and name.startswith(under)]

    @property
    def c_files(self):
        return self.having(".c", ".h", ".cc", under="src/")

    def text(self, name):
        if name not in self.texts:
            with open(os.path.join(self.root, name), encoding="utf-8", errors="replace") as file:
                self.texts[name] = file.read()
        return self.texts[name]

    def code(self, name):
        key = ("code", name)
        if key not in self.texts:
            self.texts[key] = c_reader.without_comments(self.text(name))
        return self.texts[key]

    def top_level(self, name):
        key = ("top", name)
        if key not in self.texts:
            self.texts[key] = c_reader.top_level(self.text(name))
        return self.texts[key]


def matches(tree, name, pattern, code=True):
    text = tree.code(name) if code else tree.text(name)
    for found in re.finditer(pattern, text):
        yield c_reader.line_of(text, found.start()), found


def is_test(name):
    return name.endswith("_test.c") or not name.startswith("src/")


# ---- layers -------------------------------------------------------------------------------
def read_layers(tree):
    layers = {}
    for line in tree.text("src/LAYERS").splitlines():
        words = line.split("#")[0].split()
        if words:
            layers[words[0]] = words[1:]
    return layers


def layer_of(layers, path):
    """The entry a path below src/ belongs to: the longest folder; `domain/*.h` for files directly in it."""
    folder = os.path.dirname(path)
    if f"{folder}/*.h" in layers:
        return f"{folder}/*.h"
    while folder:
        if folder in layers:
            return folder
        folder = os.path.dirname(folder)
    return None


def may_include(layers, mine, theirs):
    for allowed in [mine, *layers[mine]]:
        if theirs == allowed or theirs.startswith(allowed + "/"):
            return True
    return False


def check_layers(tree):
    layers = read_layers(tree)
    for name in tree.c_files:
        mine = layer_of(layers, name.removeprefix("src/"))
        if mine is None:
            yield name, 1, "is in no layer of src/LAYERS"
            continue
        for number, line in enumerate(tree.text(name).splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            theirs = layer_of(layers, found.group(1)) if found and "/" in found.group(1) else None
            if theirs and not may_include(layers, mine, theirs):
                yield name, number, f"{mine} may not include {found.group(1)} (src/LAYERS)"


def check_libraries(tree):
    for name in tree.c_files:
        for number, line in enumerate(tree.text(name).splitlines(), 1):
            found = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
            if not found:
                continue
            for pattern, allowed in LIBRARIES.items():
                if re.match(pattern, found.group(1)) and not name.startswith(allowed):
                    yield name, number, f"<{found.group(1)}> belongs into {' or '.join(allowed)}"


# ---- size ---------------------------------------------------------------------------------
def column_limits(name, lines):
    """Each line with its limit: tables that clang-format leaves alone may be wider, lists of parameters are free."""
    is_c, in_table = name.endswith((".c", ".h", ".cc")), False
    for number, line in enumerate(lines, 1):
        if "clang-format off" in line or "clang-format on" in line:
            in_table = "clang-format off" in line
        if not (name.endswith(".sql") and line.startswith("-- $")):
            wide = MOST_TABLE_COLUMNS if in_table else MOST_COLUMNS
            yield number, line, wide if is_c else MOST_TEXT_COLUMNS


def check_lines(tree):
    for name in tree.having(".c", ".h", ".cc", ".py", ".sql", ".def", "dev"):
        if "/generated/" in name:
            continue
        lines = tree.text(name).splitlines()
        if len(lines) > MOST_FILE_LINES:
            yield name, 1, f"{len(lines)} lines; the limit is {MOST_FILE_LINES}"
        if name.endswith(".def"):
            continue
        for number, line, most in column_limits(name, lines):
            columns = len(line.expandtabs(TAB))
            if columns > most:
                yield name, number, f"{columns} columns; the limit is {most}"
            if line != line.rstrip():
                yield name, number, "blanks at the end of the line"


def check_functions(tree):
    for name in tree.having(".c", ".cc"):
        for function in tree.top_level(name)[0]:
            if function.lines > MOST_FUNCTION_LINES:
                yield name, function.line, f"{function.name} has {function.lines} lines, limit {MOST_FUNCTION_LINES}"
            if function.parameters > PARAMETERS_ALLOWED.get(function.name, MOST_PARAMETERS):
                yield name, function.line, f"{function.name} has {function.parameters} parameters, limit {MOST_PARAMETERS}"
            if function.nesting > MOST_NESTING:
                yield name, function.line, f"{function.name} nests {function.nesting} deep, limit {MOST_NESTING}"


# ---- what is not written here ----------------------------------------------------------------
def check_banned_calls(tree):
    for name in tree.having(".c", ".h", ".cc"):
        for line, found in matches(tree, name, BANNED_CALLS):
            yield name, line, f"{found.group(1)} is banned (STYLE.md, Text)"


def check_floats(tree):
    for name in tree.c_files:
        if name.startswith(FLOATS_ALLOWED) or is_test(name):
            continue
        for line, _ in matches(tree, name, r"\b(float|double)\b|\b\d+\.\d+"):
            yield name, line, "floating point outside the sound of a call"


def check_clock_and_log(tree):
    for name in tree.c_files:
        if is_test(name):
            continue
        if name.startswith(CLOCK_BANNED) and name not in CLOCK_ALLOWED:
            for line, found in matches(tree, name, r"\b(clock_gettime|gettimeofday|time)\s*\((?=\s*(NULL|0|&|CLOCK))"):
                yield name, line, f"{found.group(1)} reads a clock; time is handed in"
        if name.startswith(LOG_BANNED) and not name.startswith("src/base/log."):
            for line, _ in matches(tree, name, r"\blog_(debug|info|warn|error|line)\s*\("):
                yield name, line, "logs; return the error instead"


def check_locks(tree):
    for name in tree.c_files:
        if is_test(name) or name in LOCKS_ALLOWED:
            continue
        for line, _ in matches(tree, name, r"\bpthread_(mutex|rwlock|cond|spin)_(lock|wait|rdlock|wrlock)\s*\("):
            yield name, line, "a lock outside base/mailbox, base/log and base/meter; send a message"


def function_statics(function):
    for found in re.finditer(r"[;{}]\s*(static\s[^;{}]*)", function.body):
        if c_reader.is_mutable_variable(found.group(1)):
            yield function.body_line + function.body.count("\n", 0, found.start(1))


def mutable_variables(tree, name):
    functions, declarations = tree.top_level(name)
    for declaration in declarations:
        if c_reader.is_mutable_variable(declaration.text):
            yield declaration.line
    for function in functions:
        yield from function_statics(function)


def check_variables(tree):
    per_folder = {}
    for name in tree.having(".c", ".cc", under="src/"):
        if is_test(name):
            continue
        lines = list(mutable_variables(tree, name))
        if name in VARIABLES_ALLOWED:
            lines = lines[VARIABLES_ALLOWED[name] :]
        per_folder.setdefault(os.path.dirname(name), []).extend((name, line) for line in lines)
    for folder, found in per_folder.items():
        most = max((n for start, n in VARIABLES_PER_FOLDER.items() if folder.startswith(start)), default=0)
        for name, line in found[most:]:
            yield name, line, f"a variable that can change; {folder} may have {most}"


def check_states(tree):
    for name in tree.c_files:
        if is_test(name) or not name.startswith(("src/domain/", "src/engine/")):
            continue
        lives = name.startswith(("src/domain/callback/", "src/domain/call/", "src/engine/"))
        if lives and not name.endswith("_moves.c"):
            for line, _ in matches(tree, name, r"[\w)\]](->|\.)state\s*=[^=]"):
                yield name, line, "only *_moves.c writes a state"
        for line, _ in matches(tree, name, r"(->|\.)state\s*(<|>)=?\s*[A-Z]"):
            yield name, line, "states have no order; ask the table"


# ---- texts that belong together ------------------------------------------------------------------
def check_sql(tree):
    used = set()
    for name in tree.having(".c", ".h", ".cc"):
        used |= set(re.findall(r"\bSQL_([a-z]\w*)", tree.code(name)))
    for name in tree.having(".sql", under="src/"):
        for number, line in enumerate(tree.text(name).splitlines(), 1):
            found = re.match(r"--\s*name:\s*(\S+)", line)
            if found and found.group(1) not in used:
                yield name, number, f"statement {found.group(1)} is used nowhere"


def may_write_nothing(tree):
    """Statements that leave a conflict out and do not say why nobody needs to know."""
    for name in tree.having(".sql", under="src/"):
        for statement in re.split(r"(?m)^-- (?:name|part): ", tree.text(name))[1:]:
            leaves_out = re.search(r"ON CONFLICT[^;]*\bDO (NOTHING|UPDATE\b[^;]*\bWHERE)\b", statement)
            if leaves_out and "\n-- unasked: " not in statement:
                yield statement.split()[0]


def last_argument(code, at):
    """Of the call whose opening parenthesis is at `at`."""
    depth, last = 0, at + 1
    end = c_reader.closing(code, at)
    for i in range(at + 1, end):
        depth += (code[i] in "({[") - (code[i] in ")}]")
        if code[i] == "," and depth == 0:
            last = i + 1
    return code[last:end].strip()


def check_conflicts(tree):
    """PostgreSQL tells a write's outcome where it is asked for (docs/decisions/0025)."""
    quiet = set(may_write_nothing(tree))
    for name in tree.having(".c", ".cc", under="src/"):
        if is_test(name):
            continue
        for function in tree.top_level(name)[0]:
            for run in re.finditer(r"\btx_run\s*\(\s*[^,]+,\s*&?(SQL_\w+)?", function.body):
                if last_argument(function.body, function.body.index("(", run.start())) != "NULL":
                    continue
                line = function.body_line + function.body.count("\n", 0, run.start())
                if (run.group(1) or "").removeprefix("SQL_") in quiet:
                    yield name, line, f"{run.group(1)} may write nothing: ask for `changed`, or say '-- unasked: why' in the SQL"
                elif "ERR_CONFLICT" in function.body:
                    yield name, line, "a conflict is told here only to who asks for `changed`"


def read_prompt_index(tree):
    """Prompt names with the values their text may use, from prompts/index.txt."""
    index = {}
    for number, line in enumerate(tree.text("prompts/index.txt").splitlines(), 1):
        words = line.split("#")[0].split()
        if words:
            index[words[0]] = (number, set(words[1:]))
    return index


def check_prompts(tree):
    if "prompts/index.txt" not in tree.files:
        return
    index = read_prompt_index(tree)
    spoken = {}
    for path in tree.having(".txt", under="prompts/"):
        parts = path.split("/")
        if len(parts) == 3:
            spoken.setdefault(parts[1], {})[parts[2].removesuffix(".txt")] = path
    for language, prompts in sorted(spoken.items()):
        for name, (number, values) in index.items():
            if name not in prompts:
                yield "prompts/index.txt", number, f"{name} is not spoken in '{language}'"
                continue
            unknown = set(re.findall(r"\{(\w+)\}", tree.text(prompts[name]))) - values
            if unknown:
                yield prompts[name], 1, f"uses {{{min(unknown)}}}, which the index does not promise"
        for name in sorted(set(prompts) - set(index)):
            yield prompts[name], 1, "is not in prompts/index.txt"


def check_tests_have_subjects(tree):
    names = set(tree.files)
    for name in tree.having("_test.c", "_test.py", "_test.cpp"):
        if not name.startswith(("src/", "tools/")):
            continue
        stem = re.sub(r"_test\.\w+$", "", name)
        if stem.endswith("_doc") and f"docs/{os.path.basename(stem).removesuffix('_doc')}.md" in names:
            continue
        candidates = [stem, stem.rpartition("_")[0]]
        if not any(f"{c}{end}" in names for c in candidates if c for end in (".c", ".h", ".cc", ".py", ".sql")):
            yield name, 1, "tests nothing that stands beside it"


# ---- names and marks ----------------------------------------------------------------------------
def check_names(tree):
    for name in tree.files:
        words = set(re.split(r"[/._-]", name.lower()))
        if words & BANNED_WORDS:
            yield name, 1, f"'{min(words & BANNED_WORDS)}' says nothing about what is inside"


def check_marks(tree):
    for name in tree.having(".c", ".h", ".cc", ".py", "meson.build", "dev", ".sh"):
        head = tree.text(name).splitlines()[:2]
        if not any("SPDX-License-Identifier: Apache-2.0" in line for line in head):
            yield name, 1, "no SPDX line at the top"
        if name.endswith(".h") and "#pragma once" not in tree.text(name):
            yield name, 1, "no #pragma once"
    for name in tree.having(".c", ".h", ".cc", ".py", ".sql", "meson.build", "dev", ".sh"):
        for line, _ in matches(tree, name, r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))", code=False):
            if not name.startswith("tools/tidy"):
                yield name, line, "a TODO needs the number of an issue: TODO(#12)"


CHECKS = [
    check_layers, check_libraries, check_lines, check_functions, check_banned_calls, check_floats,
    check_clock_and_log, check_locks, check_variables, check_states, check_sql, check_conflicts, check_prompts,
    check_tests_have_subjects, check_names, check_marks,
]  # fmt: skip


def complaints(tree):
    for check in CHECKS:
        yield from check(tree)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    tree = Tree(parser.parse_args(arguments).root)
    found = sorted(set(complaints(tree)))
    for name, line, words in found:
        print(f"{name}:{line}: {words}")
    print(f"tidy: {len(tree.files)} files, {len(found)} complaints", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
