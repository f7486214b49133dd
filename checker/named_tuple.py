"""``typing.NamedTuple`` with classes that are cheap to define: see docs/decisions/0002-named-tuples.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter  # what ``collections.namedtuple`` makes its fields of
    from functools import cache
    from types import FunctionType

    class _Tuple(tuple):
        """What all named tuples do alike; ``typing.NamedTuple`` makes these anew for each class."""

        __slots__ = ()

        def __new__(cls, *values, **named):
            """The first value of its class: the constructor is made now, and takes this one's place."""
            cls.__new__ = staticmethod(_constructor(cls))
            return cls(*values, **named)

        @classmethod
        def _make(cls, values):
            """The tuple of the values, in the order of the fields."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed):
            """The same with other values of the fields that are named."""
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        __replace__ = _replace

        def _asdict(self):
            """The values by the names of their fields."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self):
            return tuple(self)

    def _constructor(cls):
        """``__new__`` with the fields as its parameters: compiled once for each number of fields, then renamed."""
        template = _with_parameters(len(cls._fields))
        code = template.__code__.replace(co_name="__new__", co_varnames=("_cls", *cls._fields))
        return FunctionType(code, template.__globals__, "__new__", tuple(cls._field_defaults.values()))

    @cache
    def _with_parameters(number):
        names = "".join(f"_{place}, " for place in range(number))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names}))", {"_new": tuple.__new__})

    class _Definition(type):
        """Makes of a class of annotated names a tuple with these fields."""

        def __new__(mcs, name, bases, namespace):
            if not bases:
                return super().__new__(mcs, name, bases, namespace)
            fields = tuple(namespace["__annotations__"])
            defaults = {field: namespace[field] for field in fields if field in namespace}
            if (*defaults,) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has a default")
            namespace |= {field: _tuplegetter(place, None) for place, field in enumerate(fields)}
            namespace |= {"__slots__": (), "_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
            return type(name, (_Tuple,), namespace)

    class NamedTuple(metaclass=_Definition):
        """The class of a named tuple: annotated fields, defaults, methods."""
