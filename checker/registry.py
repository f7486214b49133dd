"""Finds checks, finders, formats, loaders and probes; refuses duplicate names.

A module of ``checker.checks`` (or finders, formats, loaders, probes) is found because it is there;
a plug-in's because ``--plugin`` or the entry point group ``checker.plugins`` names it.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast, overload

from checker.errors import PluginError
from checker.page import Need

F = TypeVar("F", bound=Callable[..., Any])


class Registered(NamedTuple):
    """A function with its public name and what was declared beside it."""

    name: str
    function: Callable[..., Any]
    module: str
    needs: frozenset[Need] = frozenset()
    parts: Mapping[str, str] = {}
    suffix: str = ""
    styled: bool = False
    site: bool = False
    states: frozenset[str] = frozenset()
    shows: str = ""
    acts: bool = False
    binds: bool = False
    optional: bool = False

    def pieces(self, report: Any, **style: Any) -> Iterable[str]:
        """What the format writes of the report, in pieces that need not be held all at once.

        The style is left out where the format takes none.
        """
        made = self.function(report, **(style if self.styled else {}))
        return (made,) if isinstance(made, str) else cast(Iterable[str], made)


class Declared(NamedTuple):
    """What is known of a check or finder of the package while its module is not imported."""

    module: str
    needs: frozenset[Need]
    states: frozenset[str]


#: Of an index: the module, needs and states of a check or finder, by its kind and name, in plain values.
Index = dict[str, dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]]

_registered: dict[str, dict[str, Registered]] = {"check": {}, "finder": {}, "format": {}, "loader": {}, "probe": {}}
_packages = {
    "check": "checker.checks",
    "finder": "checker.finders",
    "format": "checker.formats",
    "loader": "checker.loaders",
    "probe": "checker.probes",
}
_complete: set[str] = set()
_declared: dict[str, dict[str, Declared]] = {"check": {}, "finder": {}}


def _register(kind: str, entry: Registered) -> None:
    known = _registered[kind].get(entry.name)
    # One file may be imported under two names, as a plug-in and as a module of its own package.
    if known is not None and known.function.__code__.co_filename != entry.function.__code__.co_filename:
        raise PluginError(
            f'the {kind} "{entry.name}" of {entry.module} has the name of one in {known.module}; give it another name'
        )
    _registered[kind][entry.name] = entry


def _public_name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")


@overload
def check(function: F) -> F: ...
@overload
def check(
    *, needs: Iterable[Need] = (), states: Iterable[str] = (), site: bool = False, binds: bool = False
) -> Callable[[F], F]: ...
def check(
    function: F | None = None,
    *,
    needs: Iterable[Need] = (),
    states: Iterable[str] = (),
    site: bool = False,
    binds: bool = False,
) -> Any:
    """Register a check, ``check(target, **parameters) -> Verdict``, under its function's name with hyphens.

    It answers whether a statement about the target holds.

    ``states`` are the further states of a rendered page that it looks at, by the names of their probes. A site check
    takes all targets of the run, and gives as many verdicts, in their order. A check that ``binds`` takes the
    parameters alone and returns the function of the target: what it makes of them is made once a run.
    """

    def register(function: F) -> F:
        _register(
            "check",
            Registered(
                _public_name(function),
                function,
                function.__module__,
                needs=frozenset(needs),
                site=site,
                states=frozenset(states),
                binds=binds,
            ),
        )
        return function

    return register if function is None else register(function)


def finder(
    *, parts: Mapping[str, str] | Sequence[str] = (), needs: Iterable[Need] = (), states: Iterable[str] = ()
) -> Callable[[F], F]:
    """Register a finder, ``find(page, **parameters) -> Iterable[Target]``, under its function's name with hyphens.

    ``parts`` names the parts that it gives, and what messages call each where its name alone would not do; ``needs``
    and ``states`` are what it looks at beyond a plain tree, as with checks.
    """
    named = parts if isinstance(parts, Mapping) else dict.fromkeys(parts, "")

    def register(function: F) -> F:
        _register(
            "finder",
            Registered(
                _public_name(function),
                function,
                function.__module__,
                needs=frozenset(needs),
                parts=named,
                states=frozenset(states),
            ),
        )
        return function

    return register


def report_format(name: str, *, suffix: str) -> Callable[[F], F]:
    """Register ``render(report)`` as the format ``name``; it gives the text, or the text in pieces.

    A format that can be styled takes the keywords ``colour``, ``width``, ``quiet`` and ``verbose``.
    """

    def register(function: F) -> F:
        styled = bool(getattr(function, "__kwdefaults__", None))
        _register("format", Registered(name, function, function.__module__, suffix=suffix, styled=styled))
        return function

    return register


def probe(name: str, *, shows: str, acts: bool = False, optional: bool = False) -> Callable[[F], F]:
    """Register ``await record(window) -> Recorded`` as the probe of the state ``name``.

    ``shows`` ends the sentence "The page is ...", such as "320 CSS px wide"; ``acts`` says that the page may notice
    more than another window, so that it is asked after the others. ``optional`` says that rules do without the state where it cannot be had.
    """

    def register(function: F) -> F:
        _register("probe", Registered(name, function, function.__module__, shows=shows, acts=acts, optional=optional))
        return function

    return register


def loader(*, accepts: Sequence[str]) -> Callable[[F], F]:
    """Register ``load(source, options) -> Page`` for kinds of source: "http", "stdin", or a suffix without its dot."""

    def register(function: F) -> F:
        for kind in accepts:
            _register("loader", Registered(kind, function, function.__module__))
        return function

    return register


def loader_for(kind: str) -> Callable[..., Any]:
    """The loader of that kind of source; that of files for a kind of its own."""
    found = _registered["loader"].get(kind)
    if found is None:
        # A loader's module has its kind's name: the plain path imports no other loader.
        module = f"{_packages['loader']}.{kind}"
        if kind.isidentifier() and importlib.util.find_spec(module) is not None:
            importlib.import_module(module)
            found = _registered["loader"].get(kind)
    return found.function if found is not None else loader_for("file")


def _import_all(kind: str) -> None:
    if kind in _complete:
        return
    import pkgutil  # a run that knows where its checks and finders stand never looks for them

    package = importlib.import_module(_packages[kind])
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    _complete.add(kind)


def names(kind: str) -> list[str]:
    """The names of all checks, finders, formats or probes, sorted."""
    _import_all(kind)
    return sorted(_registered[kind])


def registered(kind: str, name: str) -> Registered:
    """The entry of that name; KeyError where there is none."""
    found = _registered[kind].get(name)
    if found is None:
        if name in _declared.get(kind, ()):
            importlib.import_module(_declared[kind][name].module)
        if kind in ("format", "probe") and name not in _registered[kind]:
            # The module of a format or probe has its name: the plain path imports no other.
            module = f"{_packages[kind]}.{name.replace('-', '_')}"
            if importlib.util.find_spec(module) is not None:
                importlib.import_module(module)
        if name not in _registered[kind]:
            _import_all(kind)
        found = _registered[kind][name]
    return found


def declared(kind: str, name: str) -> Declared | Registered:
    """What the check or finder of that name declares, its module imported or not; KeyError where there is none."""
    return _registered[kind].get(name) or _declared[kind].get(name) or registered(kind, name)


def index() -> Index:
    """Where each check and finder of the package stands and what it declares: the modules are all imported for it."""
    for kind in _declared:
        _import_all(kind)
    return {
        kind: {name: _plain(one) for name, one in _registered[kind].items() if one.module.startswith("checker.")}
        for kind in _declared
    }


def index_taken() -> Index:
    """The index that was taken, for another process of this very package to take; empty where there was none."""
    return {kind: {name: _plain(one) for name, one in entries.items()} for kind, entries in _declared.items()}


def _plain(one: Declared | Registered) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return one.module, tuple(map(str, sorted(one.needs))), tuple(sorted(one.states))


def take_index(known: Index) -> None:
    """Take what ``index`` gave for these very modules, so that each is imported when its check or finder is asked."""
    for kind, entries in known.items():
        for name, (module, needs, states) in entries.items():
            _declared[kind][name] = Declared(module, frozenset(map(Need, needs)), frozenset(states))


def from_outside() -> list[str]:
    """Every check, finder and probe that is not the package's own, with its version: what rules of the user rest on."""
    return sorted(
        f"{kind} {entry.name} {entry.module} {_version(entry)}"
        for kind in ("check", "finder", "probe")
        for entry in _registered[kind].values()
        if not entry.module.startswith("checker.")
    )


