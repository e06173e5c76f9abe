# SPDX-License-Identifier: Apache-2.0
"""Just enough of C for tidy: code without comments and strings, functions, and declarations at file scope."""
import re
from dataclasses import dataclass

COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE)
CONTROL = {"if", "for", "while", "switch"}


def blank(text):
    """Spaces of the same shape, so that every line keeps its number."""
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """Code whose strings and comments are blanked out."""

    def replace(found):
        piece = found.group(0)
        if piece.startswith('"'):
            return '"' + blank(piece[1:-1]) + '"'
        if piece.startswith("'"):
            return "'" + blank(piece[1:-1]) + "'"
        return blank(piece)

    return COMMENT_OR_STRING.sub(replace, text)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


@dataclass
class Function:
    name: str
    line: int
    lines: int
    parameters: int
    nesting: int
    body: str
    body_line: int


@dataclass
class Declaration:
    text: str
    line: int


def closing(code, at):
    """Where the bracket that opens at `at` is closed; the end of the text when it never is."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    depth, opening, end = 0, code[at], pairs[code[at]]
    for i in range(at, len(code)):
        if code[i] == opening:
            depth += 1
        elif code[i] == end:
            depth -= 1
            if depth == 0:
                return i
    return len(code) - 1


def opening(code, at):
    """Where the round bracket that closes at `at` was opened."""
    depth = 0
    for i in range(at, -1, -1):
        if code[i] == ")":
            depth += 1
        elif code[i] == "(":
            depth -= 1
            if depth == 0:
                return i
    return 0


def word_before(code, at):
    found = re.search(r"([A-Za-z_]\w*)\s*$", code[:at])
    return found.group(1) if found else ""


def count_parameters(inside):
    depth, count = 0, 1
    for c in inside:
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == "," and depth == 0:
            count += 1
    return 0 if inside.strip() in ("", "void") else count


def is_control(body, at):
    """Whether the brace at `at` belongs to if, else, for, while, do or switch."""
    before = body[:at].rstrip()
    if before.endswith(")"):
        start = opening(before, len(before) - 1)
        word = word_before(before, start)
        return word in CONTROL or word.endswith("_foreach") or word.endswith("_FOREACH")
    return word_before(before, len(before)) in ("else", "do")


def deepest(body):
    depth, most, stack = 0, 0, []
    for i, c in enumerate(body):
        if c == "{":
            counts = bool(stack) and is_control(body, i)
            stack.append(counts)
            depth += counts
            most = max(most, depth)
        elif c == "}" and stack:
            depth -= stack.pop()
    return most


def make_function(code, head_at, brace_at):
    head = code[head_at:brace_at]
    bracket = head.rfind(")")
    start = opening(head, bracket)
    end = closing(code, brace_at)
    body = code[brace_at : end + 1]
    first = head_at + len(head) - len(head.lstrip())
    return Function(
        name=word_before(head, start),
        line=line_of(code, first),
        lines=line_of(code, end) - line_of(code, first) + 1,
        parameters=count_parameters(head[start + 1 : bracket]),
        nesting=deepest(body),
        body=body,
        body_line=line_of(code, brace_at),
    )


def top_level(text):
    """The functions and the other declarations of a file, in their order."""
    code = PREPROCESSOR.sub(lambda found: blank(found.group(0)), without_comments(text))
    code = re.sub(r'extern\s+"[^"]*"\s*\{', lambda found: blank(found.group(0)), code)
    functions, declarations, start, i = [], [], 0, 0
    while i < len(code):
        if code[i] == ";" or (code[i] == "}" and not code[start:i].strip()):
            if code[i] == ";" and code[start:i].strip():
                piece = code[start:i]
                first = start + len(piece) - len(piece.lstrip())
                declarations.append(Declaration(piece.strip(), line_of(code, first)))
            start = i + 1
        elif code[i] == "{":
            head = code[start:i].rstrip()
            end = closing(code, i)
            if head.endswith(")") and "=" not in head:
                functions.append(make_function(code, start, i))
                start = end + 1
            i = end
        elif code[i] in "([":
            i = closing(code, i)
        i += 1
    return functions, declarations


def is_mutable_variable(declaration):
    """Whether a declaration makes a variable that can change: not const, no type, no prototype, not elsewhere."""
    text = re.sub(r"__attribute__\s*\(\(.*?\)\)", "", declaration, flags=re.DOTALL)
    text = re.sub(r"\{.*\}", "{}", text, flags=re.DOTALL)
    if re.match(r"(typedef|extern|using|_Static_assert|static_assert)\b", text):
        return False
    if re.fullmatch(r"(static\s+)?(struct|enum|union)\s+\w+\s*(\{\})?", text):
        return False
    if re.fullmatch(r"enum\s*\{\}", text):
        return False
    before_value = text.split("=")[0]
    if re.search(r"\w\s*\(", before_value) and "(*" not in before_value:
        return False
    if "*" in before_value and "(*" not in before_value:
        return "const" not in before_value.rsplit("*", 1)[1]
    return not re.search(r"\bconst\b", before_value) and bool(re.search(r"\w\s+\*?\w", before_value))
