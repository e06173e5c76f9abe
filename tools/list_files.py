#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lists the files below a folder (relative to this script's folder) that end so, sorted, one a line: for meson.build."""
import os
import sys


def main(folder, ending):
    top = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", folder))
    found = [os.path.relpath(os.path.join(place, name), top)
             for place, _, names in os.walk(top) for name in names if name.endswith(ending)]
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