def _version(entry: Registered) -> str:
    file = getattr(sys.modules.get(entry.module), "__file__", None)
    return str(Path(file).stat().st_mtime_ns) if file and Path(file).is_file() else ""


def _import_own() -> None:
    """Register all of the package first, so that a plug-in that takes a name of it is refused by its own name."""
    for kind in ("check", "finder", "format", "probe"):
        _import_all(kind)


def load_plugin(path: Path) -> None:
    """Import the Python file, so that its checks, finders and formats are registered.

    Raises PluginError where the file is not there or fails on import.
    """
    module = f"checker_plugin_{path.stem}"
    if module in sys.modules and getattr(sys.modules[module], "__file__", None) == str(path.resolve()):
        return
    spec = importlib.util.spec_from_file_location(module, path.resolve())
    if spec is None or spec.loader is None or not path.is_file():
        raise PluginError(f"{path}: no such Python file; --plugin takes the path of one")
    _import_own()
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    try:
        spec.loader.exec_module(loaded)
    except PluginError:
        del sys.modules[module]
        raise
    except Exception as error:
        del sys.modules[module]
        raise PluginError(f"{path}: {type(error).__name__}: {error}; the plug-in could not be imported") from error


def load_entry_points() -> None:
    """Import the plug-ins that installed packages offer under ``checker.plugins``."""
    from importlib.metadata import entry_points  # 20 ms: only for runs that ask

    for point in entry_points(group="checker.plugins"):
        _import_own()
        try:
            point.load()
        except Exception as error:
            raise PluginError(f"plug-in {point.name} ({point.value}): {type(error).__name__}: {error}") from error
