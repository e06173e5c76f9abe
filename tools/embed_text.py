#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns whole files (migrations, prompts, the API document) into one C table.

    embed_text.py --name MIGRATIONS --header migrations.h --source migrations.c [--strip DIR] file ...

Written out, in the order of the file names: `const struct embedded_text <NAME>[]` with name (the file name, or the path
below --strip), text (terminated) and length, ended by a NULL name; and `const size_t <NAME>_COUNT`.
"""
import argparse
import os
import sys

STRUCT = """#ifndef EMBEDDED_TEXT
#define EMBEDDED_TEXT
/* A file of the source tree inside the binary; `text` is NUL-terminated, `length` is without the NUL. */
struct embedded_text {
	const char *name;
	const char *text;
	size_t length;
};
#endif"""


def shown_name(path, strip):
    if not strip:
        return os.path.basename(path)
    return os.path.relpath(os.path.abspath(path), os.path.abspath(strip))


def as_numbers(data):
    """An array of bytes: string literals of this length are beyond what compilers promise."""
    rows = (data[i : i + 24] for i in range(0, len(data), 24))
    return "\n".join("\t" + " ".join(f"{byte if byte < 128 else byte - 256}," for byte in row) for row in rows)


def header(name):
    yield "// SPDX-License-Identifier: Apache-2.0\n#pragma once"
    yield f"/* {name}, made by tools/embed_text.py. */"
    yield "#include <stddef.h>\n"
    yield STRUCT
    yield f"\nextern const struct embedded_text {name}[];\nextern const size_t {name}_COUNT;"


def source(name, files, header_name):
    yield "// SPDX-License-Identifier: Apache-2.0"
    yield f'#include "{header_name}"\n'
    for number, (_, data) in enumerate(files):
        yield f"static const char {name}_{number}[] = {{\n{as_numbers(data)}\n\t0\n}};\n"
    yield f"const struct embedded_text {name}[] = {{"
    for number, (shown, data) in enumerate(files):
        yield f'\t{{ "{shown}", {name}_{number}, {len(data)} }},'
    yield "\t{ NULL, NULL, 0 }\n};"
    yield f"const size_t {name}_COUNT = {len(files)};"


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--name", required=True)
    parser.add_argument("--header", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--strip", help="names are paths below this folder instead of bare file names")
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args(arguments)
    files = []
    for path in asked.files:
        with open(path, "rb") as file:
            data = file.read()
        if b"\0" in data:
            print(f"embed_text: {path}: has a NUL byte", file=sys.stderr)
            return 1
        files.append((shown_name(path, asked.strip), data))
    files.sort()
    with open(asked.header, "w", encoding="utf-8") as out:
        out.write("\n".join(header(asked.name)) + "\n")
    with open(asked.source, "w", encoding="utf-8") as out:
        out.write("\n".join(source(asked.name, files, os.path.basename(asked.header))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
