"""What is wrong with the parameters of a call, in a strict reading of the Bot API."""

import orjson

from bot.simulator import bot_api
from bot.simulator.bot_api import Kind, Method, Parameter
from bot.simulator.parameters import Given, Upload, is_number_text

ID_BITS = 63
METHODS = bot_api.methods()


def problems(name: str, given: Given, *, form: bool) -> list[str]:
    """Unknown, missing and ill-typed parameters; `form` says that all values came as texts."""
    return listed_problems(METHODS[name.lower()], given, form=form)


def listed_problems(method: Method, given: Given, *, form: bool) -> list[str]:
    """Unknown, missing and ill-typed parameters, as a strict reading of the Bot API sees them."""
    found: list[str] = []
    for name, value in given.items():
        parameter = method.parameters.get(name)
        if parameter is None:
            if not isinstance(value, Upload):
                found.append(f"unknown parameter {name}")
        elif value is None:
            found.append(f"{name}: null")
        else:
            found.extend(_problems(parameter, value, form=form))
    found.extend(f"missing parameter {name}" for name in method.required if name not in given)
    return found


def _problems(parameter: Parameter, value: object, *, form: bool) -> list[str] | tuple[str, ...]:
    kind = parameter.kind
    if kind is Kind.NESTED:
        return _nested(parameter, value)
    if kind is Kind.TEXT or kind is Kind.FILE:
        fine = isinstance(value, str) or (kind is Kind.FILE and isinstance(value, Upload))
    elif kind is Kind.CHAT:
        fine = _is_integer(value) or (isinstance(value, str) and (value.startswith("@") or is_number_text(value)))
    elif kind is Kind.INTEGER:
        fine = _is_integer(value) or (form and isinstance(value, str) and is_number_text(value))
    elif kind is Kind.FLAG:
        fine = isinstance(value, bool) or (form and value in {"true", "false", "True", "False"})
    else:
        fine = isinstance(value, int | float) or (form and isinstance(value, str) and _is_float_text(value))
    return () if fine else [f"{parameter.name}: {value!r} is not {kind.value}"]


def _nested(parameter: Parameter, value: object) -> list[str] | tuple[str, ...]:
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            return [f"{parameter.name}: not JSON"]
    elif isinstance(value, Upload):
        return [f"{parameter.name}: a file where JSON is expected"]
    return parameter.problems(value)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= ID_BITS


def _is_float_text(text: str) -> bool:
    whole, _, fraction = text.partition(".")
    return is_number_text(whole) and (not fraction or fraction.isdigit())
