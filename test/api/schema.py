# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document as a judge of answers and a maker of questions, good and bad."""
import json
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


class Document:
    def __init__(self, document):
        self.document = document
        self.operations = []
        for path, item in document["paths"].items():
            shared = item.get("parameters", [])
            for method, operation in item.items():
                if method in ("get", "post", "put", "patch", "delete"):
                    self.operations.append(Operation(self, method.upper(), path, shared, operation))

    def resolve(self, node):
        while "$ref" in node:
            at = self.document
            for part in node["$ref"][2:].split("/"):
                at = at[part]
            node = at
        return node

    def find(self, method, path):
        """Fixed words win over parameters: /numbers/order is not a number's id."""
        fits = [o for o in self.operations if o.method == method and o.matches(path)]
        return min(fits, key=lambda o: o.path.count("{")) if fits else None

    def check_answer(self, method, path, answer):
        operation = self.find(method, path)
        if not operation:
            return
        where = f"{method} {path} -> {answer.status}"
        if answer.status >= 400:
            assert answer.headers.get("content-type", "").startswith("application/problem+json"), (where, answer)
            self.check(answer.json, {"$ref": "#/components/schemas/Problem"}, where)
            assert answer.json["status"] == answer.status, (where, answer)
            return
        described = operation.data["responses"].get(str(answer.status))
        assert described, f"{where}: the document knows no such answer"
        content = self.resolve(described).get("content", {}).get("application/json")
        if content:
            self.check(answer.json, content["schema"], where)
        else:
            assert not answer.raw, f"{where}: a body nobody described"

    def check(self, value, schema, where):
        schema = self.resolve(schema)
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        assert not types or any(self.is_a(value, t) for t in types), f"{where}: {value!r} is not {types}"
        if "enum" in schema:
            assert value in schema["enum"], f"{where}: {value!r} is none of {schema['enum']}"
        if isinstance(value, str) and "pattern" in schema:
            assert re.search(schema["pattern"], value), f"{where}: {value!r} does not fit {schema['pattern']}"
        if isinstance(value, str) and schema.get("format") == "date-time":
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value), f"{where}: {value!r} is no time"
        if isinstance(value, dict):
            for name in schema.get("required", []):
                assert name in value, f"{where}: {name} is missing in {value}"
            known = schema.get("properties", {})
            for name, inner in value.items():
                if name in known:
                    self.check(inner, known[name], f"{where} {name}")
                else:
                    assert not known or where.endswith("data") or self.may_grow(schema), \
                        f"{where}: {name} is not described"
        if isinstance(value, list) and "items" in schema:
            for item in value:
                self.check(item, schema["items"], where + "[]")

    @staticmethod
    def is_a(value, name):
        if name == "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        return isinstance(value, TYPES[name])

    @staticmethod
    def may_grow(schema):
        return schema.get("x-open", False)


class Operation:
    def __init__(self, document, method, path, shared, data):
        self.document, self.method, self.path, self.data = document, method, path, data
        self.id = data["operationId"]
        self.roles = data["x-roles"]
        self.parts = data.get("x-parts", ["owner"]) if "operator" in self.roles else []
        self.parameters = [document.resolve(p) for p in shared + data.get("parameters", [])]
        self.pattern = re.compile(re.sub(r"\{\w+\}", r"[^/]+", path))
        content = document.resolve(data.get("requestBody", {})).get("content", {})
        self.body = next((document.resolve(c["schema"]) for c in content.values()), None)
        self.needs_key = data.get("x-idempotency") == "required"

    def matches(self, path):
        return self.pattern.fullmatch(path) is not None

    def fill(self, ids):
        return re.sub(r"\{(\w+)\}", lambda m: ids[m.group(1)], self.path)

    def properties(self):
        return {name: self.document.resolve(s) for name, s in (self.body or {}).get("properties", {}).items()}


def wrong_values(schema):
    """Values this property must refuse, each with why."""
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    candidates = [("null", None), ("a number", 12), ("a fraction", 1.5), ("true", True), ("text", "x"), ("a list", []),
                  ("an object", {}), ("a huge number", 10 ** 30)]
    names = {"null": "null", "a number": "integer", "true": "boolean", "text": "string", "a list": "array",
             "an object": "object"}
    for why, value in candidates:
        if names.get(why) not in types:
            yield why, value
    if "string" in types:
        if "maxLength" in schema:
            yield "too long", "a" * (schema["maxLength"] + 1)
        if schema.get("minLength"):
            yield "too short", "a" * (schema["minLength"] - 1)
        if "enum" in schema or "pattern" in schema or schema.get("format") in ("date-time", "id"):
            yield "the wrong form", "~ nonsense ~"
    if "integer" in types:
        if "minimum" in schema:
            yield "too small", schema["minimum"] - 1
        if "maximum" in schema:
            yield "too large", schema["maximum"] + 1
    if "array" in types:
        yield "a list of lists", [[]]
        if "maxItems" in schema:
            yield "too many", ["customer"] * (schema["maxItems"] + 1)
    if "object" in types:
        yield "unknown inside", {"amount": 1, "currency": "USD", "surprise": 1}
        yield "missing inside", {"amount": 1}


def twice(body, name):
    """The same field two times: JSON that parsers disagree about."""
    words = json.dumps(body)
    return ("{" + f'{json.dumps(name)}:{json.dumps(body[name])},' + words[1:]).encode()
