"""How many units will a factory make, what are they worth, and how sure can one be?

    import rampcast as rc

    plant = rc.load_plant("plant.toml")
    f = rc.forecast(plant)  # prints as a table
    f.plot("units")

Every number of a plant may be uncertain: a distribution stands wherever a number may.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from . import start

start.guard()

from . import engine  # noqa: E402
from ._core import (  # noqa: E402
    Actual,
    Alternatives,
    Arrival,
    Bass,
    BernoulliBlock,
    BernoulliLine,
    Beta,
    Calendar,
    Cap,
    Cash,
    Change,
    Closure,
    Component,
    ContinuousBlock,
    ContinuousLine,
    Contract,
    Correlation,
    Cost,
    Crew,
    CurveProduct,
    DeJong,
    DeterministicBlock,
    Discrete,
    EffectiveProcessTime,
    Empirical,
    Exponential,
    ExponentialBlock,
    FailureMode,
    Feed,
    Gamma,
    GivenDraws,
    Gompertz,
    Headcount,
    Hyperbolic,
    Investment,
    Labour,
    Line,
    Linear,
    Logistic,
    LogLogistic,
    LogNormal,
    Metalog,
    Milestone,
    MixPoint,
    Nameplate,
    Noise,
    Normal,
    Oee,
    Opening,
    OpeningItem,
    Option,
    Orders,
    Pert,
    PlannedStop,
    PlanPoint,
    Plant,
    Plateau,
    Price,
    Product,
    ProductRun,
    Richards,
    Sales,
    SlottedLine,
    StanfordB,
    Stated,
    Station,
    Step,
    Tabulated,
    Target,
    Timeline,
    Tranche,
    Triangular,
    Uniform,
    UnreliableExponentialBlock,
    Weibull,
    WipCase,
    Wright,
    bernoulli_line,
    best_case,
    buzacott_zero_buffer,
    combination_count,
    continuous_line,
    default_timeline,
    effective_process_time,
    exact_bernoulli_line,
    exact_deterministic_line,
    irr,
    json_schema,
    kingman,
    lead_time_h,
    load_lines,
    load_plant,
    memory_bytes,
    mmc_wait,
    npv,
    oee,
    parse_period,
    parse_plant,
    payback,
    peak_funding,
    practical_worst_case,
    save_plant,
    stated_numbers,
    to_toml,
    two_machine_bernoulli,
    two_machine_continuous,
    two_machine_deterministic,
    two_machine_exponential,
    validate,
    warnings,
    work_in_process,
    worst_case,
    xirr,
    xnpv,
)
from .extras import MissingExtraError  # noqa: E402
from .unmade import tell_unmade  # noqa: E402

if TYPE_CHECKING:
    from . import scores
    from .calibration.calibrate import Calibration, calibrate
    from .fitting.fit import fit
    from .fitting.fit_many import Fits, fit_many
    from .fitting.fit_result import Fit
    from .fitting.learning import LearningFit, fit_learning
    from .forecasts.compare import ForecastComparison, compare
    from .forecasts.forecast import Forecast, forecast
    from .frame import Frame
    from .line.line_comparison import LineComparison, SimulatedComparison
    from .line.line_periods import LinePeriods, simulate_periods
    from .line.line_results import ExactLine, LineCapacity, LinePerformance, LineSimulation
    from .line.line_table import line_from_table, write_line_template
    from .line.line_trace import LineTrace
    from .line.lines import capacity, exact, simulate, trace
    from .line.run_at_rate import RunAtRate, run_at_rate
    from .portfolio.judge import Judgement, judge, judge_columns, judge_each
    from .portfolio.many import PlantResult, forecast_many
    from .portfolio.reference import Reference, learn_reference
    from .series.backtest import Backtest, backtest
    from .series.pool import Pool, learn_pool
    from .series.ramps import Ramps, ramps
    from .targets.contours import Contours
    from .targets.dominance import Dominance, dominance
    from .targets.goal_result import GoalSeek, GoalSeekTable
    from .targets.goal_seek import goal_seek
    from .targets.gradient import gradient
    from .targets.path_function import PathFunction
    from .targets.rare_event import rare_event
    from .targets.rare_result import RareEvent
    from .targets.sensitivity import Sensitivity, sensitivity
    from .targets.shapley import shapley_effects
    from .targets.sobol_indices import sobol_indices
    from .targets.what_it_takes import WhatItTakes, what_it_takes

#: Where what is imported when first asked for lies, so that `import rampcast` takes no longer.
_LATER = {
    "Backtest": "series.backtest",
    "Calibration": "calibration.calibrate",
    "Contours": "targets.contours",
    "Dominance": "targets.dominance",
    "ExactLine": "line.line_results",
    "Fit": "fitting.fit_result",
    "Fits": "fitting.fit_many",
    "Forecast": "forecasts.forecast",
    "ForecastComparison": "forecasts.compare",
    "Frame": "frame",
    "GoalSeek": "targets.goal_result",
    "GoalSeekTable": "targets.goal_result",
    "Judgement": "portfolio.judge",
    "LearningFit": "fitting.learning",
    "LineCapacity": "line.line_results",
    "LineComparison": "line.line_comparison",
    "LinePerformance": "line.line_results",
    "LinePeriods": "line.line_periods",
    "LineSimulation": "line.line_results",
    "LineTrace": "line.line_trace",
    "PathFunction": "targets.path_function",
    "PlantResult": "portfolio.many",
    "Pool": "series.pool",
    "Ramps": "series.ramps",
    "RareEvent": "targets.rare_result",
    "Reference": "portfolio.reference",
    "RunAtRate": "line.run_at_rate",
    "Sensitivity": "targets.sensitivity",
    "SimulatedComparison": "line.line_comparison",
    "WhatItTakes": "targets.what_it_takes",
    "backtest": "series.backtest",
    "calibrate": "calibration.calibrate",
    "capacity": "line.lines",
    "compare": "forecasts.compare",
    "dominance": "targets.dominance",
    "exact": "line.lines",
    "fit": "fitting.fit",
    "fit_learning": "fitting.learning",
    "fit_many": "fitting.fit_many",
    "forecast": "forecasts.forecast",
    "forecast_many": "portfolio.many",
    "goal_seek": "targets.goal_seek",
    "gradient": "targets.gradient",
    "judge": "portfolio.judge",
    "judge_columns": "portfolio.judge",
    "judge_each": "portfolio.judge",
    "learn_pool": "series.pool",
    "learn_reference": "portfolio.reference",
    "line_from_table": "line.line_table",
    "ramps": "series.ramps",
    "rare_event": "targets.rare_event",
    "run_at_rate": "line.run_at_rate",
    "sensitivity": "targets.sensitivity",
    "shapley_effects": "targets.shapley",
    "simulate": "line.lines",
    "simulate_periods": "line.line_periods",
    "sobol_indices": "targets.sobol_indices",
    "trace": "line.lines",
    "what_it_takes": "targets.what_it_takes",
    "write_line_template": "line.line_table",
}
#: Modules that come so too.
_MODULES = ("baselines", "scores")

__version__: str = engine._core.__version__

__all__ = [
    "Actual",
    "Alternatives",
    "Arrival",
    "Backtest",
    "Bass",
    "BernoulliBlock",
    "BernoulliLine",
    "Beta",
    "Calendar",
    "Calibration",
    "Cap",
    "Cash",
    "Change",
    "Closure",
    "Component",
    "ContinuousBlock",
    "ContinuousLine",
    "Contours",
    "Contract",
    "Correlation",
    "Cost",
    "Crew",
    "CurveProduct",
    "DeJong",
    "DeterministicBlock",
    "Discrete",
    "Dominance",
    "EffectiveProcessTime",
    "Empirical",
    "ExactLine",
    "Exponential",
    "ExponentialBlock",
    "FailureMode",
    "Feed",
    "Fit",
    "Fits",
    "Forecast",
    "ForecastComparison",
    "Frame",
    "Gamma",
    "GivenDraws",
    "GoalSeek",
    "GoalSeekTable",
    "Gompertz",
    "Headcount",
    "Hyperbolic",
    "Investment",
    "Judgement",
    "Labour",
    "LearningFit",
    "Line",
    "LineCapacity",
    "LineComparison",
    "LinePerformance",
    "LinePeriods",
    "LineSimulation",
    "LineTrace",
    "Linear",
    "LogLogistic",
    "LogNormal",
    "Logistic",
    "Metalog",
    "Milestone",
    "MissingExtraError",
    "MixPoint",
    "Nameplate",
    "Noise",
    "Normal",
    "Oee",
    "Opening",
    "OpeningItem",
    "Option",
    "Orders",
    "PathFunction",
    "Pert",
    "PlanPoint",
    "PlannedStop",
    "Plant",
    "PlantResult",
    "Plateau",
    "Pool",
    "Price",
    "Product",
    "ProductRun",
    "Ramps",
    "RareEvent",
    "Reference",
    "Richards",
    "RunAtRate",
    "Sales",
    "Sensitivity",
    "SimulatedComparison",
    "SlottedLine",
    "StanfordB",
    "Stated",
    "Station",
    "Step",
    "Tabulated",
    "Target",
    "Timeline",
    "Tranche",
    "Triangular",
    "Uniform",
    "UnreliableExponentialBlock",
    "Weibull",
    "WhatItTakes",
    "WipCase",
    "Wright",
    "__version__",
    "backtest",
    "bernoulli_line",
    "best_case",
    "buzacott_zero_buffer",
    "calibrate",
    "capacity",
    "combination_count",
    "compare",
    "continuous_line",
    "default_timeline",
    "dominance",
    "effective_process_time",
    "exact",
    "exact_bernoulli_line",
    "exact_deterministic_line",
    "fit",
    "fit_learning",
    "fit_many",
    "forecast",
    "forecast_many",
    "goal_seek",
    "gradient",
    "irr",
    "json_schema",
    "judge",
    "judge_columns",
    "judge_each",
    "kingman",
    "lead_time_h",
    "learn_pool",
    "learn_reference",
    "line_from_table",
    "load_lines",
    "load_plant",
    "memory_bytes",
    "mmc_wait",
    "npv",
    "oee",
    "parse_period",
    "parse_plant",
    "payback",
    "peak_funding",
    "practical_worst_case",
    "ramps",
    "rare_event",
    "run_at_rate",
    "save_plant",
    "scores",
    "sensitivity",
    "shapley_effects",
    "simulate",
    "simulate_periods",
    "sobol_indices",
    "stated_numbers",
    "to_toml",
    "trace",
    "two_machine_bernoulli",
    "two_machine_continuous",
    "two_machine_deterministic",
    "two_machine_exponential",
    "validate",
    "warnings",
    "what_it_takes",
    "work_in_process",
    "worst_case",
    "write_line_template",
    "xirr",
    "xnpv",
]

tell_unmade(
    each
    for each in map(globals().get, __all__)
    if isinstance(each, type) and each.__module__.startswith(f"{__name__}.")
)


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f".{name}", __name__)
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    importlib.import_module(f".{_LATER[name]}", __name__)
    # All that came with it too.
    for each, place in _LATER.items():
        module = sys.modules.get(f"{__name__}.{place}")
        if each not in globals() and hasattr(module, each):
            globals()[each] = found = getattr(module, each)
            tell_unmade([found] if isinstance(found, type) else [])
    return globals()[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER, *_MODULES})
