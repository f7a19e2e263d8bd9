"""The table library of the site: DataTables with jQuery, as itables brings it."""

import re
from functools import cache
from importlib.resources import files

import itables


@cache
def table_bundle() -> bytes:
    """Return the bundle as one classic script that sets ``DataTable``: a module would not load from a folder."""
    module = (files(itables) / "html" / "dt_bundle.js").read_text("utf-8")
    exported = re.search(r"\bexport\s*\{([^}]*)\};?", module)
    name = re.search(r"([\w$]+) as jQuery\b", exported[1]) if exported else None
    if not (exported and name):
        raise ValueError("the bundle of itables exports no jQuery")
    code = module[: exported.start()] + f"window.DataTable={name[1]}.fn.dataTable;" + module[exported.end() :]
    return f'(function(){{"use strict";{code}\n}})();\n'.encode()
