"""
The compiled part of rampcast.
"""
from __future__ import annotations
import collections.abc
import datetime
import os
from rampcast._core import Actual
from rampcast._core import Alternatives
from rampcast._core import Arrival
from rampcast._core import Bass
from rampcast._core import Beta
from rampcast._core import Calendar
from rampcast._core import Change
from rampcast._core import Closure
from rampcast._core import Component
from rampcast._core import Correlation
from rampcast._core import CurveProduct
from rampcast._core import DeJong
from rampcast._core import Discrete
from rampcast._core import Empirical
from rampcast._core import Exponential
from rampcast._core import Forecast
from rampcast._core import Gamma
from rampcast._core import Gompertz
from rampcast._core import Hyperbolic
from rampcast._core import Line
from rampcast._core import Linear
from rampcast._core import LogLogistic
from rampcast._core import LogNormal
from rampcast._core import Logistic
from rampcast._core import Metalog
from rampcast._core import Milestone
from rampcast._core import MixPoint
from rampcast._core import Nameplate
from rampcast._core import Noise
from rampcast._core import Normal
from rampcast._core import Oee
from rampcast._core import Option
from rampcast._core import Orders
from rampcast._core import Pert
from rampcast._core import PlanPoint
from rampcast._core import Plant
from rampcast._core import Plateau
from rampcast._core import Price
from rampcast._core import Product
from rampcast._core import Richards
from rampcast._core import StanfordB
from rampcast._core import Stated
from rampcast._core import Station
from rampcast._core import Step
from rampcast._core import Tabulated
from rampcast._core import Target
from rampcast._core import Timeline
from rampcast._core import Triangular
from rampcast._core import Uniform
from rampcast._core import Weibull
from rampcast._core import Wright
import typing
__all__: list[str] = ['Actual', 'Alternatives', 'Arrival', 'Bass', 'Beta', 'Calendar', 'Change', 'Closure', 'Component', 'Correlation', 'CurveProduct', 'DeJong', 'Discrete', 'Empirical', 'Exponential', 'Forecast', 'Gamma', 'Gompertz', 'Hyperbolic', 'Line', 'Linear', 'LogLogistic', 'LogNormal', 'Logistic', 'Metalog', 'Milestone', 'MixPoint', 'Nameplate', 'Noise', 'Normal', 'Oee', 'Option', 'Orders', 'Pert', 'PlanPoint', 'Plant', 'Plateau', 'Price', 'Product', 'Richards', 'StanfordB', 'Stated', 'Station', 'Step', 'Tabulated', 'Target', 'Timeline', 'Triangular', 'Uniform', 'Weibull', 'Wright', 'combination_count', 'default_timeline', 'forecast', 'json_schema', 'load_plant', 'memory_bytes', 'oee', 'parse_period', 'parse_plant', 'save_plant', 'stated_numbers', 'to_toml', 'validate', 'variant', 'warnings']
def combination_count(plant: Plant) -> int:
    """
    How many combinations of options of alternatives a plant has, 1 without alternatives.
    """
def default_timeline(plant: Plant) -> Timeline:
    """
    The plant's own timeline; else by months from the first of the as-of date's month to
    the end of the third following year. Raises ValueError where it has neither.
    """
def forecast(plant: Plant, timeline: Timeline | None = None, *, paths: int = 65536, seed: int = 1, threads: int = 0, sampling: typing.Literal['sobol', 'plain'] = 'sobol', metrics: collections.abc.Sequence[str] | None = None, steps: collections.abc.Sequence[str] | None = None, views: collections.abc.Sequence[str] | None = None, keep_paths: bool = False, progress: collections.abc.Callable[[float], typing.Any] | None = None, like: Forecast | None = None) -> Forecast:
    """
    Forecasts a plant over a timeline, by default its own.
    
    paths: in all, shared evenly by the combinations of alternatives, each rounded up to
    16 x 2^k. threads: 0 takes one a processor. metrics, steps, views: None collects what
    the table needs. progress: called with the share done. like: a forecast whose draws to
    use again. Raises ValueError for invalid input; Ctrl-C raises KeyboardInterrupt.
    """
def json_schema() -> str:
    """
    A JSON Schema (draft 2020-12) of scenario files, for editors.
    """
def load_plant(path: str | os.PathLike[str]) -> Plant:
    """
    Reads a scenario file (TOML) and validates the plant.
    
    Raises OSError where the file cannot be read or is larger than 4 MB, ValueError that
    begins with file:line:column where its content is not valid.
    """
def memory_bytes(plant: Plant, timeline: Timeline | None = None, **options: typing.Any) -> int:
    """
    Bytes that the figures of a forecast with these options take at most. Without
    keep_paths they do not depend on the number of paths.
    """
def oee(*, planned_busy_time_h: float, down_time_h: float, ideal_cycle_s: float, made: float, rejected: float, calendar_time_h: float = 24.0) -> Oee:
    """
    OEE from a shift's record.
    
    planned_busy_time_h: planned time less planned breaks. down_time_h: unplanned stops
    within it. ideal_cycle_s: seconds a piece at full speed. made: pieces made, good or
    not. rejected: pieces of these that were not good. calendar_time_h: hours of the
    calendar that the TEEP refers to. Raises ValueError where a time is not positive, or
    more is lost than there is.
    """
def parse_period(label: str) -> tuple[str, datetime.date, datetime.date]:
    """
    What a label such as 2025, 2025-H1, 2025-Q1, 2025-03, 2025-03a, 2025-W07 or 2025-03-05
    names: its step, its first day and the day after its last. Raises ValueError.
    """
def parse_plant(text: str, file_name: str = 'scenario') -> Plant:
    """
    Reads a scenario from text and validates the plant. file_name: what errors call it.
    
    Raises ValueError that begins with file_name:line:column.
    """
def save_plant(plant: Plant, path: str | os.PathLike[str]) -> None:
    """
    Validates the plant and writes it as a scenario file, whole or not at all.
    
    Raises ValueError where the plant is not valid, OSError where it cannot be written.
    """
def stated_numbers(plant: Plant) -> list[dict[str, typing.Any]]:
    """
    The numbers of a plant that are uncertain or say what they rest on, a dict each.
    
    Keys: path, unit, meaning, value (number, date or distribution), uncertain (bool),
    kind (fact, assumption or unstated), source, known_on (a date or None), alternatives
    (`question: option` for a number of an option, else empty).
    """
def to_toml(plant: Plant) -> str:
    """
    The plant as the text of a scenario file; `parse_plant` of it gives an equal plant.
    """
def validate(plant: Plant) -> None:
    """
    Raises ValueError with the first thing that does not make sense in a plant, in any
    combination of its alternatives.
    """
def warnings(plant: Plant) -> list[str]:
    """
    What a valid plant may have been meant otherwise, a sentence each.
    """
__version__: str = '0.1.0'
variant: str = 'v3'
