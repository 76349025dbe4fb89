"""Other engines on the same task, one person at a time. Each entry of `PEERS` returns C and Ce, [person, time, 2], for
rows of parameters, and is left out by name where it is not installed. They integrate from one absorbed dose to the
next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.problem import DOSES, LAG, TIMES

RTOL, ATOL = 1e-6, 1e-8
JUMPS = [time + LAG for time, _ in DOSES]
SEGMENTS = list(zip([0.0, *JUMPS], [*JUMPS, float(TIMES[-1])], [0.0, *(mg for _, mg in DOSES)], strict=True))
"""(from, to, mg given at the start)"""
NAMES, STATES = ("ka", "CL", "Vc", "Q", "Vp", "ke0"), ("depot", "central", "outer", "cord")


def points(begin: float, end: float) -> Any:
    """The hourly points of a segment, with both its ends."""
    inside = TIMES[(begin < TIMES) & (end > TIMES)]
    return np.concatenate([[begin], inside, [end]])


def segmented(solve: Callable[[Any, Any, Any], Any]) -> Callable[[Any], Any]:
    """The course of every person by a solver of one segment, `solve(state, times, parameters) -> [time, state]`."""

    def course(parameters: Any) -> Any:
        answer = np.zeros((len(parameters), len(TIMES), 2))
        for number, person in enumerate(parameters):
            x = np.zeros(4)
            for begin, end, mg in SEGMENTS:
                x = x + np.array([mg, 0.0, 0.0, 0.0])
                times = points(begin, end)
                path = solve(x, times, person)
                hourly = np.isin(times, TIMES) & ((times < end) | (end == TIMES[-1]))
                answer[number, times[hourly].astype(int)] = path[hourly][:, [1, 3]] / np.array([person[2], 1.0])
                x = path[-1]
        return answer

    return course


def slopes(x: Any, p: Any, d: Any) -> None:
    """dx/dt into `d`; p = ka, CL, Vc, Q, Vp, ke0."""
    C = x[1] / p[2]
    flow = p[3] * (C - x[2] / p[4])
    d[0] = -p[0] * x[0]
    d[1] = p[0] * x[0] - p[1] * C - flow
    d[2] = flow
    d[3] = p[5] * (C - x[3])


def scipy_odeint() -> Callable[[Any], Any]:
    from numba import njit
    from scipy.integrate import odeint

    inner = njit(slopes)

    @njit
    def slope(x: Any, _t: float, p: Any) -> Any:
        d = np.empty(4)
        inner(x, p, d)
        return d

    return segmented(lambda x, times, p: odeint(slope, x, times, args=(p,), rtol=RTOL, atol=ATOL))


def numbalsoda() -> Callable[[Any], Any]:
    from numba import carray, cfunc, njit  # type: ignore[attr-defined]
    from numbalsoda import lsoda, lsoda_sig

    inner = njit(slopes)

    @cfunc(lsoda_sig)
    def slope(_t: Any, x: Any, d: Any, p: Any) -> None:
        inner(carray(x, 4), carray(p, 6), carray(d, 4))

    address = slope.address
    ends = [(begin, end, mg, points(begin, end)) for begin, end, mg in SEGMENTS]
    grids = np.concatenate([grid for *_, grid in ends])
    sizes = np.array([len(grid) for *_, grid in ends])
    given = np.array([mg for _, _, mg, _ in ends])

    @njit
    def course(parameters: Any) -> Any:
        answer = np.zeros((len(parameters), len(TIMES), 2))
        for number in range(len(parameters)):
            person, x, at = parameters[number], np.zeros(4), 0
            for s in range(len(sizes)):
                x[0] += given[s]
                times = grids[at : at + sizes[s]]
                at += sizes[s]
                path, _ = lsoda(address, x, times, person, RTOL, ATOL)
                for k in range(len(times)):
                    hour = int(times[k])
                    if times[k] == hour:
                        answer[number, hour, 0] = path[k, 1] / person[2]
                        answer[number, hour, 1] = path[k, 3]
                x = path[-1].copy()
        return answer

    found: Callable[[Any], Any] = course
    return found


def libroadrunner() -> Callable[[Any], Any]:
    import roadrunner

    model = roadrunner.RoadRunner(_sbml())
    model.integrator.relative_tolerance, model.integrator.absolute_tolerance = RTOL, ATOL
    model.timeCourseSelections = ["central", "cord"]

    def course(parameters: Any) -> Any:
        found = []
        for person in parameters:
            model.reset()
            # What events have changed is not set back by a reset.
            for name, value in zip((*NAMES, *STATES), (*person, 0.0, 0.0, 0.0, 0.0), strict=True):
                model[name] = value
            found.append(np.array(model.simulate(times=list(TIMES))) / np.array([person[2], 1.0]))
        return np.array(found)

    return course


def diffrax() -> Callable[[Any], Any]:
    import diffrax as dfx
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)
    term = dfx.ODETerm(lambda _t, x, p: jnp.stack(_flows(x, p)))
    control = dfx.PIDController(rtol=RTOL, atol=ATOL)
    # Doses are eight hours apart: one scan over equal segments, its points at every hour and at the end.
    offsets = jnp.concatenate([jnp.arange(1.0, 9.0) - LAG, jnp.array([8.0])])
    given = jnp.array([mg for _, mg in DOSES])

    def one(p: Any) -> Any:
        def segment(x: Any, mg: Any) -> Any:
            solution = dfx.diffeqsolve(
                term, dfx.Tsit5(), 0.0, 8.0, 0.1, x.at[0].add(mg), p, saveat=dfx.SaveAt(ts=offsets),
                stepsize_controller=control,
            )  # fmt: skip
            return solution.ys[-1], solution.ys[:-1]

        _, path = jax.lax.scan(segment, jnp.zeros(4), given)
        path = path.reshape(-1, 4)[: len(TIMES) - 7]
        levels = jnp.stack([path[:, 1] / p[2], path[:, 3]], axis=-1)
        return jnp.concatenate([jnp.zeros((7, 2)), levels])

    everybody = jax.jit(jax.vmap(one))
    return lambda parameters: np.asarray(everybody(parameters))


def _flows(x: Any, p: Any) -> list[Any]:
    d: list[Any] = [None] * 4
    slopes(x, p, d)
    return d


def _sbml() -> str:
    values = "".join(
        f'<parameter id="{name}" value="{int(name in NAMES)}" constant="false"/>' for name in (*NAMES, *STATES)
    )
    flow = _apply("times", "Q", _apply("minus", _apply("divide", "central", "Vc"), _apply("divide", "outer", "Vp")))
    out = _apply("times", "CL", _apply("divide", "central", "Vc"))
    absorbed = _apply("times", "ka", "depot")
    rules = {
        "depot": _apply("minus", absorbed),
        "central": _apply("minus", _apply("minus", absorbed, out), flow),
        "outer": flow,
        "cord": _apply("times", "ke0", _apply("minus", _apply("divide", "central", "Vc"), "cord")),
    }
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'
    listed = "".join(f'<rateRule variable="{name}">{math.format(rule)}</rateRule>' for name, rule in rules.items())
    events = "".join(
        f'<event useValuesFromTriggerTime="true"><trigger initialValue="false" persistent="true">'
        f"{math.format(_after(time))}</trigger><listOfEventAssignments>"
        f'<eventAssignment variable="depot">{math.format(_apply("plus", "depot", f"<cn>{mg}</cn>"))}</eventAssignment>'
        "</listOfEventAssignments></event>"
        for time, mg in zip(JUMPS, (mg for _, mg in DOSES), strict=True)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model>'
        f"<listOfParameters>{values}</listOfParameters><listOfRules>{listed}</listOfRules>"
        f"<listOfEvents>{events}</listOfEvents></model></sbml>"
    )


def _after(time: float) -> str:
    now = '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">t</csymbol>'
    return _apply("geq", now, f"<cn>{time}</cn>")


def _apply(operation: str, *parts: str) -> str:
    inside = "".join(part if part.startswith("<") else f"<ci>{part}</ci>" for part in parts)
    return f"<apply><{operation}/>{inside}</apply>"


PEERS: dict[str, tuple[Callable[[], Callable[[Any], Any]], int]] = {
    "scipy": (scipy_odeint, 10),
    "numbalsoda": (numbalsoda, 200),
    "libroadrunner": (libroadrunner, 50),
    "diffrax": (diffrax, 1000),
}
"""Name of the package -> (maker, people it is timed on)."""
