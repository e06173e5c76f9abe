#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the tables of the HTTP surface from api/openapi.yaml, the one truth about it.

    tools/api.py            writes api/openapi.json and src/adapter/http/generated/api_tables.{c,h}
    tools/api.py --check    says whether they are fresh (exit 1: stale, run tools/api.py and commit)
    tools/api.py --yaml F --out DIR   the tables of another document, for tests
    tools/api.py --embed JSON OUT.c   the JSON document as bytes, for the build

What is understood of the document is listed in src/adapter/http/route.h; anything else in a request is refused here,
so that a bound nobody checks cannot be written.
"""
import argparse
import json
import os
import re
import sys

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
METHODS = ("get", "post", "put", "patch", "delete")
TYPES = {"object": "FORM_OBJECT", "array": "FORM_ARRAY", "string": "FORM_STRING", "integer": "FORM_INTEGER",
         "boolean": "FORM_BOOLEAN", "null": "FORM_NULL"}
FORMATS = {None: "FORMAT_ANY", "id": "FORMAT_ID", "e164": "FORMAT_E164", "date-time": "FORMAT_DATE_TIME",
           "timezone": "FORMAT_TIMEZONE", "language": "FORMAT_LANGUAGE", "currency": "FORMAT_CURRENCY", "money": "FORMAT_ANY",
           "password": "FORMAT_SECRET"}
ROLES = {"public": "ROLE_PUBLIC", "customer": "ROLE_CUSTOMER", "advisor": "ROLE_ADVISOR", "operator": "ROLE_OPERATOR",
         "kiosk": "ROLE_KIOSK"}
PARTS = {"own": "PART_OWN", "owner": "PART_BIT(PART_OWNER)", "floor": "PART_BIT(PART_FLOOR)",
         "finance": "PART_BIT(PART_FINANCE)", "product": "PART_BIT(PART_PRODUCT)", "engineer": "PART_BIT(PART_ENGINEER)"}
SCHEMA_KEYS = {"type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum",
               "minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "x-id", "nullable",
               "description", "title", "default", "example", "examples", "minProperties", "uniqueItems"}
OPERATION_KEYS = {"operationId", "summary", "description", "tags", "parameters", "requestBody", "responses", "security",
                  "deprecated", "x-roles", "x-parts", "x-lane", "x-idempotency", "x-if-match", "x-password", "x-stream", "x-rate"}
STRING_MOST, ITEMS_MOST, NUMBER_MOST = 200, 100, 2 ** 53
PATH_PARAMS_MOST, QUERY_PARAMS_MOST = 3, 12


class Wrong(Exception):
    pass


def c_string(chars):
    return "NULL" if chars is None else json.dumps(chars, ensure_ascii=True)


def wrapped(items, indent="\t"):
    lines, line = [], indent
    for item in items:
        if len(line) + len(item) + 2 > 96 and line.strip():
            lines.append(line.rstrip())
            line = indent
        line += item + ", "
    lines.append(line.rstrip())
    return "\n".join(lines)


class Tables:
    def __init__(self, document):
        self.document = document
        self.out, self.known, self.patterns, self.counts = [], {}, [], {}

    def resolve(self, node):
        while "$ref" in node:
            at = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                if part not in at:
                    raise Wrong("%s leads nowhere" % node["$ref"])
                at = at[part]
            node = at
        return node

    def put(self, kind, declaration, body):
        """A static table, once however often it is asked for."""
        key = (kind, body)
        if key not in self.known:
            n = self.counts[kind] = self.counts.get(kind, 0) + 1
            self.known[key] = "%s_%d" % (kind, n)
            self.out.append("static const %s = %s;\n" % (declaration % self.known[key], body))
        return self.known[key]

    def types(self, schema, where):
        types = schema.get("type")
        if types is None and "properties" in schema:
            types = "object"
        types = [types] if isinstance(types, str) else list(types or [])
        if schema.get("nullable"):
            types.append("null")
        if not types or any(t not in TYPES for t in types):
            raise Wrong("%s: type %s is not one of %s" % (where, schema.get("type"), ", ".join(TYPES)))
        return types

    def bounds(self, schema, types):
        if "string" in types:
            return schema.get("minLength", 0), schema.get("maxLength", STRING_MOST)
        if "array" in types:
            return schema.get("minItems", 0), schema.get("maxItems", ITEMS_MOST)
        if "integer" in types:
            return schema.get("minimum", -NUMBER_MOST), schema.get("maximum", NUMBER_MOST)
        return schema.get("minProperties", 0), 0

    def pattern(self, schema):
        pattern = schema.get("pattern")
        if pattern is None:
            return -1
        if re.search(r"\\[dwsDWSb]|\(\?", pattern):
            raise Wrong("pattern %s: POSIX extended expressions only" % pattern)
        if pattern not in self.patterns:
            self.patterns.append(pattern)
        return self.patterns.index(pattern)

    def form(self, schema, where):
        schema = self.resolve(schema)
        unknown = set(schema) - SCHEMA_KEYS
        if unknown:
            raise Wrong("%s: %s is not understood in a request" % (where, ", ".join(sorted(unknown))))
        types = self.types(schema, where)
        least, most = self.bounds(schema, types)
        words, fields, items, count = "NULL", "NULL", "NULL", 0
        if "enum" in schema:
            listed = [json.dumps(w) for w in schema["enum"] if w is not None]
            words = self.put("WORDS", "char *const %s[]", "{\n%s\n}" % wrapped(listed + ["NULL"]))
        if "object" in types:
            fields, count = self.fields(schema, where)
        if "array" in types:
            items = "&" + self.form(schema.get("items", {}), where + "[]")
        form = schema.get("format")
        if form not in FORMATS:
            raise Wrong("%s: format %s is not understood" % (where, form))
        kind = schema.get("x-id", "account")
        body = "{\n\t.types = %s, .format = %s, .id_kind = ID_OF_%s,\n" % (
            " | ".join(TYPES[t] for t in types), FORMATS[form], kind)
        body += "\t.least = %d, .most = %d, .pattern = %d, .words = %s,\n" % (least, most, self.pattern(schema), words)
        body += "\t.fields = %s, .field_count = %d, .items = %s,\n}" % (fields, count, items)
        return self.put("FORM", "struct form %s", body)

    def fields(self, schema, where):
        if schema.get("additionalProperties", False) is not False:
            raise Wrong("%s: unknown fields are always refused" % where)
        required = schema.get("required", [])
        for name in required:
            if name not in schema.get("properties", {}):
                raise Wrong("%s: required field %s is not described" % (where, name))
        rows = [(name, self.form(sub, where + "/" + name), name in required)
                for name, sub in schema.get("properties", {}).items()]
        return self.field_table(rows)

    def field_table(self, rows):
        if not rows:
            return "NULL", 0
        lines = "".join("\t{ %s, &%s, %s },\n" % (c_string(n), form, "true" if must else "false")
                        for n, form, must in rows)
        return self.put("FIELDS", "struct field %s[]", "{\n%s}" % lines), len(rows)

    def parameters(self, operation, shared, path, where):
        in_path, in_query, is_list = {}, [], False
        for raw in list(shared) + list(operation.get("parameters", [])):
            p = self.resolve(raw)
            name = p["name"]
            if p["in"] == "header":
                continue
            if p["in"] == "query" and name in ("limit", "cursor"):
                is_list = True
                continue
            form = self.form(p["schema"], where + "?" + name)
            if p["in"] == "path":
                in_path[name] = (name, form, True)
            elif p["in"] == "query":
                in_query.append((name, form, bool(p.get("required"))))
            else:
                raise Wrong("%s: parameter in %s" % (where, p["in"]))
        names = re.findall(r"\{([^}]+)\}", path)
        if sorted(names) != sorted(in_path):
            raise Wrong("%s: path names %s, parameters are %s" % (where, names, sorted(in_path)))
        if len(names) > PATH_PARAMS_MOST or len(in_query) > QUERY_PARAMS_MOST:
            raise Wrong("%s: too many parameters" % where)
        return [in_path[n] for n in names], in_query, is_list

    def body(self, operation, where):
        if "requestBody" not in operation:
            return "NULL", False
        body = self.resolve(operation["requestBody"])
        kinds = set(body["content"])
        if not kinds <= {"application/json", "application/merge-patch+json"}:
            raise Wrong("%s: body of %s" % (where, kinds))
        schema = next(iter(body["content"].values()))["schema"]
        return "&" + self.form(schema, where + "#"), bool(body.get("required"))

    def parts(self, operation, where):
        if "operator" not in operation["x-roles"]:
            if "x-parts" in operation:
                raise Wrong("%s: x-parts without operators" % where)
            return "0"
        listed = operation.get("x-parts", ["owner"])
        if "owner" not in listed or any(p not in PARTS for p in listed):
            raise Wrong("%s: x-parts are %s, with owner among them" % (where, ", ".join(PARTS)))
        return " | ".join(PARTS[p] for p in listed)

    def route(self, path, method, shared, operation):
        where = "%s %s" % (method.upper(), path)
        unknown = set(operation) - OPERATION_KEYS
        if unknown:
            raise Wrong("%s: %s is not understood" % (where, ", ".join(sorted(unknown))))
        if "operationId" not in operation or not operation.get("x-roles"):
            raise Wrong("%s: operationId and x-roles are needed" % where)
        in_path, in_query, is_list = self.parameters(operation, shared, path, where)
        path_table, path_count = self.field_table(in_path)
        query_table, query_count = self.field_table(in_query)
        body, body_required = self.body(operation, where)
        password = operation.get("x-password", {})
        writes = operation.get("x-lane", "read" if method == "get" else "write") == "write"
        keys = operation.get("x-idempotency", "accepted" if writes else "off")
        keys = "off" if keys is False else keys  # YAML reads a bare off as false
        name = operation["operationId"]
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise Wrong("%s: operationId %s is no C name" % (where, name))
        rows = [
            (".method", c_string(method.upper())), (".path", c_string(path)),
            (".operation", c_string(name)), (".handler", "api_" + name),
            (".roles", " | ".join(ROLES[r] for r in operation["x-roles"])),
            (".parts", self.parts(operation, where)),
            (".writes", "true" if writes else "false"),
            (".streams", "true" if operation.get("x-stream") else "false"),
            (".is_list", "true" if is_list else "false"),
            (".if_match_required", "true" if operation.get("x-if-match") == "required" else "false"),
            (".idempotency", "IDEMPOTENCY_" + keys.upper()),
            (".path_params", path_table), (".path_count", str(path_count)),
            (".query_params", query_table), (".query_count", str(query_count)),
            (".body", body), (".body_required", "true" if body_required else "false"),
            (".password_verify", c_string(password.get("verify"))),
            (".password_by", c_string(password.get("by"))),
            (".password_hash", c_string(password.get("hash"))),
            (".calls_a_minute", str(operation.get("x-rate", 0))),
        ]
        return name, "\t{\n%s\t},\n" % "".join("\t\t%s = %s,\n" % row for row in rows if row[1] not in ("NULL", "0", "false"))

    def routes(self):
        found = []
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    # A word in the path wins over a parameter in the same place.
                    order = [(part.startswith("{"), part) for part in path.split("/")]
                    found.append((order, METHODS.index(method), path, method, item))
        return [self.route(path, method, item.get("parameters", []), item[method])
                for _, _, path, method, item in sorted(found, key=lambda f: f[:2])]


def tables(document, source, folder):
    t = Tables(document)
    routes = t.routes()
    names = [name for name, _ in routes]
    if len(set(names)) != len(names):
        raise Wrong("an operationId is used twice")
    note = "/* Written by tools/api.py from %s: change that, run it, commit both. */\n" % source
    head = "// SPDX-License-Identifier: Apache-2.0\n#pragma once\n" + note
    head += '#include "adapter/http/route.h"\n\n'
    head += "extern const struct route API_ROUTES[];\nextern const size_t API_ROUTE_COUNT;\n"
    head += "extern const char *const API_PATTERNS[];\n\n"
    head += "".join("api_handler api_%s;\n" % name for name in names)
    code = "// SPDX-License-Identifier: Apache-2.0\n" + note
    code += '#include "%sapi_tables.h"\n\n// clang-format off\n' % folder + "\n".join(t.out)
    code += "\nconst char *const API_PATTERNS[] = {\n%s\n};\n" % wrapped([json.dumps(p) for p in t.patterns] + ["NULL"])
    code += "\nconst struct route API_ROUTES[] = {\n%s};\n" % "".join(text for _, text in routes)
    code += "\nconst size_t API_ROUTE_COUNT = sizeof(API_ROUTES) / sizeof(API_ROUTES[0]);\n"
    return head, code


def written(yaml_file, out, json_file):
    with open(yaml_file, encoding="utf-8") as f:
        document = yaml.safe_load(f)
    ours = out == GENERATED
    head, code = tables(document, os.path.relpath(yaml_file, ROOT) if ours else "a test's document",
                        "adapter/http/generated/" if ours else "")
    files = {os.path.join(out, "api_tables.h"): head, os.path.join(out, "api_tables.c"): code}
    if json_file:
        files[json_file] = json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"
    return files


def embed(source, out):
    with open(source, encoding="utf-8") as f:
        data = json.dumps(json.load(f), ensure_ascii=False, separators=(",", ":")).encode()
    rows = "\n".join("\t" + ",".join(str(b) for b in data[i:i + 24]) + "," for i in range(0, len(data), 24))
    with open(out, "w", encoding="utf-8") as f:
        f.write('#include "adapter/http/http.h"\n')
        f.write("static const unsigned char DOCUMENT[] = {\n%s\n0 };\n" % rows)
        f.write("text api_document(void)\n{\n\treturn (text){ (const char *)DOCUMENT, %d };\n}\n" % len(data))


GENERATED = os.path.join(ROOT, "src/adapter/http/generated")


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--yaml", default=os.path.join(ROOT, "api/openapi.yaml"))
    args.add_argument("--out", default=GENERATED)
    args.add_argument("--check", action="store_true")
    args.add_argument("--embed", nargs=2)
    given = args.parse_args()
    if given.embed:
        return embed(*given.embed)
    json_file = os.path.join(ROOT, "api/openapi.json") if given.out == GENERATED else None
    try:
        files = written(given.yaml, given.out, json_file)
    except Wrong as wrong:
        sys.exit("api: %s" % wrong)
    stale = []
    for name, content in files.items():
        old = open(name, encoding="utf-8").read() if os.path.exists(name) else None
        if old != content:
            stale.append(os.path.relpath(name, ROOT))
            if not given.check:
                os.makedirs(os.path.dirname(name), exist_ok=True)
                with open(name, "w", encoding="utf-8") as f:
                    f.write(content)
    if given.check and stale:
        sys.exit("api: stale: %s; run tools/api.py and commit" % ", ".join(stale))


if __name__ == "__main__":
    main()
