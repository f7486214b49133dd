"""turbohtml's compiled core, without what else its package imports: see docs/decisions/0013-core-of-turbohtml.md."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any

#: The series of turbohtml whose core was tried without the rest of its package.
_TRIED = "1.15."


class _LatePackage(ModuleType):
    """Stands for a package whose ``__init__`` runs when somebody first asks it for a name; its modules are there."""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]  # it was only late
        assert self.__spec__ is not None and self.__spec__.loader is not None
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


def _late(name: str) -> None:
    """Let the package of that name be imported late, where it is installed and nobody has imported it."""
    spec = PathFinder.find_spec(name)
    if name in sys.modules or spec is None or spec.submodule_search_locations is None:
        return
    package = _LatePackage(name)
    package.__spec__ = spec
    package.__loader__ = spec.loader
    package.__file__ = spec.origin
    package.__package__ = name
    package.__path__ = spec.submodule_search_locations
    sys.modules[name] = package


_late("turbohtml")

from turbohtml._version import __version__  # noqa: E402 - after the package was made a late one

if not __version__.startswith(_TRIED):
    import turbohtml

    turbohtml.parse  # noqa: B018 - runs the package's own __init__

from turbohtml._html import (  # noqa: E402 - after the package was made a late one, or imported whole
    CData,
    Comment,
    Doctype,
    Document,
    DocumentFragment,
    Element,
    Namespace,
    Node,
    ShadowRoot,
    Text,
    parse,
    parse_fragment,
    parse_xml,
)
from turbohtml._internal._selectors import SelectorSyntaxError  # noqa: E402 - gives the core its error

__all__ = [
    "CData",
    "Comment",
    "Doctype",
    "Document",
    "DocumentFragment",
    "Element",
    "Namespace",
    "Node",
    "SelectorSyntaxError",
    "ShadowRoot",
    "Text",
    "parse",
    "parse_fragment",
    "parse_xml",
]
