#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns the built web app into one C table, each text also compressed.

    embed_web.py --dist web/dist --header web_files.h --source web_files.c --depfile web_files.d

Without a built app (no Node, or not built yet) the table is empty and the daemon says so on its pages. Files are in the
order of their paths. gzip is made here; brotli, which Python's standard library has not, is taken from FILE.br beside the file, where
the web app's own build has put it.
"""
import argparse
import gzip
import hashlib
import os
import sys

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
PACKED_ALREADY = {".woff2", ".png"}

HEADER = """// SPDX-License-Identifier: Apache-2.0
#pragma once
/* The built web app, made by tools/embed_web.py. Constant; ordered by path; empty when it was not built. */
#include "adapter/http/web.h"

enum { WEB_FILE_COUNT = %d };
extern const struct web_file WEB_FILES[];
"""


def built(dist):
    """(path as asked for, file) of everything that is served, in the order of the paths."""
    found = []
    for folder, folders, names in os.walk(dist):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = os.path.join(folder, name)
            if os.path.splitext(name)[1] in TYPES:
                found.append(("/" + os.path.relpath(file, dist).replace(os.sep, "/"), file))
    return sorted(found)


def array(name, data):
    rows = (data[i : i + 32] for i in range(0, len(data), 32))
    body = "\n".join("\t" + " ".join(f"{byte}," for byte in row) for row in rows)
    return f"static const unsigned char {name}[] = {{\n{body}\n\t0\n}};\n"


def source(dist, header_name):
    yield "// SPDX-License-Identifier: Apache-2.0"
    yield f'#include "{header_name}"\n'
    rows = []
    for number, (path, file) in enumerate(built(dist)):
        with open(file, "rb") as opened:
            data = opened.read()
        suffix = os.path.splitext(file)[1]
        packed = b"" if suffix in PACKED_ALREADY else gzip.compress(data, 9, mtime=0)
        yield array(f"RAW_{number}", data)
        if packed:
            yield array(f"PACKED_{number}", packed)
        brotli = b""
        if packed and os.path.exists(file + ".br"):
            with open(file + ".br", "rb") as opened:
                brotli = opened.read()
            yield array(f"BROTLI_{number}", brotli)
        tag = hashlib.sha256(data).hexdigest()[:20]
        at = f"PACKED_{number}, {len(packed)}" if packed else "0, 0"
        at += f", BROTLI_{number}, {len(brotli)}" if brotli else ", 0, 0"
        lasts = "true" if path.startswith("/assets/") else "false"
        rows.append(f'\t{{ "{path}", "{TYPES[suffix]}", "{tag}", {lasts}, RAW_{number}, {len(data)}, {at} }},')
    yield "const struct web_file WEB_FILES[] = {"
    yield from rows
    yield "\t{ 0 }\n};"


def depends(dist):
    """What makes the table old: each file, and each folder whose list of names it was made from."""
    parent = os.path.dirname(os.path.abspath(dist))
    yield parent if not os.path.isdir(dist) else os.path.abspath(dist)
    for folder, folders, names in os.walk(dist):
        yield from (os.path.abspath(os.path.join(folder, name)) for name in folders + names)


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    for name in ("--dist", "--header", "--source", "--depfile"):
        parser.add_argument(name, required=True)
    asked = parser.parse_args(arguments)
    with open(asked.header, "w", encoding="utf-8") as out:
        out.write(HEADER % len(built(asked.dist)))
    with open(asked.source, "w", encoding="utf-8") as out:
        out.write("\n".join(source(asked.dist, os.path.basename(asked.header))) + "\n")
    with open(asked.depfile, "w", encoding="utf-8") as out:
        names = " ".join(name.replace(" ", "\\ ") for name in depends(asked.dist))
        out.write(f"{asked.source} {asked.header}: {names}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
