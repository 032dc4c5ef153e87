"""
The compiled part of rampcast.
"""
from __future__ import annotations
import collections.abc
import datetime
import numpy
import numpy.typing
import os
import typing
import typing_extensions
__all__: list[str] = ['Actual', 'Alternatives', 'Arrival', 'Bass', 'BernoulliBlock', 'BernoulliLine', 'Beta', 'Calendar', 'Cap', 'Cash', 'Change', 'Closure', 'Component', 'ContinuousBlock', 'ContinuousLine', 'Contract', 'Correlation', 'Cost', 'Crew', 'CurveProduct', 'DeJong', 'DeterministicBlock', 'Discrete', 'EffectiveProcessTime', 'Empirical', 'Exponential', 'ExponentialBlock', 'FailureMode', 'Feed', 'Forecast', 'Gamma', 'GivenDraws', 'Gompertz', 'Headcount', 'Hyperbolic', 'Investment', 'Labour', 'Line', 'Linear', 'LogLogistic', 'LogNormal', 'Logistic', 'METRICS', 'Metalog', 'Milestone', 'MixPoint', 'Nameplate', 'Noise', 'Normal', 'Oee', 'Opening', 'OpeningItem', 'Option', 'Orders', 'PathFunction', 'Pert', 'PlanPoint', 'PlannedStop', 'Plant', 'Plateau', 'Price', 'Product', 'ProductRun', 'Richards', 'Sales', 'SlottedLine', 'StanfordB', 'Stated', 'Station', 'Step', 'Tabulated', 'Target', 'Timeline', 'Tranche', 'Triangular', 'Uniform', 'UnreliableExponentialBlock', 'Weibull', 'WipCase', 'Wright', 'bernoulli_line', 'best_case', 'buzacott_zero_buffer', 'check_pool', 'combination_count', 'compare_lines', 'condition', 'continuous_line', 'crps_lognormal_mixtures', 'crps_normal_mixtures', 'default_metrics', 'default_numbers', 'default_pool', 'default_timeline', 'draw_levels', 'effective_process_time', 'exact_bernoulli_line', 'exact_deterministic_line', 'exact_line', 'fit_curve', 'fit_lots', 'fit_many_series', 'fit_model', 'forecast', 'irr', 'json_schema', 'kingman', 'lead_time_h', 'learn_pool', 'level_log_likelihood', 'line_capacity', 'line_periods', 'line_warnings', 'load_lines', 'load_plant', 'memory_bytes', 'metric_table', 'metrics_by', 'mmc_wait', 'normal_mixture_cdfs', 'npv', 'oee', 'parse_lines', 'parse_period', 'parse_plant', 'payback', 'peak_funding', 'pool_ramps', 'practical_worst_case', 'predict_curve', 'predict_lots', 'prediction_bands', 'rate_corrections', 'ratio_estimate', 'save_plant', 'simulate_line', 'smooth_weights', 'stated_numbers', 'steps_of', 'table_metrics', 'to_toml', 'trace_line', 'two_machine_bernoulli', 'two_machine_continuous', 'two_machine_deterministic', 'two_machine_exponential', 'use_engine', 'validate', 'warnings', 'work_in_process', 'worst_case', 'xirr', 'xnpv']
class Uniform:
    """
    A number equally likely anywhere between two ends.
    
    Parameters
    ----------
    low : at least -1e+100 and at most 1e+100
        least value
    high : at least -1e+100 and at most 1e+100
        greatest value
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Uniform:
        ...
    def __deepcopy__(self, memo: dict) -> Uniform:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, low: float, high: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def high(self) -> float:
        """
        greatest value (at least -1e+100 and at most 1e+100)
        """
    @high.setter
    def high(self, value: float) -> None:
        ...
    @property
    def low(self) -> float:
        """
        least value (at least -1e+100 and at most 1e+100)
        """
    @low.setter
    def low(self, value: float) -> None:
        ...
class Normal:
    """
    A normally distributed number.
    
    Parameters
    ----------
    mean : at least -1e+100 and at most 1e+100
        mean
    sd : greater than 0 and at most 1e+100
        standard deviation
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Normal:
        ...
    def __deepcopy__(self, memo: dict) -> Normal:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, mean: float, sd: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
class LogNormal:
    """
    A positive number whose logarithm is normally distributed.
    
    Parameters
    ----------
    log_mean : at least -230 and at most 230
        mean of the logarithm, the logarithm of the median
    log_sd : greater than 0 and at most 20
        standard deviation of the logarithm
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    @staticmethod
    def p10_p90(p10: float, p90: float) -> LogNormal:
        """
        The distribution with these 10 % and 90 % quantiles.
        Raises ValueError unless 0 < p10 < p90, and where the logarithm is less than -230 or spreads by more than 20.
        """
    def __copy__(self) -> LogNormal:
        ...
    def __deepcopy__(self, memo: dict) -> LogNormal:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, log_mean: float, log_sd: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def log_mean(self) -> float:
        """
        mean of the logarithm, the logarithm of the median (at least -230 and at most 230)
        """
    @log_mean.setter
    def log_mean(self, value: float) -> None:
        ...
    @property
    def log_sd(self) -> float:
        """
        standard deviation of the logarithm (greater than 0 and at most 20)
        """
    @log_sd.setter
    def log_sd(self, value: float) -> None:
        ...
class Triangular:
    """
    A number with a triangular density over least, most likely and greatest value.
    
    Parameters
    ----------
    low : at least -1e+100 and at most 1e+100
        least value
    mode : at least -1e+100 and at most 1e+100
        most likely value
    high : at least -1e+100 and at most 1e+100
        greatest value
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Triangular:
        ...
    def __deepcopy__(self, memo: dict) -> Triangular:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, low: float, mode: float, high: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def high(self) -> float:
        """
        greatest value (at least -1e+100 and at most 1e+100)
        """
    @high.setter
    def high(self, value: float) -> None:
        ...
    @property
    def low(self) -> float:
        """
        least value (at least -1e+100 and at most 1e+100)
        """
    @low.setter
    def low(self, value: float) -> None:
        ...
    @property
    def mode(self) -> float:
        """
        most likely value (at least -1e+100 and at most 1e+100)
        """
    @mode.setter
    def mode(self, value: float) -> None:
        ...
class Pert:
    """
    A number with a smooth density over least, most likely and greatest value.
    
    Parameters
    ----------
    low : at least -1e+100 and at most 1e+100
        least value
    mode : at least -1e+100 and at most 1e+100
        most likely value
    high : at least -1e+100 and at most 1e+100
        greatest value
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Pert:
        ...
    def __deepcopy__(self, memo: dict) -> Pert:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, low: float, mode: float, high: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def high(self) -> float:
        """
        greatest value (at least -1e+100 and at most 1e+100)
        """
    @high.setter
    def high(self, value: float) -> None:
        ...
    @property
    def low(self) -> float:
        """
        least value (at least -1e+100 and at most 1e+100)
        """
    @low.setter
    def low(self, value: float) -> None:
        ...
    @property
    def mode(self) -> float:
        """
        most likely value (at least -1e+100 and at most 1e+100)
        """
    @mode.setter
    def mode(self, value: float) -> None:
        ...
class Beta:
    """
    A number between two ends, beta distributed.
    
    Parameters
    ----------
    a : at least 0.01 and at most 1e+08
        shape at the lower end
    b : at least 0.01 and at most 1e+08
        shape at the upper end
    low : at least -1e+100 and at most 1e+100, default 0
        least value
    high : at least -1e+100 and at most 1e+100, default 1
        greatest value
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Beta:
        ...
    def __deepcopy__(self, memo: dict) -> Beta:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, a: float, b: float, low: float = 0, high: float = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def a(self) -> float:
        """
        shape at the lower end (at least 0.01 and at most 1e+08)
        """
    @a.setter
    def a(self, value: float) -> None:
        ...
    @property
    def b(self) -> float:
        """
        shape at the upper end (at least 0.01 and at most 1e+08)
        """
    @b.setter
    def b(self, value: float) -> None:
        ...
    @property
    def high(self) -> float:
        """
        greatest value (at least -1e+100 and at most 1e+100; default 1)
        """
    @high.setter
    def high(self, value: float) -> None:
        ...
    @property
    def low(self) -> float:
        """
        least value (at least -1e+100 and at most 1e+100; default 0)
        """
    @low.setter
    def low(self, value: float) -> None:
        ...
class Gamma:
    """
    A positive number, gamma distributed.
    
    Parameters
    ----------
    shape : at least 0.01 and at most 1e+08
        shape; 1 is exponential
    scale : greater than 0 and at most 1e+100
        scale: the mean divided by the shape
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Gamma:
        ...
    def __deepcopy__(self, memo: dict) -> Gamma:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, shape: float, scale: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def scale(self) -> float:
        """
        scale: the mean divided by the shape (greater than 0 and at most 1e+100)
        """
    @scale.setter
    def scale(self, value: float) -> None:
        ...
    @property
    def shape(self) -> float:
        """
        shape; 1 is exponential (at least 0.01 and at most 1e+08)
        """
    @shape.setter
    def shape(self, value: float) -> None:
        ...
class Discrete:
    """
    One of several values, each with a weight.
    
    Parameters
    ----------
    values : at least -1e+100 and at most 1e+100
        the values, in any order
    weights : at least 0
        a weight for each value
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Discrete:
        ...
    def __deepcopy__(self, memo: dict) -> Discrete:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, values: collections.abc.Sequence[float], weights: collections.abc.Sequence[float]) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def values(self) -> list[float]:
        """
        the values, in any order (at least -1e+100 and at most 1e+100)
        """
    @values.setter
    def values(self, value: collections.abc.Sequence[float]) -> None:
        ...
    @property
    def weights(self) -> list[float]:
        """
        a weight for each value (at least 0)
        """
    @weights.setter
    def weights(self, value: collections.abc.Sequence[float]) -> None:
        ...
class Empirical:
    """
    One of a list of observed values, all equally likely.
    
    Parameters
    ----------
    values : at least -1e+100 and at most 1e+100
        the observed values, in any order
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Empirical:
        ...
    def __deepcopy__(self, memo: dict) -> Empirical:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, values: collections.abc.Sequence[float]) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def values(self) -> list[float]:
        """
        the observed values, in any order (at least -1e+100 and at most 1e+100)
        """
    @values.setter
    def values(self, value: collections.abc.Sequence[float]) -> None:
        ...
class Metalog:
    """
    A number known by its 10 %, 50 % and 90 % quantiles and its bounds, if any.
    
    Parameters
    ----------
    p10 : at least -1e+100 and at most 1e+100
        10 % quantile
    p50 : at least -1e+100 and at most 1e+100
        median
    p90 : at least -1e+100 and at most 1e+100
        90 % quantile
    lower : at least -1e+100 and at most 1e+100, optional
        lower bound; none if not given
    upper : at least -1e+100 and at most 1e+100, optional
        upper bound; none if not given
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Metalog:
        ...
    def __deepcopy__(self, memo: dict) -> Metalog:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, p10: float, p50: float, p90: float, lower: float | None = None, upper: float | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def mean(self) -> float:
        """
        The mean; infinite where the tail is too heavy.
        """
    def quantile(self, p: numpy.typing.ArrayLike) -> typing.Any:
        """
        The value not exceeded with probability p: a float, or an array for an array.
        Raises ValueError unless 0 <= p <= 1.
        """
    def sd(self) -> float:
        """
        The standard deviation; infinite where the tail is too heavy.
        """
    @property
    def lower(self) -> float | None:
        """
        lower bound; none if not given (at least -1e+100 and at most 1e+100)
        """
    @lower.setter
    def lower(self, value: float | None) -> None:
        ...
    @property
    def p10(self) -> float:
        """
        10 % quantile (at least -1e+100 and at most 1e+100)
        """
    @p10.setter
    def p10(self, value: float) -> None:
        ...
    @property
    def p50(self) -> float:
        """
        median (at least -1e+100 and at most 1e+100)
        """
    @p50.setter
    def p50(self, value: float) -> None:
        ...
    @property
    def p90(self) -> float:
        """
        90 % quantile (at least -1e+100 and at most 1e+100)
        """
    @p90.setter
    def p90(self, value: float) -> None:
        ...
    @property
    def upper(self) -> float | None:
        """
        upper bound; none if not given (at least -1e+100 and at most 1e+100)
        """
    @upper.setter
    def upper(self, value: float | None) -> None:
        ...
class Stated:
    """
    A number with what it rests on; stands wherever a number or distribution may.
    
    Parameters
    ----------
    value : number, datetime.date or distribution
        what is stated
    kind : str, optional
        "fact", "assumption" or "unstated"
    source : str, optional
        who or what says so
    known_on : datetime.date, optional
        the day it was known
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Stated:
        ...
    def __deepcopy__(self, memo: dict) -> Stated:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        ...
    def __float__(self) -> float:
        """
        The value, where it is a number.
        """
    def __init__(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, *, kind: typing.Literal['unstated', 'fact', 'assumption'] = 'unstated', source: str = '', known_on: datetime.date | None = None) -> None:
        ...
    def __repr__(self) -> str:
        ...
    @property
    def kind(*args, **kwargs):
        """
        (self: Stated) -> str
        
        fact, assumption or unstated
        """
    @property
    def known_on(*args, **kwargs):
        """
        (self: Stated) -> datetime.date | None
        
        the day it was known
        """
    @property
    def source(*args, **kwargs):
        """
        (self: Stated) -> str
        
        who or what says so
        """
    @property
    def value(*args, **kwargs):
        """
        (self: Stated) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated
        
        what is stated
        """
class PlanPoint:
    """
    One point of a tabulated ramp.
    
    Parameters
    ----------
    days : days, at least 0
        days on the operating clock
    share : at least 0 and at most 1
        share of the mature rate at that time
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> PlanPoint:
        ...
    def __deepcopy__(self, memo: dict) -> PlanPoint:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days on the operating clock (days, at least 0)
        """
    @days.setter
    def days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the mature rate at that time (at least 0 and at most 1)
        """
    @share.setter
    def share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Step:
    """
    Nothing for some days, then the mature rate at once.
    
    Parameters
    ----------
    delay_days : days, at least 0
        days on the operating clock before anything is made
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Step:
        ...
    def __deepcopy__(self, memo: dict) -> Step:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, delay_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def delay_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days on the operating clock before anything is made (days, at least 0)
        """
    @delay_days.setter
    def delay_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Linear:
    """
    A straight line from the share at the start to the mature rate.
    
    Parameters
    ----------
    rise_days : days, greater than 0
        days from the start to the mature rate
    start_share : at least 0 and at most 1, default 0
        share of the mature rate at the start
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Linear:
        ...
    def __deepcopy__(self, memo: dict) -> Linear:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, rise_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, start_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def rise_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from the start to the mature rate (days, greater than 0)
        """
    @rise_days.setter
    def rise_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def start_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the mature rate at the start (at least 0 and at most 1; default 0)
        """
    @start_share.setter
    def start_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Exponential:
    """
    What is missing to the mature rate shrinks at a steady pace.
    
    Parameters
    ----------
    time_constant_days : days, greater than 0
        days in which what is missing falls to 37 %
    start_share : at least 0 and at most 1, default 0
        share of the mature rate at the start
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Exponential:
        ...
    def __deepcopy__(self, memo: dict) -> Exponential:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, time_constant_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, start_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def start_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the mature rate at the start (at least 0 and at most 1; default 0)
        """
    @start_share.setter
    def start_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def time_constant_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days in which what is missing falls to 37 % (days, greater than 0)
        """
    @time_constant_days.setter
    def time_constant_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Logistic:
    """
    The symmetric S-curve.
    
    Parameters
    ----------
    midpoint_days : days
        operating-clock time at half the mature rate
    rise_days : days, greater than 0
        days from 10 % to 90 % of the mature rate
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Logistic:
        ...
    def __deepcopy__(self, memo: dict) -> Logistic:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, midpoint_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, rise_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def midpoint_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        operating-clock time at half the mature rate (days)
        """
    @midpoint_days.setter
    def midpoint_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def rise_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from 10 % to 90 % of the mature rate (days, greater than 0)
        """
    @rise_days.setter
    def rise_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Gompertz:
    """
    An S-curve that rises early and takes long to the last per cents.
    
    Parameters
    ----------
    midpoint_days : days
        operating-clock time at half the mature rate
    rise_days : days, greater than 0
        days from 10 % to 90 % of the mature rate
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Gompertz:
        ...
    def __deepcopy__(self, memo: dict) -> Gompertz:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, midpoint_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, rise_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def midpoint_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        operating-clock time at half the mature rate (days)
        """
    @midpoint_days.setter
    def midpoint_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def rise_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from 10 % to 90 % of the mature rate (days, greater than 0)
        """
    @rise_days.setter
    def rise_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Richards:
    """
    An S-curve of any asymmetry.
    
    Parameters
    ----------
    midpoint_days : days
        operating-clock time at half the mature rate
    rise_days : days, greater than 0
        days from 10 % to 90 % of the mature rate
    asymmetry : greater than 0 and at most 10
        1 is symmetric, less takes long to the last per cents, more has a long start
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Richards:
        ...
    def __deepcopy__(self, memo: dict) -> Richards:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, midpoint_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, rise_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, asymmetry: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def asymmetry(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        1 is symmetric, less takes long to the last per cents, more has a long start (greater than 0 and at most 10)
        """
    @asymmetry.setter
    def asymmetry(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def midpoint_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        operating-clock time at half the mature rate (days)
        """
    @midpoint_days.setter
    def midpoint_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def rise_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from 10 % to 90 % of the mature rate (days, greater than 0)
        """
    @rise_days.setter
    def rise_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Weibull:
    """
    The Weibull distribution function: exponential for shape 1, S-shaped above.
    
    Parameters
    ----------
    half_days : days, greater than 0
        operating-clock time at half the mature rate
    shape : at least 0.1 and at most 20
        1 is exponential, less has an abrupt start, more is S-shaped
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Weibull:
        ...
    def __deepcopy__(self, memo: dict) -> Weibull:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, half_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, shape: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def half_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        operating-clock time at half the mature rate (days, greater than 0)
        """
    @half_days.setter
    def half_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def shape(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        1 is exponential, less has an abrupt start, more is S-shaped (at least 0.1 and at most 20)
        """
    @shape.setter
    def shape(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class LogLogistic:
    """
    The log-logistic distribution function: hyperbolic for shape 1, S-shaped above.
    
    Parameters
    ----------
    half_days : days, greater than 0
        operating-clock time at half the mature rate
    shape : at least 0.1 and at most 20
        1 is hyperbolic, less has an abrupt start, more is S-shaped
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> LogLogistic:
        ...
    def __deepcopy__(self, memo: dict) -> LogLogistic:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, half_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, shape: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def half_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        operating-clock time at half the mature rate (days, greater than 0)
        """
    @half_days.setter
    def half_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def shape(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        1 is hyperbolic, less has an abrupt start, more is S-shaped (at least 0.1 and at most 20)
        """
    @shape.setter
    def shape(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Bass:
    """
    Adoption by innovators and imitators: the share of those who have adopted.
    
    Parameters
    ----------
    innovation_per_year : 1/year, greater than 0
        rate of adopting by oneself (p)
    imitation_per_year : 1/year, at least 0
        rate of adopting after others (q)
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Bass:
        ...
    def __deepcopy__(self, memo: dict) -> Bass:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, innovation_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, imitation_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def imitation_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        rate of adopting after others (q) (1/year, at least 0)
        """
    @imitation_per_year.setter
    def imitation_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def innovation_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        rate of adopting by oneself (p) (1/year, greater than 0)
        """
    @innovation_per_year.setter
    def innovation_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Hyperbolic:
    """
    Quick at first, with a long way to the last per cents: t / (t + half).
    
    Parameters
    ----------
    half_days : days, greater than 0
        operating-clock time at half the mature rate
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Hyperbolic:
        ...
    def __deepcopy__(self, memo: dict) -> Hyperbolic:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, half_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def half_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        operating-clock time at half the mature rate (days, greater than 0)
        """
    @half_days.setter
    def half_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Tabulated:
    """
    A ramp as planned: shares at given days.
    
    Parameters
    ----------
    points : list[PlanPoint]
        days and shares, days increasing
    interpolation : str, default 'linear'
        between the points: "linear", or "step" to stay until the next
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Tabulated:
        ...
    def __deepcopy__(self, memo: dict) -> Tabulated:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, points: collections.abc.Sequence[PlanPoint], interpolation: typing.Literal['linear', 'step'] = 'linear') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def interpolation(self) -> str:
        """
        between the points: "linear", or "step" to stay until the next (default 'linear')
        """
    @interpolation.setter
    def interpolation(self, value: typing.Literal['linear', 'step']) -> None:
        ...
    @property
    def points(self) -> list[PlanPoint]:
        """
        days and shares, days increasing
        """
    @points.setter
    def points(self, value: collections.abc.Sequence[PlanPoint]) -> None:
        ...
class Wright:
    """
    Learning by experience: hours fall by the same share at each doubling of the units made.
    
    Parameters
    ----------
    theory : str
        "unit" where the rate is of single units, "cumulative average" where it is of the average so far
    learning_rate : greater than 0.5 and at most 1
        hours after a doubling of the units made over hours before
    mature_unit : units, greater than 1
        the unit from which on nothing is learned
    mature_units_per_day : units/day, greater than 0, default 1
        mature output a day; in a line its own rate is used
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Wright:
        ...
    def __deepcopy__(self, memo: dict) -> Wright:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, theory: typing.Literal['unit', 'cumulative average'], learning_rate: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_unit: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_units_per_day: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    def total_hours(self, m: numpy.typing.ArrayLike, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of the units from m to n, both included, over those of a first unit made
        without experience.
        """
    def unit_hours(self, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of unit n (from 1) over those of a first unit made without experience.
        """
    @property
    def learning_rate(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours after a doubling of the units made over hours before (greater than 0.5 and at most 1)
        """
    @learning_rate.setter
    def learning_rate(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_unit(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the unit from which on nothing is learned (units, greater than 1)
        """
    @mature_unit.setter
    def mature_unit(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_units_per_day(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mature output a day; in a line its own rate is used (units/day, greater than 0; default 1)
        """
    @mature_units_per_day.setter
    def mature_units_per_day(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def theory(self) -> str:
        """
        "unit" where the rate is of single units, "cumulative average" where it is of the average so far
        """
    @theory.setter
    def theory(self, value: typing.Literal['unit', 'cumulative average']) -> None:
        ...
class StanfordB:
    """
    Learning by experience with something learned beforehand.
    
    Parameters
    ----------
    learning_rate : greater than 0.5 and at most 1
        hours after a doubling of the units made over hours before
    prior_units : units, at least 0 and at most 10
        equivalent units made before the first (B)
    mature_unit : units, greater than 1
        the unit from which on nothing is learned
    mature_units_per_day : units/day, greater than 0, default 1
        mature output a day; in a line its own rate is used
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> StanfordB:
        ...
    def __deepcopy__(self, memo: dict) -> StanfordB:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, learning_rate: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, prior_units: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_unit: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_units_per_day: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    def total_hours(self, m: numpy.typing.ArrayLike, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of the units from m to n, both included, over those of a first unit made
        without experience.
        """
    def unit_hours(self, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of unit n (from 1) over those of a first unit made without experience.
        """
    @property
    def learning_rate(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours after a doubling of the units made over hours before (greater than 0.5 and at most 1)
        """
    @learning_rate.setter
    def learning_rate(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_unit(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the unit from which on nothing is learned (units, greater than 1)
        """
    @mature_unit.setter
    def mature_unit(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_units_per_day(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mature output a day; in a line its own rate is used (units/day, greater than 0; default 1)
        """
    @mature_units_per_day.setter
    def mature_units_per_day(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def prior_units(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        equivalent units made before the first (B) (units, at least 0 and at most 10)
        """
    @prior_units.setter
    def prior_units(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class DeJong:
    """
    Learning by experience of which machines take their fixed part.
    
    Parameters
    ----------
    learning_rate : greater than 0.5 and at most 1
        hours after a doubling of the units made over hours before
    incompressible_share : at least 0 and at most 1
        share of the first unit's hours that learning cannot reduce
    mature_unit : units, greater than 1
        the unit from which on nothing is learned
    mature_units_per_day : units/day, greater than 0, default 1
        mature output a day; in a line its own rate is used
    prior_units : units, at least 0 and at most 10, default 0
        equivalent units made before the first (B)
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> DeJong:
        ...
    def __deepcopy__(self, memo: dict) -> DeJong:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, learning_rate: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, incompressible_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_unit: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_units_per_day: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, prior_units: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    def total_hours(self, m: numpy.typing.ArrayLike, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of the units from m to n, both included, over those of a first unit made
        without experience.
        """
    def unit_hours(self, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of unit n (from 1) over those of a first unit made without experience.
        """
    @property
    def incompressible_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the first unit's hours that learning cannot reduce (at least 0 and at most 1)
        """
    @incompressible_share.setter
    def incompressible_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def learning_rate(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours after a doubling of the units made over hours before (greater than 0.5 and at most 1)
        """
    @learning_rate.setter
    def learning_rate(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_unit(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the unit from which on nothing is learned (units, greater than 1)
        """
    @mature_unit.setter
    def mature_unit(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_units_per_day(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mature output a day; in a line its own rate is used (units/day, greater than 0; default 1)
        """
    @mature_units_per_day.setter
    def mature_units_per_day(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def prior_units(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        equivalent units made before the first (B) (units, at least 0 and at most 10; default 0)
        """
    @prior_units.setter
    def prior_units(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Plateau:
    """
    Learning by experience that ends on a floor.
    
    Parameters
    ----------
    model : str
        "baloff" where hours approach the floor, "yelle" where they stop at it
    learning_rate : greater than 0.5 and at most 1
        hours after a doubling of the units made over hours before
    floor_share : at least 0 and at most 1
        the floor over the first unit's hours
    mature_unit : units, greater than 1
        the unit from which on nothing is learned
    mature_units_per_day : units/day, greater than 0, default 1
        mature output a day; in a line its own rate is used
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Plateau:
        ...
    def __deepcopy__(self, memo: dict) -> Plateau:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, model: typing.Literal['baloff', 'yelle'], learning_rate: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, floor_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_unit: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mature_units_per_day: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    def total_hours(self, m: numpy.typing.ArrayLike, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of the units from m to n, both included, over those of a first unit made
        without experience.
        """
    def unit_hours(self, n: numpy.typing.ArrayLike) -> typing.Any:
        """
        Hours of unit n (from 1) over those of a first unit made without experience.
        """
    @property
    def floor_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the floor over the first unit's hours (at least 0 and at most 1)
        """
    @floor_share.setter
    def floor_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def learning_rate(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours after a doubling of the units made over hours before (greater than 0.5 and at most 1)
        """
    @learning_rate.setter
    def learning_rate(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_unit(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the unit from which on nothing is learned (units, greater than 1)
        """
    @mature_unit.setter
    def mature_unit(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mature_units_per_day(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mature output a day; in a line its own rate is used (units/day, greater than 0; default 1)
        """
    @mature_units_per_day.setter
    def mature_units_per_day(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def model(self) -> str:
        """
        "baloff" where hours approach the floor, "yelle" where they stop at it
        """
    @model.setter
    def model(self, value: typing.Literal['baloff', 'yelle']) -> None:
        ...
class CurveProduct:
    """
    Several ramps at once, such as speed, availability and yield: the product of their shares.
    
    Parameters
    ----------
    factors : list[ramp curve]
        the ramps that multiply
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> CurveProduct:
        ...
    def __deepcopy__(self, memo: dict) -> CurveProduct:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, factors: collections.abc.Sequence[Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct]) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def integral(self, a_days: numpy.typing.ArrayLike, b_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days' worth of mature output made between two times on the operating clock: a float, or
        an array where one is given, the two broadcast. Raises ValueError as `share` does.
        """
    def share(self, t_days: numpy.typing.ArrayLike) -> typing.Any:
        """
        Share of the mature rate at a time on the operating clock, in days: a float, or an array
        for an array. Raises ValueError where a number of the curve is a distribution.
        """
    def time_to(self, share: numpy.typing.ArrayLike) -> typing.Any:
        """
        Days on the operating clock until a share of the mature rate, 0 to 1, is first reached:
        a float, or an array for an array. Curves that only approach a share answer with that of
        a share next to it. Raises ValueError as `share` does.
        """
    @property
    def factors(self) -> list[Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct]:
        """
        the ramps that multiply
        """
    @factors.setter
    def factors(self, value: collections.abc.Sequence[Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct]) -> None:
        ...
class Noise:
    """
    A persistent shock on a level: a lognormal factor of mean one whose log follows an AR(1) process on calendar months.
    
    Parameters
    ----------
    sd : at least 0 and at most 3, default 0
        standard deviation of the log of a month's factor
    month_correlation : at least 0 and less than 1, default 0
        correlation of the log level with the month before
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Noise:
        ...
    def __deepcopy__(self, memo: dict) -> Noise:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, sd: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, month_correlation: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def month_correlation(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        correlation of the log level with the month before (at least 0 and less than 1; default 0)
        """
    @month_correlation.setter
    def month_correlation(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def sd(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        standard deviation of the log of a month's factor (at least 0 and at most 3; default 0)
        """
    @sd.setter
    def sd(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Closure:
    """
    A stretch of days on which nothing is worked, first and last day included.
    
    Parameters
    ----------
    from_ : datetime.date
        first closed day
    to : datetime.date
        last closed day, itself closed
    reason : str, optional
        such as Spring Festival
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Closure:
        ...
    def __deepcopy__(self, memo: dict) -> Closure:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, from_: datetime.date | str, to: datetime.date | str, reason: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def from_(self) -> datetime.date:
        """
        first closed day
        """
    @from_.setter
    def from_(self, value: datetime.date | str) -> None:
        ...
    @property
    def reason(self) -> str:
        """
        such as Spring Festival
        """
    @reason.setter
    def reason(self, value: str) -> None:
        ...
    @property
    def to(self) -> datetime.date:
        """
        last closed day, itself closed
        """
    @to.setter
    def to(self, value: datetime.date | str) -> None:
        ...
class Calendar:
    """
    When a line or a project works: shifts, days of the week, closures, extra days.
    
    Parameters
    ----------
    name : str
        what lines refer to it by
    hours_per_shift : h, greater than 0 and at most 24, default 24
        working hours of a shift
    shifts_per_day : greater than 0, default 1
        shifts of a working day; with hours_per_shift at most 24 hours. With `starts`, one for each
    starts : list[str], optional
        times at which the shifts of a working day begin, in order, such as 06:00; a shift may end on the next day. None: shifts follow each other from midnight on
    hours : h, greater than 0 and at most 24, optional
        hours of single days of the week instead of those of the shifts, such as 4 on Sat, or more for overtime; shifts are worked in their order until the hours are
    workdays : list[str], optional
        days of the week worked: Mon, Tue, Wed, Thu, Fri, Sat, Sun
    closed : list[Closure], optional
        holidays and shutdowns
    extra_workdays : list[datetime.date], optional
        single dates worked although the weekly pattern says no, such as the weekend days that make up for a holiday
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Calendar:
        ...
    def __deepcopy__(self, memo: dict) -> Calendar:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, hours_per_shift: float = 24, shifts_per_day: float = 1, starts: collections.abc.Sequence[str] = ..., hours: collections.abc.Mapping[str, float] = ..., workdays: collections.abc.Sequence[str] = ..., closed: collections.abc.Sequence[Closure] = ..., extra_workdays: collections.abc.Sequence[datetime.date | str] = ...) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def closed(self) -> list[Closure]:
        """
        holidays and shutdowns
        """
    @closed.setter
    def closed(self, value: collections.abc.Sequence[Closure]) -> None:
        ...
    @property
    def extra_workdays(self) -> list[datetime.date]:
        """
        single dates worked although the weekly pattern says no, such as the weekend days that make up for a holiday
        """
    @extra_workdays.setter
    def extra_workdays(self, value: collections.abc.Sequence[datetime.date | str]) -> None:
        ...
    @property
    def hours(self) -> dict[str, float]:
        """
        hours of single days of the week instead of those of the shifts, such as 4 on Sat, or more for overtime; shifts are worked in their order until the hours are (h, greater than 0 and at most 24)
        """
    @hours.setter
    def hours(self, value: collections.abc.Mapping[str, float]) -> None:
        ...
    @property
    def hours_per_shift(self) -> float:
        """
        working hours of a shift (h, greater than 0 and at most 24; default 24)
        """
    @hours_per_shift.setter
    def hours_per_shift(self, value: float) -> None:
        ...
    @property
    def name(self) -> str:
        """
        what lines refer to it by
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def shifts_per_day(self) -> float:
        """
        shifts of a working day; with hours_per_shift at most 24 hours. With `starts`, one for each (greater than 0; default 1)
        """
    @shifts_per_day.setter
    def shifts_per_day(self, value: float) -> None:
        ...
    @property
    def starts(self) -> list[str]:
        """
        times at which the shifts of a working day begin, in order, such as 06:00; a shift may end on the next day. None: shifts follow each other from midnight on
        """
    @starts.setter
    def starts(self, value: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def workdays(self) -> list[str]:
        """
        days of the week worked: Mon, Tue, Wed, Thu, Fri, Sat, Sun
        """
    @workdays.setter
    def workdays(self, value: collections.abc.Sequence[str]) -> None:
        ...
class Timeline:
    """
    The days a forecast covers and the calendar periods it is made for.
    
    Parameters
    ----------
    start : datetime.date
        first day
    end : datetime.date
        the day after the last
    step : str, default 'month'
        calendar periods to report: day, week, half-month, month, quarter, half-year or year
    fiscal_year_starts : at least 1 and at most 12, default 1
        month in which fiscal years begin, 1 to 12; years, halves and quarters are theirs. They are named for the calendar year in which their last month ends: FY2025
    quarters : str, default 'months'
        what quarters are made of: months, or weeks grouped into months of 4-4-5, 4-5-4 or 5-4-4 weeks, in fiscal years that begin on the Monday nearest to the first day of their first month; needs days or weeks as step
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Timeline:
        ...
    def __deepcopy__(self, memo: dict) -> Timeline:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, start: datetime.date | str, end: datetime.date | str, step: typing.Literal['day', 'week', 'half-month', 'month', 'quarter', 'half-year', 'year'] = 'month', fiscal_year_starts: float = 1, quarters: typing.Literal['months', '4-4-5', '4-5-4', '5-4-4'] = 'months') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def end(self) -> datetime.date:
        """
        the day after the last
        """
    @end.setter
    def end(self, value: datetime.date | str) -> None:
        ...
    @property
    def fiscal_year_starts(self) -> float:
        """
        month in which fiscal years begin, 1 to 12; years, halves and quarters are theirs. They are named for the calendar year in which their last month ends: FY2025 (at least 1 and at most 12; default 1)
        """
    @fiscal_year_starts.setter
    def fiscal_year_starts(self, value: float) -> None:
        ...
    @property
    def quarters(self) -> str:
        """
        what quarters are made of: months, or weeks grouped into months of 4-4-5, 4-5-4 or 5-4-4 weeks, in fiscal years that begin on the Monday nearest to the first day of their first month; needs days or weeks as step (default 'months')
        """
    @quarters.setter
    def quarters(self, value: typing.Literal['months', '4-4-5', '4-5-4', '5-4-4']) -> None:
        ...
    @property
    def start(self) -> datetime.date:
        """
        first day
        """
    @start.setter
    def start(self, value: datetime.date | str) -> None:
        ...
    @property
    def step(self) -> str:
        """
        calendar periods to report: day, week, half-month, month, quarter, half-year or year (default 'month')
        """
    @step.setter
    def step(self, value: typing.Literal['day', 'week', 'half-month', 'month', 'quarter', 'half-year', 'year']) -> None:
        ...
class Milestone:
    """
    An event of the launch: on a date, or some days after the milestones it follows.
    
    Parameters
    ----------
    name : str
        the milestone's name, unique in the plant
    on : number or distribution | None, optional
        the date. Either this or `after`
    after : list[str], optional
        names of the milestones it follows; it counts from the latest. Either this or `on`
    days : days, at least 0 and at most 1e+06, optional
        calendar days after them
    working_days : working days, at least 0 and at most 1e+06, optional
        working days after them, on `calendar`; instead of `days`. They end as the last of them does: one after a Friday's beginning is at midnight before Saturday
    on_working_day : bool, default False
        true: on to the beginning of the next working day, so that one after a Friday is Monday
    calendar : str, optional
        name of the calendar whose working days count; empty: every day
    chance : at least 0 and at most 1, default 1
        probability that it comes at all; where it does not, what waits for it never happens
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Milestone:
        ...
    def __deepcopy__(self, memo: dict) -> Milestone:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, on: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str | None = None, after: collections.abc.Sequence[str] = ..., days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, working_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, on_working_day: bool = False, calendar: str = '', chance: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def after(self) -> list[str]:
        """
        names of the milestones it follows; it counts from the latest. Either this or `on`
        """
    @after.setter
    def after(self, value: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def calendar(self) -> str:
        """
        name of the calendar whose working days count; empty: every day
        """
    @calendar.setter
    def calendar(self, value: str) -> None:
        ...
    @property
    def chance(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        probability that it comes at all; where it does not, what waits for it never happens (at least 0 and at most 1; default 1)
        """
    @chance.setter
    def chance(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        calendar days after them (days, at least 0 and at most 1e+06)
        """
    @days.setter
    def days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the milestone's name, unique in the plant
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def on(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        the date. Either this or `after`
        """
    @on.setter
    def on(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str | None) -> None:
        ...
    @property
    def on_working_day(self) -> bool:
        """
        true: on to the beginning of the next working day, so that one after a Friday is Monday (default False)
        """
    @on_working_day.setter
    def on_working_day(self, value: bool) -> None:
        ...
    @property
    def working_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        working days after them, on `calendar`; instead of `days`. They end as the last of them does: one after a Friday's beginning is at midnight before Saturday (working days, at least 0 and at most 1e+06)
        """
    @working_days.setter
    def working_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
class FailureMode:
    """
    One way in which a place of a station fails.
    
    Parameters
    ----------
    name : str
        what fails, unique at its station
    mtbf_h : h, greater than 0
        mean time between failures of a place
    mttr_h : h, greater than 0, optional
        mean time to repair a place; left out: that of observed_stops_h
    failures : str, default 'operation'
        whether it follows work (operation) or the clock (time)
    mtbf_scv : at least 0 and at most 100, default 1
        squared coefficient of variation of the time between failures: 1 is exponential, 0 a fixed time
    mttr_scv : at least 0 and at most 100, default 1
        squared coefficient of variation of the time to repair: 1 is exponential, 0 a fixed time
    observed_stops_h : h, greater than 0, optional
        repair times as observed: they give the spread in place of mttr_scv, and the mean, or are scaled to a stated mean mttr_h
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> FailureMode:
        ...
    def __deepcopy__(self, memo: dict) -> FailureMode:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, mtbf_h: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, mttr_h: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = ..., failures: typing.Literal['operation', 'time'] = 'operation', mtbf_scv: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, mttr_scv: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, observed_stops_h: collections.abc.Sequence[float] = ...) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def failures(self) -> str:
        """
        whether it follows work (operation) or the clock (time) (default 'operation')
        """
    @failures.setter
    def failures(self, value: typing.Literal['operation', 'time']) -> None:
        ...
    @property
    def mtbf_h(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mean time between failures of a place (h, greater than 0)
        """
    @mtbf_h.setter
    def mtbf_h(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mtbf_scv(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        squared coefficient of variation of the time between failures: 1 is exponential, 0 a fixed time (at least 0 and at most 100; default 1)
        """
    @mtbf_scv.setter
    def mtbf_scv(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mttr_h(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mean time to repair a place; left out: that of observed_stops_h (h, greater than 0)
        """
    @mttr_h.setter
    def mttr_h(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mttr_scv(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        squared coefficient of variation of the time to repair: 1 is exponential, 0 a fixed time (at least 0 and at most 100; default 1)
        """
    @mttr_scv.setter
    def mttr_scv(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        what fails, unique at its station
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def observed_stops_h(self) -> list[float]:
        """
        repair times as observed: they give the spread in place of mttr_scv, and the mean, or are scaled to a stated mean mttr_h (h, greater than 0)
        """
    @observed_stops_h.setter
    def observed_stops_h(self, value: collections.abc.Sequence[float]) -> None:
        ...
class Station:
    """
    A station of a line: one kind of work, done at one or more places in parallel.
    
    Parameters
    ----------
    name : str
        the station's name, unique on its line
    cycle_time_s : s, greater than 0, optional
        mean time one place works on one piece (or batch); left out: that of observed_times_s
    cycle_time_scv : at least 0 and at most 100, default 0
        squared coefficient of variation of that time from piece to piece
    cycle_time_shape : str, default 'gamma'
        how single times spread: gamma (scv 1 is exponential) or lognormal
    observed_times_s : s, greater than 0, optional
        times of single pieces as observed: they give the spread in place of scv and shape, and the mean, or are scaled to a stated mean cycle_time_s
    handling_time_s : s, at least 0, default 0
        time a place is taken beyond that, to load and unload
    places : greater than 0, default 1
        places working in parallel; a fraction is an expected number
    batch : at least 1, default 1
        pieces that share a place and its cycle, loaded and unloaded together
    batch_wait_h : h, at least 0, optional
        a batch that is not full starts so long after its first piece came to the station; left out: it waits until it is full
    mtbf_h : h, greater than 0, optional
        mean time between failures of a place; needs mttr_h
    mttr_h : h, greater than 0, optional
        mean time to repair a place; needs mtbf_h; left out: that of observed_stops_h
    failures : str, default 'operation'
        whether those failures follow work (operation: a place fails only while it works) or the clock (time)
    mtbf_scv : at least 0 and at most 100, default 1
        squared coefficient of variation of the time between those failures: 1 is exponential, 0 a fixed time
    mttr_scv : at least 0 and at most 100, default 1
        squared coefficient of variation of the time to repair: 1 is exponential, 0 a fixed time
    observed_stops_h : h, greater than 0, optional
        repair times as observed: they give the spread in place of mttr_scv, and the mean, or are scaled to a stated mean mttr_h
    failure_modes : list[FailureMode], optional
        further ways in which a place fails, each with times of its own
    performance : greater than 0 and at most 1, default 1
        actual over ideal speed while running, which divides cycle and handling time (ISO 22400-2: effectiveness)
    first_pass_yield : greater than 0 and at most 1, default 1
        share of pieces that pass at the first try
    on_failure : str, default 'repair'
        what becomes of a piece that fails: repair (it is mended and comes again), restart (its time here starts again) or scrap
    rework_at : str, optional
        off-line station of the line that mends what fails here before it comes again; empty: it is mended here
    most_passes : at least 1, optional
        passes after which a piece that still fails is scrapped; left out: no limit
    crew : str, optional
        crew of the line whose people work here; empty: people are always at hand
    operators : people, greater than 0, default 1
        people of the crew that one place takes while it works
    changeover_time_s : s, at least 0, default 0
        time a place is set up for when the product changes in the line's sequence
    product_times_s : s, greater than 0, optional
        mean times by product of the line's sequence, where they are not cycle_time_s
    calendar : str, optional
        name of the station's own calendar; empty: the line's
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Station:
        ...
    def __deepcopy__(self, memo: dict) -> Station:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, cycle_time_s: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = ..., cycle_time_scv: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, cycle_time_shape: typing.Literal['gamma', 'lognormal'] = 'gamma', observed_times_s: collections.abc.Sequence[float] = ..., handling_time_s: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, places: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, batch: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, batch_wait_h: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, mtbf_h: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, mttr_h: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, failures: typing.Literal['operation', 'time'] = 'operation', mtbf_scv: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, mttr_scv: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, observed_stops_h: collections.abc.Sequence[float] = ..., failure_modes: collections.abc.Sequence[FailureMode] = ..., performance: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, first_pass_yield: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, on_failure: typing.Literal['repair', 'restart', 'scrap'] = 'repair', rework_at: str = '', most_passes: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, crew: str = '', operators: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, changeover_time_s: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, product_times_s: collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ..., calendar: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def batch(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        pieces that share a place and its cycle, loaded and unloaded together (at least 1; default 1)
        """
    @batch.setter
    def batch(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def batch_wait_h(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        a batch that is not full starts so long after its first piece came to the station; left out: it waits until it is full (h, at least 0)
        """
    @batch_wait_h.setter
    def batch_wait_h(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def calendar(self) -> str:
        """
        name of the station's own calendar; empty: the line's
        """
    @calendar.setter
    def calendar(self, value: str) -> None:
        ...
    @property
    def changeover_time_s(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        time a place is set up for when the product changes in the line's sequence (s, at least 0; default 0)
        """
    @changeover_time_s.setter
    def changeover_time_s(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def crew(self) -> str:
        """
        crew of the line whose people work here; empty: people are always at hand
        """
    @crew.setter
    def crew(self, value: str) -> None:
        ...
    @property
    def cycle_time_s(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        mean time one place works on one piece (or batch); left out: that of observed_times_s (s, greater than 0)
        """
    @cycle_time_s.setter
    def cycle_time_s(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def cycle_time_scv(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        squared coefficient of variation of that time from piece to piece (at least 0 and at most 100; default 0)
        """
    @cycle_time_scv.setter
    def cycle_time_scv(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def cycle_time_shape(self) -> str:
        """
        how single times spread: gamma (scv 1 is exponential) or lognormal (default 'gamma')
        """
    @cycle_time_shape.setter
    def cycle_time_shape(self, value: typing.Literal['gamma', 'lognormal']) -> None:
        ...
    @property
    def failure_modes(self) -> list[FailureMode]:
        """
        further ways in which a place fails, each with times of its own
        """
    @failure_modes.setter
    def failure_modes(self, value: collections.abc.Sequence[FailureMode]) -> None:
        ...
    @property
    def failures(self) -> str:
        """
        whether those failures follow work (operation: a place fails only while it works) or the clock (time) (default 'operation')
        """
    @failures.setter
    def failures(self, value: typing.Literal['operation', 'time']) -> None:
        ...
    @property
    def first_pass_yield(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of pieces that pass at the first try (greater than 0 and at most 1; default 1)
        """
    @first_pass_yield.setter
    def first_pass_yield(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def handling_time_s(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        time a place is taken beyond that, to load and unload (s, at least 0; default 0)
        """
    @handling_time_s.setter
    def handling_time_s(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def most_passes(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        passes after which a piece that still fails is scrapped; left out: no limit (at least 1)
        """
    @most_passes.setter
    def most_passes(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def mtbf_h(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        mean time between failures of a place; needs mttr_h (h, greater than 0)
        """
    @mtbf_h.setter
    def mtbf_h(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def mtbf_scv(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        squared coefficient of variation of the time between those failures: 1 is exponential, 0 a fixed time (at least 0 and at most 100; default 1)
        """
    @mtbf_scv.setter
    def mtbf_scv(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def mttr_h(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        mean time to repair a place; needs mtbf_h; left out: that of observed_stops_h (h, greater than 0)
        """
    @mttr_h.setter
    def mttr_h(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def mttr_scv(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        squared coefficient of variation of the time to repair: 1 is exponential, 0 a fixed time (at least 0 and at most 100; default 1)
        """
    @mttr_scv.setter
    def mttr_scv(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the station's name, unique on its line
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def observed_stops_h(self) -> list[float]:
        """
        repair times as observed: they give the spread in place of mttr_scv, and the mean, or are scaled to a stated mean mttr_h (h, greater than 0)
        """
    @observed_stops_h.setter
    def observed_stops_h(self, value: collections.abc.Sequence[float]) -> None:
        ...
    @property
    def observed_times_s(self) -> list[float]:
        """
        times of single pieces as observed: they give the spread in place of scv and shape, and the mean, or are scaled to a stated mean cycle_time_s (s, greater than 0)
        """
    @observed_times_s.setter
    def observed_times_s(self, value: collections.abc.Sequence[float]) -> None:
        ...
    @property
    def on_failure(self) -> str:
        """
        what becomes of a piece that fails: repair (it is mended and comes again), restart (its time here starts again) or scrap (default 'repair')
        """
    @on_failure.setter
    def on_failure(self, value: typing.Literal['repair', 'restart', 'scrap']) -> None:
        ...
    @property
    def operators(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        people of the crew that one place takes while it works (people, greater than 0; default 1)
        """
    @operators.setter
    def operators(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def performance(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        actual over ideal speed while running, which divides cycle and handling time (ISO 22400-2: effectiveness) (greater than 0 and at most 1; default 1)
        """
    @performance.setter
    def performance(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def places(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        places working in parallel; a fraction is an expected number (greater than 0; default 1)
        """
    @places.setter
    def places(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def product_times_s(self) -> dict[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        mean times by product of the line's sequence, where they are not cycle_time_s (s, greater than 0)
        """
    @product_times_s.setter
    def product_times_s(self, value: collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    @property
    def rework_at(self) -> str:
        """
        off-line station of the line that mends what fails here before it comes again; empty: it is mended here
        """
    @rework_at.setter
    def rework_at(self, value: str) -> None:
        ...
class Feed:
    """
    A way from one station of a line to another: stations that several feed assemble, stations that feed several part their pieces.
    
    Parameters
    ----------
    from_ : str
        name of the station that the pieces come from
    to : str
        name of the station that they go to
    buffer : pieces, at least 0, optional
        waiting places on the way, those on the stations not counted; left out: there is always room
    share : greater than 0, default 1
        how many pieces of `from` go this way, in proportion to the other feeds from it
    pieces : at least 1, default 1
        pieces that go into each piece of `to`; a whole number
    part : str, optional
        what it brings: feeds to a station that bring the same stand in for each other, of all else a station needs each; empty: the name of `from`
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Feed:
        ...
    def __deepcopy__(self, memo: dict) -> Feed:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, from_: str, to: str, buffer: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, pieces: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, part: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def buffer(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        waiting places on the way, those on the stations not counted; left out: there is always room (pieces, at least 0)
        """
    @buffer.setter
    def buffer(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def from_(self) -> str:
        """
        name of the station that the pieces come from
        """
    @from_.setter
    def from_(self, value: str) -> None:
        ...
    @property
    def part(self) -> str:
        """
        what it brings: feeds to a station that bring the same stand in for each other, of all else a station needs each; empty: the name of `from`
        """
    @part.setter
    def part(self, value: str) -> None:
        ...
    @property
    def pieces(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        pieces that go into each piece of `to`; a whole number (at least 1; default 1)
        """
    @pieces.setter
    def pieces(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        how many pieces of `from` go this way, in proportion to the other feeds from it (greater than 0; default 1)
        """
    @share.setter
    def share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def to(self) -> str:
        """
        name of the station that they go to
        """
    @to.setter
    def to(self, value: str) -> None:
        ...
class Crew:
    """
    People shared between stations of a line.
    
    Parameters
    ----------
    name : str
        what stations refer to it by
    people : people, greater than 0, default 1
        people at work at the same time
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Crew:
        ...
    def __deepcopy__(self, memo: dict) -> Crew:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, people: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def name(self) -> str:
        """
        what stations refer to it by
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def people(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        people at work at the same time (people, greater than 0; default 1)
        """
    @people.setter
    def people(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class ProductRun:
    """
    A run of one product in the sequence that a line repeats.
    
    Parameters
    ----------
    product : str
        name of the product
    pieces : at least 1, default 1
        pieces made before the next product; a whole number
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> ProductRun:
        ...
    def __deepcopy__(self, memo: dict) -> ProductRun:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, product: str, pieces: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def pieces(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        pieces made before the next product; a whole number (at least 1; default 1)
        """
    @pieces.setter
    def pieces(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def product(self) -> str:
        """
        name of the product
        """
    @product.setter
    def product(self, value: str) -> None:
        ...
class Nameplate:
    """
    A mature rate stated as units a year on a calendar's regular week.
    
    Parameters
    ----------
    units_per_year : units/year, at least 0
        good units a year when mature
    calendar : str, optional
        name of the calendar the figure is stated for; empty: the line's
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Nameplate:
        ...
    def __deepcopy__(self, memo: dict) -> Nameplate:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, units_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, calendar: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def calendar(self) -> str:
        """
        name of the calendar the figure is stated for; empty: the line's
        """
    @calendar.setter
    def calendar(self, value: str) -> None:
        ...
    @property
    def units_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        good units a year when mature (units/year, at least 0)
        """
    @units_per_year.setter
    def units_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class PlannedStop:
    """
    A stop of one line planned by date, such as an overhaul.
    
    Parameters
    ----------
    name : str
        the stop's name, unique on its line
    from_ : datetime.date
        first day of the stop
    to : datetime.date | None, optional
        last day of the stop, itself stopped. Either this or `days`
    days : days, at least 1 and at most 36525, optional
        calendar days that it lasts, a whole number. Either this or `to`
    lost : greater than 0 and at most 1, default 1
        share of the line's hours that is lost on these days
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> PlannedStop:
        ...
    def __deepcopy__(self, memo: dict) -> PlannedStop:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, from_: datetime.date | str, to: datetime.date | str | None = None, days: float | None = None, lost: float = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def days(self) -> float | None:
        """
        calendar days that it lasts, a whole number. Either this or `to` (days, at least 1 and at most 36525)
        """
    @days.setter
    def days(self, value: float | None) -> None:
        ...
    @property
    def from_(self) -> datetime.date:
        """
        first day of the stop
        """
    @from_.setter
    def from_(self, value: datetime.date | str) -> None:
        ...
    @property
    def lost(self) -> float:
        """
        share of the line's hours that is lost on these days (greater than 0 and at most 1; default 1)
        """
    @lost.setter
    def lost(self, value: float) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the stop's name, unique on its line
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def to(self) -> datetime.date | None:
        """
        last day of the stop, itself stopped. Either this or `days`
        """
    @to.setter
    def to(self, value: datetime.date | str | None) -> None:
        ...
class Change:
    """
    New values of a line's parameters from a date or a milestone on.
    
    Parameters
    ----------
    on : str | number or distribution
        the date, or the milestone's name
    lag_days : days, at least 0, default 0
        calendar days after it
    set : dict[str, str | number or distribution], optional
        new values by path within the line: `burn-in.places`, `calendar`, `nameplate.units_per_year`
    add : at least 0, optional
        what is added to numbers, by path within the line; at least 0
    ramp : ramp curve | None, optional
        share reached of what the change adds to the mature rate, on the line's operating clock since the change, whatever the line's own ramp; none: the line's ramp
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Change:
        ...
    def __deepcopy__(self, memo: dict) -> Change:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, on: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, lag_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, set: collections.abc.Mapping[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ..., add: collections.abc.Mapping[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ..., ramp: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def add(self) -> dict[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        what is added to numbers, by path within the line; at least 0 (at least 0)
        """
    @add.setter
    def add(self, value: collections.abc.Mapping[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    @property
    def lag_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        calendar days after it (days, at least 0; default 0)
        """
    @lag_days.setter
    def lag_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def on(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the date, or the milestone's name
        """
    @on.setter
    def on(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def ramp(self) -> Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None:
        """
        share reached of what the change adds to the mature rate, on the line's operating clock since the change, whatever the line's own ramp; none: the line's ramp
        """
    @ramp.setter
    def ramp(self, value: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None) -> None:
        ...
    @property
    def set(self) -> dict[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        new values by path within the line: `burn-in.places`, `calendar`, `nameplate.units_per_year`
        """
    @set.setter
    def set(self, value: collections.abc.Mapping[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
class Line:
    """
    A production line: its mature rate by stations or nameplate, its start and its ramp.
    
    Parameters
    ----------
    name : str
        the line's name, unique in the plant
    starts : str | number or distribution, optional
        the date production starts, or the milestone it starts at; a plant's lines need it
    lag_days : days, at least 0, default 0
        calendar days from `starts` to the first piece
    calendar : str, optional
        name of the line's calendar; empty: round the clock
    stations : list[Station], optional
        stations in series (or as `feeds` has them); the slowest sets the rate. Either these or `nameplate`
    feeds : list[Feed], optional
        which station feeds which, where they are not in series: assembly and parting
    buffers : pieces, at least 0, optional
        waiting places between each station and the next, those on the stations not counted; none stated: there is always room
    blocking : str, default 'after'
        when a full buffer stops the station before it: after its service (the piece stays on its place) or before (none is begun)
    rework_stations : list[Station], optional
        off-line stations, to which stations send what fails by rework_at
    crews : list[Crew], optional
        people shared between stations
    repairers : people, greater than 0, optional
        repairs that can be made at the same time; left out: all of them
    sequence : list[ProductRun], optional
        products in the order in which they are made, again and again; none: one product
    products : list[str], optional
        names of the plant's products that the line can make; none: all of them
    changeover_h : h, at least 0, default 0
        hours that a changeover from one of its products to another takes, of a line in a plant
    runs_per_month : 1/month, at least 0, default 0
        runs of its products in a mean month, each begun by a changeover
    nameplate : Nameplate | None, optional
        mature units a year. Either this or `stations`
    ramp : ramp curve, optional
        share of the mature rate on the line's operating clock; none: mature at once
    noise : Noise | None, optional
        persistent monthly shock on the line's output
    changes : list[Change], optional
        parameters that change at a date or milestone
    stops : list[PlannedStop], optional
        stops planned by date, on which the line loses hours
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Line:
        ...
    def __deepcopy__(self, memo: dict) -> Line:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, starts: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = ..., lag_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, calendar: str = '', stations: collections.abc.Sequence[Station] = ..., feeds: collections.abc.Sequence[Feed] = ..., buffers: collections.abc.Sequence[float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ..., blocking: typing.Literal['after', 'before'] = 'after', rework_stations: collections.abc.Sequence[Station] = ..., crews: collections.abc.Sequence[Crew] = ..., repairers: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, sequence: collections.abc.Sequence[ProductRun] = ..., products: collections.abc.Sequence[str] = ..., changeover_h: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, runs_per_month: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, nameplate: Nameplate | None = None, ramp: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None = ..., noise: Noise | None = None, changes: collections.abc.Sequence[Change] = ..., stops: collections.abc.Sequence[PlannedStop] = ...) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def replace(self, path: str, value: typing.Any) -> Line:
        """
        A copy with the parameter at a dotted path changed, such as
        `replace("burn-in.cycle_time_h", 40)`. The value may be whatever the
        parameter may be: a number, date or distribution, a name, a ramp curve, a list. Parts of lists
        go by their names, else their dates or positions from 1; a station also directly by its name.
        Times may be in another unit by the ending of the path (`cycle_time_h`). Raises ValueError
        where the path leads nowhere (naming the nearest) or the value is not allowed, TypeError for
        a value of the wrong type.
        """
    @property
    def blocking(self) -> str:
        """
        when a full buffer stops the station before it: after its service (the piece stays on its place) or before (none is begun) (default 'after')
        """
    @blocking.setter
    def blocking(self, value: typing.Literal['after', 'before']) -> None:
        ...
    @property
    def buffers(self) -> list[float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        waiting places between each station and the next, those on the stations not counted; none stated: there is always room (pieces, at least 0)
        """
    @buffers.setter
    def buffers(self, value: collections.abc.Sequence[float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    @property
    def calendar(self) -> str:
        """
        name of the line's calendar; empty: round the clock
        """
    @calendar.setter
    def calendar(self, value: str) -> None:
        ...
    @property
    def changeover_h(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours that a changeover from one of its products to another takes, of a line in a plant (h, at least 0; default 0)
        """
    @changeover_h.setter
    def changeover_h(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def changes(self) -> list[Change]:
        """
        parameters that change at a date or milestone
        """
    @changes.setter
    def changes(self, value: collections.abc.Sequence[Change]) -> None:
        ...
    @property
    def crews(self) -> list[Crew]:
        """
        people shared between stations
        """
    @crews.setter
    def crews(self, value: collections.abc.Sequence[Crew]) -> None:
        ...
    @property
    def feeds(self) -> list[Feed]:
        """
        which station feeds which, where they are not in series: assembly and parting
        """
    @feeds.setter
    def feeds(self, value: collections.abc.Sequence[Feed]) -> None:
        ...
    @property
    def lag_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        calendar days from `starts` to the first piece (days, at least 0; default 0)
        """
    @lag_days.setter
    def lag_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the line's name, unique in the plant
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def nameplate(self) -> Nameplate | None:
        """
        mature units a year. Either this or `stations`
        """
    @nameplate.setter
    def nameplate(self, value: Nameplate | None) -> None:
        ...
    @property
    def noise(self) -> Noise | None:
        """
        persistent monthly shock on the line's output
        """
    @noise.setter
    def noise(self, value: Noise | None) -> None:
        ...
    @property
    def products(self) -> list[str]:
        """
        names of the plant's products that the line can make; none: all of them
        """
    @products.setter
    def products(self, value: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def ramp(self) -> Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct:
        """
        share of the mature rate on the line's operating clock; none: mature at once
        """
    @ramp.setter
    def ramp(self, value: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None) -> None:
        ...
    @property
    def repairers(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        repairs that can be made at the same time; left out: all of them (people, greater than 0)
        """
    @repairers.setter
    def repairers(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def rework_stations(self) -> list[Station]:
        """
        off-line stations, to which stations send what fails by rework_at
        """
    @rework_stations.setter
    def rework_stations(self, value: collections.abc.Sequence[Station]) -> None:
        ...
    @property
    def runs_per_month(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        runs of its products in a mean month, each begun by a changeover (1/month, at least 0; default 0)
        """
    @runs_per_month.setter
    def runs_per_month(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def sequence(self) -> list[ProductRun]:
        """
        products in the order in which they are made, again and again; none: one product
        """
    @sequence.setter
    def sequence(self, value: collections.abc.Sequence[ProductRun]) -> None:
        ...
    @property
    def starts(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the date production starts, or the milestone it starts at; a plant's lines need it
        """
    @starts.setter
    def starts(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def stations(self) -> list[Station]:
        """
        stations in series (or as `feeds` has them); the slowest sets the rate. Either these or `nameplate`
        """
    @stations.setter
    def stations(self, value: collections.abc.Sequence[Station]) -> None:
        ...
    @property
    def stops(self) -> list[PlannedStop]:
        """
        stops planned by date, on which the line loses hours
        """
    @stops.setter
    def stops(self, value: collections.abc.Sequence[PlannedStop]) -> None:
        ...
class Oee:
    """
    Overall equipment effectiveness and its factors, by the names of ISO 22400-2. Shares of 1.
    """
    @staticmethod
    def __repr__(*args, **kwargs):
        ...
    @property
    def availability(*args, **kwargs):
        """
        (self: Oee) -> float
        
        running time / planned busy time
        """
    @property
    def effectiveness(*args, **kwargs):
        """
        (self: Oee) -> float
        
        ideal cycle × made / running time (often called performance)
        """
    @property
    def oee(*args, **kwargs):
        """
        (self: Oee) -> float
        
        availability × effectiveness × quality
        """
    @property
    def quality(*args, **kwargs):
        """
        (self: Oee) -> float
        
        good / made
        """
    @property
    def teep(*args, **kwargs):
        """
        (self: Oee) -> float
        
        oee × planned busy time / calendar time
        """
class WipCase:
    """
    What a line makes that holds a fixed number of pieces, and how long each takes.
    """
    def __repr__(self) -> str:
        ...
    @property
    def lead_time_h(self) -> float:
        """
        hours a piece is on the line
        """
    @property
    def throughput_per_h(self) -> float:
        """
        pieces an hour
        """
class EffectiveProcessTime:
    """
    A process time with the outages met on the way.
    """
    def __repr__(self) -> str:
        ...
    @property
    def availability(self) -> float:
        """
        MTBF / (MTBF + MTTR)
        """
    @property
    def mean_h(self) -> float:
        """
        mean
        """
    @property
    def scv(self) -> float:
        """
        squared coefficient of variation
        """
class BernoulliBlock:
    """
    Two Bernoulli machines and the buffer between them, in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def blocked(self) -> float:
        """
        share of slots in which machine 1 is up and has no room
        """
    @property
    def mean_buffer(self) -> float:
        """
        pieces in the buffer at the end of a slot
        """
    @property
    def production_rate(self) -> float:
        """
        pieces a slot
        """
    @property
    def starved(self) -> float:
        """
        share of slots in which machine 2 is up and has no piece
        """
class BernoulliLine:
    """
    A line of Bernoulli machines in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def blocked(self) -> list[float]:
        """
        by machine: share of slots in which it is up and has no room
        """
    @property
    def buffer_levels(self) -> list[float]:
        """
        mean pieces in each buffer at the end of a slot
        """
    @property
    def converged(self) -> bool:
        """
        False: stopped before both ends agreed
        """
    @property
    def production_rate(self) -> float:
        """
        pieces a slot
        """
    @property
    def starved(self) -> list[float]:
        """
        by machine: share of slots in which it is up and has no piece
        """
    @property
    def sweeps(self) -> int:
        """
        passes to and fro of the aggregation
        """
class DeterministicBlock:
    """
    Two machines of one deterministic cycle that fail and are repaired, and the buffer between them, in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def blocked(self) -> float:
        """
        share of cycles in which machine 1 is up and has no room
        """
    @property
    def efficiency(self) -> float:
        """
        pieces a cycle
        """
    @property
    def mean_buffer(self) -> float:
        """
        pieces between the machines, the one on machine 2 included
        """
    @property
    def starved(self) -> float:
        """
        share of cycles in which machine 2 is up and has no piece
        """
class ExponentialBlock:
    """
    Two exponential stations and the waiting places between them, in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def blocked(self) -> float:
        """
        share of time in which station 1 keeps a finished piece
        """
    @property
    def mean_in_system(self) -> float:
        """
        pieces on the stations and between them
        """
    @property
    def starved(self) -> float:
        """
        share of time in which station 2 has no piece
        """
    @property
    def throughput(self) -> float:
        """
        pieces a unit of time
        """
class UnreliableExponentialBlock:
    """
    Two exponential machines that fail and are mended, and the buffer between them, in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def blocked(self) -> float:
        """
        share of time in which machine 1 is up and has no room
        """
    @property
    def mean_buffer(self) -> float:
        """
        pieces between the machines, the one on machine 2 included
        """
    @property
    def starved(self) -> float:
        """
        share of time in which machine 2 is up and has no piece
        """
    @property
    def throughput(self) -> float:
        """
        pieces a unit of time
        """
class ContinuousBlock:
    """
    Two machines through which material flows and the buffer between them, in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def blocked(self) -> float:
        """
        share of time in which machine 1 is up and stands, the buffer full
        """
    @property
    def mean_buffer(self) -> float:
        """
        pieces in the buffer
        """
    @property
    def starved(self) -> float:
        """
        share of time in which machine 2 is up and stands, the buffer empty
        """
    @property
    def throughput(self) -> float:
        """
        pieces a unit of time
        """
class ContinuousLine:
    """
    A line of machines through which material flows, in the long run.
    """
    def __repr__(self) -> str:
        ...
    @property
    def throughput(self) -> float:
        """
        pieces a unit of time
        """
class Arrival:
    """
    A rate of arrival from a date or milestone on: stated, or a multiple of the rate before.
    
    Parameters
    ----------
    from_ : str | number or distribution
        the first day of this rate, or the milestone's name
    lag_days : days, at least 0, default 0
        calendar days after it
    per_year : at least 0, optional
        pieces, orders, people or money a calendar year. Either this or `growth`
    growth : at least 0, optional
        factor on the rate before. Either this or `per_year`
    ramp : ramp curve | None, optional
        share of the change from the rate before that is reached by calendar days since; none: all at once
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Arrival:
        ...
    def __deepcopy__(self, memo: dict) -> Arrival:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, from_: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, lag_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, growth: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, ramp: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def from_(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the first day of this rate, or the milestone's name
        """
    @from_.setter
    def from_(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def growth(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        factor on the rate before. Either this or `per_year` (at least 0)
        """
    @growth.setter
    def growth(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def lag_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        calendar days after it (days, at least 0; default 0)
        """
    @lag_days.setter
    def lag_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        pieces, orders, people or money a calendar year. Either this or `growth` (at least 0)
        """
    @per_year.setter
    def per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def ramp(self) -> Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None:
        """
        share of the change from the rate before that is reached by calendar days since; none: all at once
        """
    @ramp.setter
    def ramp(self, value: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None) -> None:
        ...
class Cap:
    """
    A plain limit on the units made, such as power or floor space.
    
    Parameters
    ----------
    name : str
        what limits, unique among the plant's limits
    limits : list[Arrival], units/year
        units a year by date or milestone; no limit before the first
    calendar : str, optional
        calendar over whose working hours a year's units are spread; empty: the lines'
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Cap:
        ...
    def __deepcopy__(self, memo: dict) -> Cap:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, limits: collections.abc.Sequence[Arrival], calendar: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def calendar(self) -> str:
        """
        calendar over whose working hours a year's units are spread; empty: the lines'
        """
    @calendar.setter
    def calendar(self, value: str) -> None:
        ...
    @property
    def limits(self) -> list[Arrival]:
        """
        units a year by date or milestone; no limit before the first (units/year)
        """
    @limits.setter
    def limits(self, value: collections.abc.Sequence[Arrival]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        what limits, unique among the plant's limits
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
class Headcount:
    """
    A headcount on a date, as counted or planned, or at a milestone.
    
    Parameters
    ----------
    from_ : str | number or distribution
        the day of this headcount, or the milestone's name
    lag_days : days, at least 0, default 0
        calendar days after it
    people : people, at least 0
        people on that day, in full-time equivalents
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Headcount:
        ...
    def __deepcopy__(self, memo: dict) -> Headcount:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, from_: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, lag_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, people: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def from_(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the day of this headcount, or the milestone's name
        """
    @from_.setter
    def from_(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def lag_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        calendar days after it (days, at least 0; default 0)
        """
    @lag_days.setter
    def lag_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def people(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        people on that day, in full-time equivalents (people, at least 0)
        """
    @people.setter
    def people(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Labour:
    """
    People whose hours the units take: headcount, hiring, attrition, hours a unit.
    
    Parameters
    ----------
    name : str
        the group's name, unique among the plant's limits
    headcount : list[Headcount]
        people by date or milestone; the headcount is set to each on its day, and is that of the first before it
    hires : list[Arrival], people/year, optional
        people hired a year, by date or milestone
    attrition_per_year : 1/year, at least 0 and at most 10, default 0
        rate at which people leave, as a share of those there
    hours_per_month : h/month, greater than 0 and at most 744, default 160
        hours one person works on the units in a mean month
    calendar : str, optional
        calendar over whose working hours a year's twelve mean months are spread; empty: the lines'
    hours_per_unit : h/unit, greater than 0
        hours a unit takes at `units_at_start`
    learning_rate : greater than 0 and at most 1, optional
        factor on the hours each time the plant's cumulated units double
    units_at_start : units, greater than 0, default 1
        cumulated units when the projection begins, for `learning_rate`
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Labour:
        ...
    def __deepcopy__(self, memo: dict) -> Labour:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, headcount: collections.abc.Sequence[Headcount], hires: collections.abc.Sequence[Arrival] = ..., attrition_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, hours_per_month: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 160, calendar: str = '', hours_per_unit: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, learning_rate: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, units_at_start: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def attrition_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        rate at which people leave, as a share of those there (1/year, at least 0 and at most 10; default 0)
        """
    @attrition_per_year.setter
    def attrition_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def calendar(self) -> str:
        """
        calendar over whose working hours a year's twelve mean months are spread; empty: the lines'
        """
    @calendar.setter
    def calendar(self, value: str) -> None:
        ...
    @property
    def headcount(self) -> list[Headcount]:
        """
        people by date or milestone; the headcount is set to each on its day, and is that of the first before it
        """
    @headcount.setter
    def headcount(self, value: collections.abc.Sequence[Headcount]) -> None:
        ...
    @property
    def hires(self) -> list[Arrival]:
        """
        people hired a year, by date or milestone (people/year)
        """
    @hires.setter
    def hires(self, value: collections.abc.Sequence[Arrival]) -> None:
        ...
    @property
    def hours_per_month(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours one person works on the units in a mean month (h/month, greater than 0 and at most 744; default 160)
        """
    @hours_per_month.setter
    def hours_per_month(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def hours_per_unit(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        hours a unit takes at `units_at_start` (h/unit, greater than 0)
        """
    @hours_per_unit.setter
    def hours_per_unit(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def learning_rate(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        factor on the hours each time the plant's cumulated units double (greater than 0 and at most 1)
        """
    @learning_rate.setter
    def learning_rate(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the group's name, unique among the plant's limits
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def units_at_start(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        cumulated units when the projection begins, for `learning_rate` (units, greater than 0; default 1)
        """
    @units_at_start.setter
    def units_at_start(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Component:
    """
    A component that limits output: what arrives of it, and when. Unused stock is kept.
    
    Parameters
    ----------
    name : str
        the component's name, unique in the plant
    arrivals : list[Arrival], pieces/year
        rates of arrival by date or milestone; none before the first
    multiplier : at least 0, default 1
        factor on all arrivals
    opening_stock : pieces, at least 0, default 0
        pieces in stock when the projection begins
    price : currency/piece, at least 0, default 0
        money a piece, without VAT, paid for what arrives whether it is used or not; it is part of the products' material. 0: pieces are paid for with the units they are used in
    spare_share : at least 0, default 0
        pieces lost to repair for each piece built in
    return_share : at least 0 and less than 1, default 0
        share of what arrives that is faulty and goes back
    noise : Noise | None, optional
        persistent monthly shock on arrivals
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Component:
        ...
    def __deepcopy__(self, memo: dict) -> Component:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, arrivals: collections.abc.Sequence[Arrival], multiplier: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, opening_stock: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, price: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, spare_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, return_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, noise: Noise | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def arrivals(self) -> list[Arrival]:
        """
        rates of arrival by date or milestone; none before the first (pieces/year)
        """
    @arrivals.setter
    def arrivals(self, value: collections.abc.Sequence[Arrival]) -> None:
        ...
    @property
    def multiplier(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        factor on all arrivals (at least 0; default 1)
        """
    @multiplier.setter
    def multiplier(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the component's name, unique in the plant
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def noise(self) -> Noise | None:
        """
        persistent monthly shock on arrivals
        """
    @noise.setter
    def noise(self, value: Noise | None) -> None:
        ...
    @property
    def opening_stock(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        pieces in stock when the projection begins (pieces, at least 0; default 0)
        """
    @opening_stock.setter
    def opening_stock(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def price(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        money a piece, without VAT, paid for what arrives whether it is used or not; it is part of the products' material. 0: pieces are paid for with the units they are used in (currency/piece, at least 0; default 0)
        """
    @price.setter
    def price(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def return_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of what arrives that is faulty and goes back (at least 0 and less than 1; default 0)
        """
    @return_share.setter
    def return_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def spare_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        pieces lost to repair for each piece built in (at least 0; default 0)
        """
    @spare_share.setter
    def spare_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Contract:
    """
    A single large order that may come: how much, when, and how likely.
    
    Parameters
    ----------
    name : str
        the contract's name, unique among the orders
    units : units, at least 0
        units it is for
    on : number or distribution
        the day the order is placed; a uniform distribution for a window
    chance : at least 0 and at most 1, default 1
        probability that it is placed at all
    product : str, optional
        name of the product it is for; empty: what the orders it stands with are for
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Contract:
        ...
    def __deepcopy__(self, memo: dict) -> Contract:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, units: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, on: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str, chance: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, product: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def chance(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        probability that it is placed at all (at least 0 and at most 1; default 1)
        """
    @chance.setter
    def chance(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the contract's name, unique among the orders
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def on(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the day the order is placed; a uniform distribution for a window
        """
    @on.setter
    def on(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str) -> None:
        ...
    @property
    def product(self) -> str:
        """
        name of the product it is for; empty: what the orders it stands with are for
        """
    @product.setter
    def product(self, value: str) -> None:
        ...
    @property
    def units(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        units it is for (units, at least 0)
        """
    @units.setter
    def units(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Orders:
    """
    Orders for the plant's units: for one product, or for any.
    
    Parameters
    ----------
    arrivals : list[Arrival], units/year
        rates of arrival by date or milestone; none before the first
    multiplier : at least 0, default 1
        factor on all orders
    opening_backlog : units, at least 0, default 0
        unfilled orders when the projection begins
    contracts : list[Contract], optional
        single large orders on top of the rates
    build_ahead_units : units, at least 0, default 0
        finished units that may be built ahead of orders and kept in stock, from which these are served first; 0: none
    unfilled : str, default 'carried'
        what becomes of orders a period does not fill: carried or lost
    cancelled_per_year : 1/year, at least 0 and at most 100, default 0
        rate at which carried orders are cancelled, as a share of them
    noise : Noise | None, optional
        persistent monthly shock on orders: how lumpy they are
    product : str, optional
        name of the product they are for; empty: any, by the mix
    season : at least 0, optional
        factor on what comes in each calendar month, from January on: twelve, 1 on average; none: all months are alike
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Orders:
        ...
    def __deepcopy__(self, memo: dict) -> Orders:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, arrivals: collections.abc.Sequence[Arrival], multiplier: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, opening_backlog: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, contracts: collections.abc.Sequence[Contract] = ..., build_ahead_units: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, unfilled: typing.Literal['carried', 'lost'] = 'carried', cancelled_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, noise: Noise | None = None, product: str = '', season: collections.abc.Sequence[float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ...) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def arrivals(self) -> list[Arrival]:
        """
        rates of arrival by date or milestone; none before the first (units/year)
        """
    @arrivals.setter
    def arrivals(self, value: collections.abc.Sequence[Arrival]) -> None:
        ...
    @property
    def build_ahead_units(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        finished units that may be built ahead of orders and kept in stock, from which these are served first; 0: none (units, at least 0; default 0)
        """
    @build_ahead_units.setter
    def build_ahead_units(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def cancelled_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        rate at which carried orders are cancelled, as a share of them (1/year, at least 0 and at most 100; default 0)
        """
    @cancelled_per_year.setter
    def cancelled_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def contracts(self) -> list[Contract]:
        """
        single large orders on top of the rates
        """
    @contracts.setter
    def contracts(self, value: collections.abc.Sequence[Contract]) -> None:
        ...
    @property
    def multiplier(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        factor on all orders (at least 0; default 1)
        """
    @multiplier.setter
    def multiplier(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def noise(self) -> Noise | None:
        """
        persistent monthly shock on orders: how lumpy they are
        """
    @noise.setter
    def noise(self, value: Noise | None) -> None:
        ...
    @property
    def opening_backlog(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        unfilled orders when the projection begins (units, at least 0; default 0)
        """
    @opening_backlog.setter
    def opening_backlog(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def product(self) -> str:
        """
        name of the product they are for; empty: any, by the mix
        """
    @product.setter
    def product(self, value: str) -> None:
        ...
    @property
    def season(self) -> list[float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        factor on what comes in each calendar month, from January on: twelve, 1 on average; none: all months are alike (at least 0)
        """
    @season.setter
    def season(self, value: collections.abc.Sequence[float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    @property
    def unfilled(self) -> str:
        """
        what becomes of orders a period does not fill: carried or lost (default 'carried')
        """
    @unfilled.setter
    def unfilled(self, value: typing.Literal['carried', 'lost']) -> None:
        ...
class Sales:
    """
    From a unit made to revenue: stock, acceptance, own use, the parent's share.
    
    Parameters
    ----------
    stock_days : days, at least 0 and at most 3650, default 0
        days a unit stands in stock before it is shipped
    acceptance_days : days, at least 0 and at most 3650, default 0
        days from shipping to the customer's acceptance, when revenue counts
    own_use_share : at least 0 and at most 1, default 0
        share of the units that the group keeps for itself
    ownership : at least 0 and at most 1, default 1
        the parent's share in the plant
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Sales:
        ...
    def __deepcopy__(self, memo: dict) -> Sales:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, stock_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, acceptance_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, own_use_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, ownership: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def acceptance_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from shipping to the customer's acceptance, when revenue counts (days, at least 0 and at most 3650; default 0)
        """
    @acceptance_days.setter
    def acceptance_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def own_use_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the units that the group keeps for itself (at least 0 and at most 1; default 0)
        """
    @own_use_share.setter
    def own_use_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def ownership(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the parent's share in the plant (at least 0 and at most 1; default 1)
        """
    @ownership.setter
    def ownership(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def stock_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days a unit stands in stock before it is shipped (days, at least 0 and at most 3650; default 0)
        """
    @stock_days.setter
    def stock_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Cost:
    """
    A running cost besides material: so much a year, a unit or a person.
    
    Parameters
    ----------
    name : str
        the cost's name, unique among the plant's costs
    rates : list[Arrival], currency/year, optional
        money a year by date or milestone, without VAT
    per_unit : currency/unit, at least 0, default 0
        money for each unit made, without VAT
    per_person_per_year : currency/person/year, at least 0, default 0
        money a year for each person there, without VAT
    people : str, optional
        the group of people that `per_person_per_year` counts; empty: all groups
    bought_in : bool, default True
        true: bought from others, so intermediate input, and with VAT on top; false: wages and the like
    currency : str, optional
        where stated, it must be the plant's currency
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Cost:
        ...
    def __deepcopy__(self, memo: dict) -> Cost:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, rates: collections.abc.Sequence[Arrival] = ..., per_unit: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, per_person_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, people: str = '', bought_in: bool = True, currency: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def bought_in(self) -> bool:
        """
        true: bought from others, so intermediate input, and with VAT on top; false: wages and the like (default True)
        """
    @bought_in.setter
    def bought_in(self, value: bool) -> None:
        ...
    @property
    def currency(self) -> str:
        """
        where stated, it must be the plant's currency
        """
    @currency.setter
    def currency(self, value: str) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the cost's name, unique among the plant's costs
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def people(self) -> str:
        """
        the group of people that `per_person_per_year` counts; empty: all groups
        """
    @people.setter
    def people(self, value: str) -> None:
        ...
    @property
    def per_person_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        money a year for each person there, without VAT (currency/person/year, at least 0; default 0)
        """
    @per_person_per_year.setter
    def per_person_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def per_unit(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        money for each unit made, without VAT (currency/unit, at least 0; default 0)
        """
    @per_unit.setter
    def per_unit(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def rates(self) -> list[Arrival]:
        """
        money a year by date or milestone, without VAT (currency/year)
        """
    @rates.setter
    def rates(self, value: collections.abc.Sequence[Arrival]) -> None:
        ...
class Investment:
    """
    Capital spending, paid on a date or at a milestone.
    
    Parameters
    ----------
    name : str
        its name, unique among the plant's investments
    amount : currency, at least 0
        what is paid, without VAT, which comes on top
    on : str | number or distribution
        the date, or the milestone's name
    lag_days : days, at least 0, default 0
        calendar days after it
    currency : str, optional
        where stated, it must be the plant's currency
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Investment:
        ...
    def __deepcopy__(self, memo: dict) -> Investment:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, amount: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, on: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, lag_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, currency: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def amount(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        what is paid, without VAT, which comes on top (currency, at least 0)
        """
    @amount.setter
    def amount(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def currency(self) -> str:
        """
        where stated, it must be the plant's currency
        """
    @currency.setter
    def currency(self, value: str) -> None:
        ...
    @property
    def lag_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        calendar days after it (days, at least 0; default 0)
        """
    @lag_days.setter
    def lag_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        its name, unique among the plant's investments
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def on(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the date, or the milestone's name
        """
    @on.setter
    def on(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Tranche:
    """
    Money raised on a date or at a milestone, with its interest and repayment.
    
    Parameters
    ----------
    name : str
        its name, unique among the plant's tranches
    kind : str, default 'working_capital_loan'
        fixed_asset_loan, working_capital_loan, fund or equity
    amount : currency, at least 0
        what is raised
    on : str | number or distribution
        when it is drawn: the date, or the milestone's name
    lag_days : days, at least 0, default 0
        calendar days after it
    rate_per_year : 1/year, at least 0 and at most 1, default 0
        interest (or dividend) a year on what is outstanding
    grace_days : days, at least 0, default 0
        days after drawing before repayment begins
    repaid_by : number or distribution | None, optional
        the date by which it is repaid, evenly from the end of the grace period; left out: never
    currency : str, optional
        where stated, it must be the plant's currency
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Tranche:
        ...
    def __deepcopy__(self, memo: dict) -> Tranche:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, kind: typing.Literal['fixed_asset_loan', 'working_capital_loan', 'fund', 'equity'] = 'working_capital_loan', amount: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, on: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, lag_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, rate_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, grace_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, repaid_by: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str | None = None, currency: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def amount(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        what is raised (currency, at least 0)
        """
    @amount.setter
    def amount(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def currency(self) -> str:
        """
        where stated, it must be the plant's currency
        """
    @currency.setter
    def currency(self, value: str) -> None:
        ...
    @property
    def grace_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days after drawing before repayment begins (days, at least 0; default 0)
        """
    @grace_days.setter
    def grace_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def kind(self) -> str:
        """
        fixed_asset_loan, working_capital_loan, fund or equity (default 'working_capital_loan')
        """
    @kind.setter
    def kind(self, value: typing.Literal['fixed_asset_loan', 'working_capital_loan', 'fund', 'equity']) -> None:
        ...
    @property
    def lag_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        calendar days after it (days, at least 0; default 0)
        """
    @lag_days.setter
    def lag_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        its name, unique among the plant's tranches
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def on(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        when it is drawn: the date, or the milestone's name
        """
    @on.setter
    def on(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def rate_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        interest (or dividend) a year on what is outstanding (1/year, at least 0 and at most 1; default 0)
        """
    @rate_per_year.setter
    def rate_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def repaid_by(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        the date by which it is repaid, evenly from the end of the grace period; left out: never
        """
    @repaid_by.setter
    def repaid_by(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str | None) -> None:
        ...
class Cash:
    """
    Working capital: cash, credit, and when material is paid and sales are collected.
    
    Parameters
    ----------
    opening : currency, default 0
        cash when the projection begins
    credit_line : currency, at least 0, default 0
        how far cash may fall below 0
    credit_rate_per_year : 1/year, at least 0 and at most 1, default 0
        interest a year on what is drawn of it
    material_days : days, at least -3650 and at most 3650, default 0
        days from the receipt of material to its payment; negative: paid before
    material_stock_days : days, at least 0 and at most 3650, default 0
        days from the receipt of material to the unit made of it
    advance_share : at least 0 and at most 1, default 0
        share of the price that customers pay in advance
    advance_days : days, at least 0 and at most 3650, default 0
        days before acceptance that they pay it
    collection_days : days, at least 0 and at most 3650, default 0
        days from acceptance until the rest is collected
    discounted_share : at least 0 and at most 1, default 0
        share of that rest taken in bills and discounted on acceptance
    bill_rate_per_year : 1/year, at least 0 and at most 1, default 0
        discount on such bills, for the days they would have run
    discount_rate_per_year : 1/year, at least 0 and at most 10, default 0
        effective rate of the net present value
    vat_carried_forward : bool, default False
        true: VAT on purchases beyond that on sales is carried forward; false: it is paid back with the next month's
    limits_output : bool, default True
        true: units whose payments exceed cash and credit are not made; false: they are, and cash shows what is missing
    currency : str, optional
        where stated, it must be the plant's currency
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Cash:
        ...
    def __deepcopy__(self, memo: dict) -> Cash:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, opening: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, credit_line: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, credit_rate_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, material_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, material_stock_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, advance_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, advance_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, collection_days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, discounted_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, bill_rate_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, discount_rate_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, vat_carried_forward: bool = False, limits_output: bool = True, currency: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def advance_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days before acceptance that they pay it (days, at least 0 and at most 3650; default 0)
        """
    @advance_days.setter
    def advance_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def advance_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the price that customers pay in advance (at least 0 and at most 1; default 0)
        """
    @advance_share.setter
    def advance_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def bill_rate_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        discount on such bills, for the days they would have run (1/year, at least 0 and at most 1; default 0)
        """
    @bill_rate_per_year.setter
    def bill_rate_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def collection_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from acceptance until the rest is collected (days, at least 0 and at most 3650; default 0)
        """
    @collection_days.setter
    def collection_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def credit_line(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        how far cash may fall below 0 (currency, at least 0; default 0)
        """
    @credit_line.setter
    def credit_line(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def credit_rate_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        interest a year on what is drawn of it (1/year, at least 0 and at most 1; default 0)
        """
    @credit_rate_per_year.setter
    def credit_rate_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def currency(self) -> str:
        """
        where stated, it must be the plant's currency
        """
    @currency.setter
    def currency(self, value: str) -> None:
        ...
    @property
    def discount_rate_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        effective rate of the net present value (1/year, at least 0 and at most 10; default 0)
        """
    @discount_rate_per_year.setter
    def discount_rate_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def discounted_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of that rest taken in bills and discounted on acceptance (at least 0 and at most 1; default 0)
        """
    @discounted_share.setter
    def discounted_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def limits_output(self) -> bool:
        """
        true: units whose payments exceed cash and credit are not made; false: they are, and cash shows what is missing (default True)
        """
    @limits_output.setter
    def limits_output(self, value: bool) -> None:
        ...
    @property
    def material_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from the receipt of material to its payment; negative: paid before (days, at least -3650 and at most 3650; default 0)
        """
    @material_days.setter
    def material_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def material_stock_days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days from the receipt of material to the unit made of it (days, at least 0 and at most 3650; default 0)
        """
    @material_stock_days.setter
    def material_stock_days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def opening(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        cash when the projection begins (currency; default 0)
        """
    @opening.setter
    def opening(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def vat_carried_forward(self) -> bool:
        """
        true: VAT on purchases beyond that on sales is carried forward; false: it is paid back with the next month's (default False)
        """
    @vat_carried_forward.setter
    def vat_carried_forward(self, value: bool) -> None:
        ...
class OpeningItem:
    """
    An amount that is there when the projection begins, and the days over which it goes.
    
    Parameters
    ----------
    amount : currency, at least 0
        what is there when the projection begins
    days : days, at least 0 and at most 3650, default 0
        days over which it goes evenly from then on; 0: all at once
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> OpeningItem:
        ...
    def __deepcopy__(self, memo: dict) -> OpeningItem:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, amount: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, days: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def amount(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        what is there when the projection begins (currency, at least 0)
        """
    @amount.setter
    def amount(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def days(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        days over which it goes evenly from then on; 0: all at once (days, at least 0 and at most 3650; default 0)
        """
    @days.setter
    def days(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Opening:
    """
    What a plant that has been running brings into the projection besides cash.
    
    Parameters
    ----------
    receivables : OpeningItem | None, optional
        what customers owe, with VAT, collected over so many days
    finished_stock : OpeningItem | None, optional
        output value of units made and not yet accepted, without VAT, accepted over so many days
    payables : OpeningItem | None, optional
        what is owed to suppliers, with VAT, paid over so many days
    steady : bool, default False
        true, instead of amounts: as if the plant had run before as in its first three months
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Opening:
        ...
    def __deepcopy__(self, memo: dict) -> Opening:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, receivables: OpeningItem | None = None, finished_stock: OpeningItem | None = None, payables: OpeningItem | None = None, steady: bool = False) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def finished_stock(self) -> OpeningItem | None:
        """
        output value of units made and not yet accepted, without VAT, accepted over so many days
        """
    @finished_stock.setter
    def finished_stock(self, value: OpeningItem | None) -> None:
        ...
    @property
    def payables(self) -> OpeningItem | None:
        """
        what is owed to suppliers, with VAT, paid over so many days
        """
    @payables.setter
    def payables(self, value: OpeningItem | None) -> None:
        ...
    @property
    def receivables(self) -> OpeningItem | None:
        """
        what customers owe, with VAT, collected over so many days
        """
    @receivables.setter
    def receivables(self, value: OpeningItem | None) -> None:
        ...
    @property
    def steady(self) -> bool:
        """
        true, instead of amounts: as if the plant had run before as in its first three months (default False)
        """
    @steady.setter
    def steady(self, value: bool) -> None:
        ...
class Price:
    """
    A price path: a starting level, erosion by time or by experience, and its noise.
    
    Parameters
    ----------
    start : currency/unit, at least 0
        price a unit at the start, in the plant's currency
    on : number or distribution | None, optional
        the date of that price; left out: the plant's as-of date
    erosion_per_year : 1/year, at least -10 and less than 1, default 0
        share by which the price falls each year; negative where it rises
    learning_rate : greater than 0 and at most 1.5, optional
        factor on the price each time the product's cumulated units double
    units_at_start : units, greater than 0, default 1
        cumulated units the starting price belongs to, for `learning_rate`
    volatility_per_year : 1/year^0.5, at least 0 and at most 3, default 0
        standard deviation of the log price's random walk after one year; mean kept
    noise : Noise | None, optional
        persistent monthly shock on the price
    includes_vat : bool, default False
        true: the price is stated with VAT, which is taken out at the plant's rate
    currency : str, optional
        where stated, it must be the plant's currency
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Price:
        ...
    def __deepcopy__(self, memo: dict) -> Price:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, start: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated, on: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str | None = None, erosion_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, learning_rate: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None = None, units_at_start: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, volatility_per_year: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, noise: Noise | None = None, includes_vat: bool = False, currency: str = '') -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def currency(self) -> str:
        """
        where stated, it must be the plant's currency
        """
    @currency.setter
    def currency(self, value: str) -> None:
        ...
    @property
    def erosion_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share by which the price falls each year; negative where it rises (1/year, at least -10 and less than 1; default 0)
        """
    @erosion_per_year.setter
    def erosion_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def includes_vat(self) -> bool:
        """
        true: the price is stated with VAT, which is taken out at the plant's rate (default False)
        """
    @includes_vat.setter
    def includes_vat(self, value: bool) -> None:
        ...
    @property
    def learning_rate(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        factor on the price each time the product's cumulated units double (greater than 0 and at most 1.5)
        """
    @learning_rate.setter
    def learning_rate(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None) -> None:
        ...
    @property
    def noise(self) -> Noise | None:
        """
        persistent monthly shock on the price
        """
    @noise.setter
    def noise(self, value: Noise | None) -> None:
        ...
    @property
    def on(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | None:
        """
        the date of that price; left out: the plant's as-of date
        """
    @on.setter
    def on(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | str | None) -> None:
        ...
    @property
    def start(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        price a unit at the start, in the plant's currency (currency/unit, at least 0)
        """
    @start.setter
    def start(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def units_at_start(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        cumulated units the starting price belongs to, for `learning_rate` (units, greater than 0; default 1)
        """
    @units_at_start.setter
    def units_at_start(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def volatility_per_year(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        standard deviation of the log price's random walk after one year; mean kept (1/year^0.5, at least 0 and at most 3; default 0)
        """
    @volatility_per_year.setter
    def volatility_per_year(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class Product:
    """
    What the plant makes: its price, its material and the components a unit takes.
    
    Parameters
    ----------
    name : str
        the product's name, unique in the plant
    price : Price | None, optional
        its price path; none: it counts as units only
    material_share : at least 0 and at most 1, default 0
        share of the price without VAT that material costs
    material : str, default 'own'
        whose material it is: own, consigned (the customer's; only the processing fee counts) or buy_sell (bought from the customer and sold back; revenue counts it net)
    customer_share : at least 0 and at most 1, default 1
        share of the material that is consigned, or bought and sold back
    components : pieces/unit, at least 0, optional
        pieces of each component a unit takes
    line_work : greater than 0, default 1
        work of the lines a unit takes, as a multiple of that of the units their rates count
    starts : str | number or distribution, optional
        the date from which it can be made, or the milestone it starts at; left out: as long as lines run
    ramp : ramp curve | None, optional
        share of the lines' rate at which it is made, in calendar days since its start; none: all at once
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Product:
        ...
    def __deepcopy__(self, memo: dict) -> Product:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, price: Price | None = None, material_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 0, material: typing.Literal['own', 'consigned', 'buy_sell'] = 'own', customer_share: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, components: collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ..., line_work: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = 1, starts: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated = ..., ramp: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def components(self) -> dict[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        pieces of each component a unit takes (pieces/unit, at least 0)
        """
    @components.setter
    def components(self, value: collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    @property
    def customer_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the material that is consigned, or bought and sold back (at least 0 and at most 1; default 1)
        """
    @customer_share.setter
    def customer_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def line_work(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        work of the lines a unit takes, as a multiple of that of the units their rates count (greater than 0; default 1)
        """
    @line_work.setter
    def line_work(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def material(self) -> str:
        """
        whose material it is: own, consigned (the customer's; only the processing fee counts) or buy_sell (bought from the customer and sold back; revenue counts it net) (default 'own')
        """
    @material.setter
    def material(self, value: typing.Literal['own', 'consigned', 'buy_sell']) -> None:
        ...
    @property
    def material_share(self) -> float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        share of the price without VAT that material costs (at least 0 and at most 1; default 0)
        """
    @material_share.setter
    def material_share(self, value: float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the product's name, unique in the plant
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def price(self) -> Price | None:
        """
        its price path; none: it counts as units only
        """
    @price.setter
    def price(self, value: Price | None) -> None:
        ...
    @property
    def ramp(self) -> Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None:
        """
        share of the lines' rate at which it is made, in calendar days since its start; none: all at once
        """
    @ramp.setter
    def ramp(self, value: Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | None) -> None:
        ...
    @property
    def starts(self) -> str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated:
        """
        the date from which it can be made, or the milestone it starts at; left out: as long as lines run
        """
    @starts.setter
    def starts(self, value: str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated) -> None:
        ...
class MixPoint:
    """
    Shares of units by product, at a date where the mix shifts with time.
    
    Parameters
    ----------
    on : datetime.date | None, optional
        the date of these shares; left out where there is one point
    shares : at least 0 and at most 1
        share of units of each product; they sum to 1. One product may be left out and takes the rest
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> MixPoint:
        ...
    def __deepcopy__(self, memo: dict) -> MixPoint:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, on: datetime.date | str | None = None, shares: collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def on(self) -> datetime.date | None:
        """
        the date of these shares; left out where there is one point
        """
    @on.setter
    def on(self, value: datetime.date | str | None) -> None:
        ...
    @property
    def shares(self) -> dict[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]:
        """
        share of units of each product; they sum to 1. One product may be left out and takes the rest (at least 0 and at most 1)
        """
    @shares.setter
    def shares(self, value: collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
class Option:
    """
    One option of a set of alternatives: its weight and the parameters it overrides.
    
    Parameters
    ----------
    name : str
        the option's name, unique in its set
    weight : at least 0 and at most 1
        probability of the option; a set's weights sum to 1
    set : dict[str, str | number or distribution | ramp curve | list[MixPoint]], optional
        new values by dotted path: `line.L1.ramp.midpoint_days`, `mix`, `orders.multiplier`
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Option:
        ...
    def __deepcopy__(self, memo: dict) -> Option:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, weight: float, set: collections.abc.Mapping[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | collections.abc.Sequence[MixPoint] | collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]] = ...) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def name(self) -> str:
        """
        the option's name, unique in its set
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def set(self) -> dict[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | list[MixPoint]]:
        """
        new values by dotted path: `line.L1.ramp.midpoint_days`, `mix`, `orders.multiplier`
        """
    @set.setter
    def set(self, value: collections.abc.Mapping[str, str | float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated | Step | Linear | Exponential | Logistic | Gompertz | Richards | Weibull | LogLogistic | Bass | Hyperbolic | Tabulated | Wright | StanfordB | DeJong | Plateau | CurveProduct | collections.abc.Sequence[MixPoint] | collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]]) -> None:
        ...
    @property
    def weight(self) -> float:
        """
        probability of the option; a set's weights sum to 1 (at least 0 and at most 1)
        """
    @weight.setter
    def weight(self, value: float) -> None:
        ...
class Alternatives:
    """
    A set of weighted options, each overriding parameters of the plant.
    
    Parameters
    ----------
    name : str
        the question, unique in the plant
    options : list[Option]
        the options; weights sum to 1
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Alternatives:
        ...
    def __deepcopy__(self, memo: dict) -> Alternatives:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, options: collections.abc.Sequence[Option]) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def name(self) -> str:
        """
        the question, unique in the plant
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def options(self) -> list[Option]:
        """
        the options; weights sum to 1
        """
    @options.setter
    def options(self, value: collections.abc.Sequence[Option]) -> None:
        ...
class Target:
    """
    What was announced: units, value, or both, in every year from a date on; or so much of any metric in other periods (metric, at_least, period).
    
    Parameters
    ----------
    name : str
        the target's name, unique in the plant
    from_ : datetime.date | None, optional
        it holds for years, or periods of the step, that begin on or after this date
    units_per_year : units/year, greater than 0, optional
        units a year
    value_per_year : currency/year, greater than 0, optional
        output value a year, without VAT
    metric : str, default 'units'
        what `at_least` counts, by the name a forecast has for it
    at_least : units or currency, optional
        so much in a period
    period : str, optional
        a period such as `2025-Q3` or `FY2025`, or a step such as `week` for each of its periods
    by : datetime.date | None, optional
        one period of the step that ends on this day or earlier suffices
    product : str, optional
        name of the product it is for; empty: the whole plant
    kind : str, default 'unstated'
        fact, assumption or unstated
    source : str, optional
        who or what says so
    known_on : datetime.date | None, optional
        the day it was known
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Target:
        ...
    def __deepcopy__(self, memo: dict) -> Target:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str, *, from_: datetime.date | str | None = None, units_per_year: float | None = None, value_per_year: float | None = None, metric: str = 'units', at_least: float | None = None, period: str = '', by: datetime.date | str | None = None, product: str = '', kind: typing.Literal['unstated', 'fact', 'assumption'] = 'unstated', source: str = '', known_on: datetime.date | str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def at_least(self) -> float | None:
        """
        so much in a period (units or currency)
        """
    @at_least.setter
    def at_least(self, value: float | None) -> None:
        ...
    @property
    def by(self) -> datetime.date | None:
        """
        one period of the step that ends on this day or earlier suffices
        """
    @by.setter
    def by(self, value: datetime.date | str | None) -> None:
        ...
    @property
    def from_(self) -> datetime.date | None:
        """
        it holds for years, or periods of the step, that begin on or after this date
        """
    @from_.setter
    def from_(self, value: datetime.date | str | None) -> None:
        ...
    @property
    def kind(self) -> str:
        """
        fact, assumption or unstated (default 'unstated')
        """
    @kind.setter
    def kind(self, value: typing.Literal['unstated', 'fact', 'assumption']) -> None:
        ...
    @property
    def known_on(self) -> datetime.date | None:
        """
        the day it was known
        """
    @known_on.setter
    def known_on(self, value: datetime.date | str | None) -> None:
        ...
    @property
    def metric(self) -> str:
        """
        what `at_least` counts, by the name a forecast has for it (default 'units')
        """
    @metric.setter
    def metric(self, value: str) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the target's name, unique in the plant
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def period(self) -> str:
        """
        a period such as `2025-Q3` or `FY2025`, or a step such as `week` for each of its periods
        """
    @period.setter
    def period(self, value: str) -> None:
        ...
    @property
    def product(self) -> str:
        """
        name of the product it is for; empty: the whole plant
        """
    @product.setter
    def product(self, value: str) -> None:
        ...
    @property
    def source(self) -> str:
        """
        who or what says so
        """
    @source.setter
    def source(self, value: str) -> None:
        ...
    @property
    def units_per_year(self) -> float | None:
        """
        units a year (units/year, greater than 0)
        """
    @units_per_year.setter
    def units_per_year(self, value: float | None) -> None:
        ...
    @property
    def value_per_year(self) -> float | None:
        """
        output value a year, without VAT (currency/year, greater than 0)
        """
    @value_per_year.setter
    def value_per_year(self, value: float | None) -> None:
        ...
class Actual:
    """
    What was reported for a past period. Within a forecast it stands in for what is forecast there.
    
    Parameters
    ----------
    period : str
        the period, such as `2023`, `2023-Q4`, `2023-12` or `FY2023`
    units : units, at least 0, optional
        units made
    value : currency, at least 0, optional
        output value, without VAT
    kind : str, default 'unstated'
        fact, assumption or unstated
    source : str, optional
        who or what says so
    known_on : datetime.date | None, optional
        the day it was known
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Actual:
        ...
    def __deepcopy__(self, memo: dict) -> Actual:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, period: str, units: float | None = None, value: float | None = None, kind: typing.Literal['unstated', 'fact', 'assumption'] = 'unstated', source: str = '', known_on: datetime.date | str | None = None) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def kind(self) -> str:
        """
        fact, assumption or unstated (default 'unstated')
        """
    @kind.setter
    def kind(self, value: typing.Literal['unstated', 'fact', 'assumption']) -> None:
        ...
    @property
    def known_on(self) -> datetime.date | None:
        """
        the day it was known
        """
    @known_on.setter
    def known_on(self, value: datetime.date | str | None) -> None:
        ...
    @property
    def period(self) -> str:
        """
        the period, such as `2023`, `2023-Q4`, `2023-12` or `FY2023`
        """
    @period.setter
    def period(self, value: str) -> None:
        ...
    @property
    def source(self) -> str:
        """
        who or what says so
        """
    @source.setter
    def source(self, value: str) -> None:
        ...
    @property
    def units(self) -> float | None:
        """
        units made (units, at least 0)
        """
    @units.setter
    def units(self, value: float | None) -> None:
        ...
    @property
    def value(self) -> float | None:
        """
        output value, without VAT (currency, at least 0)
        """
    @value.setter
    def value(self, value: float | None) -> None:
        ...
class Correlation:
    """
    The rank correlation of two uncertain numbers.
    
    Parameters
    ----------
    between : list[str]
        the names of the two numbers
    rank : greater than -1 and less than 1
        their rank correlation
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Correlation:
        ...
    def __deepcopy__(self, memo: dict) -> Correlation:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, *, between: collections.abc.Sequence[str], rank: float) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    @property
    def between(self) -> list[str]:
        """
        the names of the two numbers
        """
    @between.setter
    def between(self, value: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def rank(self) -> float:
        """
        their rank correlation (greater than -1 and less than 1)
        """
    @rank.setter
    def rank(self, value: float) -> None:
        ...
class Plant:
    """
    A plant: its lines, launch, products, limits, alternatives and targets.
    
    Parameters
    ----------
    name : str, optional
        the name people use; empty: the id
    id : str
        short stable name; it enters the random draws, so two plants do not share luck
    currency : str, optional
        ISO 4217 code of all money; left out: CNY
    unit : str, default 'unit'
        what one unit is called
    as_of : datetime.date | None, optional
        the day of the forecast: what lies before it is known
    vat_rate : at least 0 and at most 1, default 0
        value added tax on prices stated with VAT
    timeline : Timeline | None, optional
        the periods to forecast; left out: from the as-of month to the end of the third following year, by months
    targets : list[Target], optional
        what was announced
    actuals : list[Actual], optional
        what was reported
    milestones : list[Milestone], optional
        the launch network
    calendars : list[Calendar], optional
        shift calendars by name
    lines : list[Line]
        production lines
    caps : list[Cap], optional
        plain limits on the units made
    labour : list[Labour], optional
        people whose hours the units take
    components : list[Component], optional
        components that limit output
    sharing : str, default 'mix'
        who gets scarce components, and lines where these differ in what they make: mix (every product is cut alike), listed (products in the order they are listed) or value (as brings the most output value)
    products : list[Product], optional
        what is made and sold
    mix : list[MixPoint], optional
        shares of units by product, over time
    orders : Orders | None, optional
        orders; left out: all that is made is wanted
    product_orders : list[Orders], optional
        orders for one product each, beside `orders`
    sales : Sales | None, optional
        from a unit made to revenue; left out: sold when made, all of it the parent's
    costs : list[Cost], optional
        running costs besides material
    investments : list[Investment], optional
        capital spending
    tranches : list[Tranche], optional
        financing agreed
    cash : Cash | None, optional
        working capital and terms of payment; left out: money limits nothing
    opening : Opening | None, optional
        receivables, stock and payables when the projection begins; left out: none
    alternatives : list[Alternatives], optional
        weighted readings of what is not known
    correlations : list[Correlation], optional
        rank correlations between uncertain numbers, or between monthly shocks
    shared : list[str], optional
        dotted names of uncertain numbers shared with other plants: their draws do not depend on the plant's id
    
    Parameters are attributes too. Assigning replaces them; lists, dicts and objects read from
    them are copies, so change a part and assign it again.
    """
    __hash__: typing.ClassVar[None] = None
    @staticmethod
    def __getstate__(*args, **kwargs):
        ...
    @staticmethod
    def __setstate__(*args, **kwargs):
        ...
    def __copy__(self) -> Plant:
        ...
    def __deepcopy__(self, memo: dict) -> Plant:
        ...
    def __eq__(self, other: typing.Any) -> bool:
        """
        True where every parameter is equal.
        """
    def __init__(self, name: str = '', *, id: str, currency: str = '', unit: str = 'unit', as_of: datetime.date | str | None = None, vat_rate: float = 0, timeline: Timeline | None = None, targets: collections.abc.Sequence[Target] = ..., actuals: collections.abc.Sequence[Actual] = ..., milestones: collections.abc.Sequence[Milestone] = ..., calendars: collections.abc.Sequence[Calendar] = ..., lines: collections.abc.Sequence[Line], caps: collections.abc.Sequence[Cap] = ..., labour: collections.abc.Sequence[Labour] = ..., components: collections.abc.Sequence[Component] = ..., sharing: typing.Literal['mix', 'listed', 'value'] = 'mix', products: collections.abc.Sequence[Product] = ..., mix: collections.abc.Sequence[MixPoint] | collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated] = ..., orders: Orders | None = None, product_orders: collections.abc.Sequence[Orders] = ..., sales: Sales | None = None, costs: collections.abc.Sequence[Cost] = ..., investments: collections.abc.Sequence[Investment] = ..., tranches: collections.abc.Sequence[Tranche] = ..., cash: Cash | None = None, opening: Opening | None = None, alternatives: collections.abc.Sequence[Alternatives] = ..., correlations: collections.abc.Sequence[Correlation] = ..., shared: collections.abc.Sequence[str] = ...) -> None:
        ...
    def __repr__(self) -> str:
        """
        A constructor call that makes an equal object.
        """
    def replace(self, path: str, value: typing.Any) -> Plant:
        """
        A copy with the parameter at a dotted path changed, such as
        `replace("line.L1.ramp.midpoint_days", Pert(60, 120, 240))`. The value may be whatever the
        parameter may be: a number, date or distribution, a name, a ramp curve, a list. Parts of lists
        go by their names, else their dates or positions from 1; a station also directly by its name.
        Times may be in another unit by the ending of the path (`cycle_time_h`). Raises ValueError
        where the path leads nowhere (naming the nearest) or the value is not allowed, TypeError for
        a value of the wrong type.
        """
    @property
    def actuals(self) -> list[Actual]:
        """
        what was reported
        """
    @actuals.setter
    def actuals(self, value: collections.abc.Sequence[Actual]) -> None:
        ...
    @property
    def alternatives(self) -> list[Alternatives]:
        """
        weighted readings of what is not known
        """
    @alternatives.setter
    def alternatives(self, value: collections.abc.Sequence[Alternatives]) -> None:
        ...
    @property
    def as_of(self) -> datetime.date | None:
        """
        the day of the forecast: what lies before it is known
        """
    @as_of.setter
    def as_of(self, value: datetime.date | str | None) -> None:
        ...
    @property
    def calendars(self) -> list[Calendar]:
        """
        shift calendars by name
        """
    @calendars.setter
    def calendars(self, value: collections.abc.Sequence[Calendar]) -> None:
        ...
    @property
    def caps(self) -> list[Cap]:
        """
        plain limits on the units made
        """
    @caps.setter
    def caps(self, value: collections.abc.Sequence[Cap]) -> None:
        ...
    @property
    def cash(self) -> Cash | None:
        """
        working capital and terms of payment; left out: money limits nothing
        """
    @cash.setter
    def cash(self, value: Cash | None) -> None:
        ...
    @property
    def components(self) -> list[Component]:
        """
        components that limit output
        """
    @components.setter
    def components(self, value: collections.abc.Sequence[Component]) -> None:
        ...
    @property
    def correlations(self) -> list[Correlation]:
        """
        rank correlations between uncertain numbers, or between monthly shocks
        """
    @correlations.setter
    def correlations(self, value: collections.abc.Sequence[Correlation]) -> None:
        ...
    @property
    def costs(self) -> list[Cost]:
        """
        running costs besides material
        """
    @costs.setter
    def costs(self, value: collections.abc.Sequence[Cost]) -> None:
        ...
    @property
    def currency(self) -> str:
        """
        ISO 4217 code of all money; left out: CNY
        """
    @currency.setter
    def currency(self, value: str) -> None:
        ...
    @property
    def id(self) -> str:
        """
        short stable name; it enters the random draws, so two plants do not share luck
        """
    @id.setter
    def id(self, value: str) -> None:
        ...
    @property
    def investments(self) -> list[Investment]:
        """
        capital spending
        """
    @investments.setter
    def investments(self, value: collections.abc.Sequence[Investment]) -> None:
        ...
    @property
    def labour(self) -> list[Labour]:
        """
        people whose hours the units take
        """
    @labour.setter
    def labour(self, value: collections.abc.Sequence[Labour]) -> None:
        ...
    @property
    def lines(self) -> list[Line]:
        """
        production lines
        """
    @lines.setter
    def lines(self, value: collections.abc.Sequence[Line]) -> None:
        ...
    @property
    def milestones(self) -> list[Milestone]:
        """
        the launch network
        """
    @milestones.setter
    def milestones(self, value: collections.abc.Sequence[Milestone]) -> None:
        ...
    @property
    def mix(self) -> list[MixPoint]:
        """
        shares of units by product, over time
        """
    @mix.setter
    def mix(self, value: collections.abc.Sequence[MixPoint] | collections.abc.Mapping[str, float | datetime.date | Uniform | Normal | LogNormal | Triangular | Pert | Beta | Gamma | Discrete | Empirical | Metalog | Stated]) -> None:
        ...
    @property
    def name(self) -> str:
        """
        the name people use; empty: the id
        """
    @name.setter
    def name(self, value: str) -> None:
        ...
    @property
    def opening(self) -> Opening | None:
        """
        receivables, stock and payables when the projection begins; left out: none
        """
    @opening.setter
    def opening(self, value: Opening | None) -> None:
        ...
    @property
    def orders(self) -> Orders | None:
        """
        orders; left out: all that is made is wanted
        """
    @orders.setter
    def orders(self, value: Orders | None) -> None:
        ...
    @property
    def product_orders(self) -> list[Orders]:
        """
        orders for one product each, beside `orders`
        """
    @product_orders.setter
    def product_orders(self, value: collections.abc.Sequence[Orders]) -> None:
        ...
    @property
    def products(self) -> list[Product]:
        """
        what is made and sold
        """
    @products.setter
    def products(self, value: collections.abc.Sequence[Product]) -> None:
        ...
    @property
    def sales(self) -> Sales | None:
        """
        from a unit made to revenue; left out: sold when made, all of it the parent's
        """
    @sales.setter
    def sales(self, value: Sales | None) -> None:
        ...
    @property
    def shared(self) -> list[str]:
        """
        dotted names of uncertain numbers shared with other plants: their draws do not depend on the plant's id
        """
    @shared.setter
    def shared(self, value: collections.abc.Sequence[str]) -> None:
        ...
    @property
    def sharing(self) -> str:
        """
        who gets scarce components, and lines where these differ in what they make: mix (every product is cut alike), listed (products in the order they are listed) or value (as brings the most output value) (default 'mix')
        """
    @sharing.setter
    def sharing(self, value: typing.Literal['mix', 'listed', 'value']) -> None:
        ...
    @property
    def targets(self) -> list[Target]:
        """
        what was announced
        """
    @targets.setter
    def targets(self, value: collections.abc.Sequence[Target]) -> None:
        ...
    @property
    def timeline(self) -> Timeline | None:
        """
        the periods to forecast; left out: from the as-of month to the end of the third following year, by months
        """
    @timeline.setter
    def timeline(self, value: Timeline | None) -> None:
        ...
    @property
    def tranches(self) -> list[Tranche]:
        """
        financing agreed
        """
    @tranches.setter
    def tranches(self, value: collections.abc.Sequence[Tranche]) -> None:
        ...
    @property
    def unit(self) -> str:
        """
        what one unit is called (default 'unit')
        """
    @unit.setter
    def unit(self, value: str) -> None:
        ...
    @property
    def vat_rate(self) -> float:
        """
        value added tax on prices stated with VAT (at least 0 and at most 1; default 0)
        """
    @vat_rate.setter
    def vat_rate(self, value: float) -> None:
        ...
class GivenDraws:
    """
    Draws that a forecast takes instead of making them: what `PathFunction.given` makes.
    """
    @staticmethod
    def __repr__(*args, **kwargs):
        ...
    @property
    def paths(*args, **kwargs):
        """
        How many rows there are.
        """
class PathFunction:
    """
    What `rampcast.PathFunction` holds: a plant's figures as a function of standard normal
    numbers.
    """
    def __init__(self, plant: Plant, timeline: Timeline | None, metrics: collections.abc.Sequence[str] | None, steps: collections.abc.Sequence[str] | None, views: collections.abc.Sequence[str] | None, by: collections.abc.Sequence[str] | None, seed: int) -> None:
        """
        Raises ValueError for an invalid plant, timeline or option.
        """
    def correlated(self, z: typing.Any) -> typing.Any:
        """
        The drivers' standard normal values as correlations make them.
        """
    def dimensions(self, alternative: int) -> int:
        """
        Length of a row with all noise.
        """
    def given(self, z: typing.Any, alternative: int, until: int) -> GivenDraws:
        """
        Rows for a forecast to take; monthly noise from the absolute month `until` on is
        drawn.
        """
    def gradient(self, z: typing.Any, alternative: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> tuple[typing.Any, typing.Any]:
        """
        Figures of one row and their derivatives, a row a figure.
        """
    def noise(self, alternative: int) -> list[tuple[str, int, int, bool]]:
        """
        Name, first absolute month, how many months, and whether it is drawn once.
        """
    def numbers(self, z: typing.Any, alternative: int) -> typing.Any:
        """
        The drivers' own values, dates as days from `reference`.
        """
    def precise(self, z: typing.Any, alternative: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> typing.Any:
        """
        The same in double precision.
        """
    def run(self, z: typing.Any, alternative: int, first_path: int, quiet: bool, progress: collections.abc.Callable[[float], typing.Any] | None) -> typing.Any:
        """
        Figures of each row.
        """
    @property
    def alternatives(*args, **kwargs):
        """
        alternatives(self) -> list[tuple[list[str], float]]
        
        Options and weight of each combination.
        """
    @property
    def drivers(*args, **kwargs):
        """
        drivers(self) -> list[str]
        
        Paths of the uncertain numbers.
        """
    @property
    def figures(*args, **kwargs):
        """
        figures(self) -> list[tuple[str, str, str, str, str, datetime.date, datetime.date]]
        
        Metric, view, by, member, period, first day and the day after the last of each column.
        """
    @property
    def reference(*args, **kwargs):
        """
        reference(self) -> datetime.date
        
        The day from which dates are counted.
        """
class Forecast:
    """
    A forecast as it was run. Metrics, steps and views are given by their names, periods by their labels.
    """
    @staticmethod
    def merge(parts: collections.abc.Sequence[Forecast]) -> Forecast:
        """
        Parts of one run as the run itself, to the last bit. Raises ValueError unless plant,
        timeline and options agree and every path is in one part.
        """
    def __reduce__(self) -> typing.NoReturn:
        ...
    def binding(self, step: str) -> dict[str, typing.Any]:
        """
        What limits output, as columns: period, start, end, constraint, the share of
        path-months on which its limit equals the output, that on which it is alone in
        that, and units_lost there to it, as a mean over paths.
        """
    def bridge(self, period: str) -> dict[str, typing.Any]:
        """
        From output value to the parent's revenue, as columns: step, change, value.
        """
    def by_alternative(self, name: str) -> list[tuple[str, Forecast]]:
        """
        The forecast under each option of a set of alternatives, by the option's name, on
        common draws.
        """
    def change_from(self, other: Forecast) -> Forecast:
        """
        This forecast less another, path by path on the same draws.
        """
    def combinations(self) -> list[tuple[list[str], float]]:
        """
        The option taken of each set of alternatives, and the weight.
        """
    def explain(self, period: str) -> dict[str, typing.Any]:
        """
        From what was announced to what is forecast, as columns: step, units_change, units,
        and change, value where a product has a price.
        """
    def first_passage(self) -> dict[str, typing.Any]:
        """
        When each target is first met, over twelve months in a row or in one of its periods,
        as columns: target, period (the month in which they end), probability.
        """
    def has(self, metric: str, step: str, view: str = 'period', by: str = 'plant') -> bool:
        """
        True where the run collected a metric for periods of a step.
        """
    def kept_units(self, combination: int) -> numpy.typing.NDArray[numpy.float32]:
        """
        Kept units of a combination of alternatives: float32, [cells, paths], read-only, not
        copied. Raises ValueError unless the run kept its paths.
        """
    def kept_value(self, combination: int) -> numpy.typing.NDArray[numpy.float32]:
        """
        Kept value, in the same shape.
        """
    def line_binding(self, step: str) -> dict[str, typing.Any]:
        """
        Which station of which line limits output, as columns: period, start, end, line,
        constraint, the share of path-months on which it does.
        """
    def on_common_draws(self) -> Forecast:
        """
        The same forecast with one set of draws for all combinations of alternatives: a new
        run, unless this one was made so.
        """
    def probability(self, metric: str, at_least: float, period: str, view: str = 'period', product: str = '', line: str = '') -> float:
        """
        The probability that a figure is at least a value.
        """
    def probability_of_rate(self, metric: str, at_least: float, per: str, period: str, product: str = '', line: str = '') -> float:
        """
        The probability that a flow's mean rate over a period is at least so much a step.
        """
    def quantile(self, metric: str, p: float, period: str, view: str = 'period', product: str = '', line: str = '') -> float:
        """
        The figure not exceeded with probability p.
        """
    def rank_correlations(self, metric: str, period: str) -> list[tuple[str, float]]:
        """
        Spearman's rank correlation of each uncertain number with a figure, the largest in
        size first.
        """
    def returns(self, paths: int) -> dict[str, typing.Any]:
        """
        Rates of return, payback and the month of the deepest funding over a sample of
        paths, as columns: figure, share, p10, p50, p90.
        """
    def reweighted(self, weights: collections.abc.Sequence[float]) -> Forecast:
        """
        The same run mixed with other weights, one for each of combinations().
        """
    def rows(self, step: str, view: str = 'period', by: str = 'plant') -> dict[str, typing.Any]:
        """
        Every figure collected for the periods of a step, as columns: period, product or line
        where it is by them, start (first
        day), end (the day after the last), metric, mean, sd, p10, p50, p90 and standard
        errors mean_se, p10_se, p50_se, p90_se; then reported, the share of its days of which
        units or value were reported.
        """
    def shadow_values(self, period: str, more: float) -> dict[str, typing.Any]:
        """
        What a share `more` of each constraint would add to a period's units and value, as
        columns: constraint, metric, gain.
        """
    def summary(self, metric: str, period: str, view: str = 'period', product: str = '', line: str = '') -> dict[str, float]:
        """
        One metric of one period: mean, sd, p10, p50, p90 and standard errors.
        """
    def targets(self) -> dict[str, typing.Any]:
        """
        Probabilities of each target in each whole calendar year, as columns: target,
        period, units, value, both.
        """
    def with_(self, metrics: collections.abc.Sequence[str], steps: collections.abc.Sequence[str], views: collections.abc.Sequence[str], by: collections.abc.Sequence[str] = ()) -> Forecast:
        """
        The same forecast with these figures collected: a new run on the same draws.
        """
    @property
    def drivers(*args, **kwargs):
        """
        (self: Forecast) -> list[str]
        
        Names of the uncertain numbers, in the order of dimensions.
        """
    @property
    def is_part(*args, **kwargs):
        """
        (self: Forecast) -> bool
        
        True for a part of a run, which has no figures by itself.
        """
    @property
    def is_table(*args, **kwargs):
        """
        (self: Forecast) -> bool
        
        True where the run was asked for no figures but those of the printed table.
        """
    @property
    def paths(*args, **kwargs):
        """
        (self: Forecast) -> int
        
        Paths of each combination of alternatives.
        """
    @property
    def plant(*args, **kwargs):
        """
        (self: Forecast) -> Plant
        
        The plant that was forecast (a copy).
        """
    @property
    def sampling(*args, **kwargs):
        """
        (self: Forecast) -> str
        
        How uncertain numbers were drawn: sobol or plain.
        """
    @property
    def seed(*args, **kwargs):
        """
        (self: Forecast) -> int
        
        The seed.
        """
    @property
    def timeline(*args, **kwargs):
        """
        (self: Forecast) -> Timeline
        
        The days covered, and the step.
        """
class SlottedLine:
    """
    A line of slotted machines in the long run. Shares are of all slots.
    """
    @staticmethod
    def __repr__(*args, **kwargs):
        ...
    @property
    def blocked(*args, **kwargs):
        """
        (self: SlottedLine) -> list[float]
        
        by machine: up, with a piece and no room for it
        """
    @property
    def buffer_levels(*args, **kwargs):
        """
        (self: SlottedLine) -> list[float]
        
        mean pieces between machines at the end of a slot
        """
    @property
    def down(*args, **kwargs):
        """
        (self: SlottedLine) -> list[float]
        
        by machine
        """
    @property
    def production_rate(*args, **kwargs):
        """
        (self: SlottedLine) -> float
        
        pieces a slot
        """
    @property
    def starved(*args, **kwargs):
        """
        (self: SlottedLine) -> list[float]
        
        by machine: up, without a piece
        """
    @property
    def states(*args, **kwargs):
        """
        (self: SlottedLine) -> int
        
        states of the chain
        """
def bernoulli_line(probabilities: collections.abc.Sequence[float], buffers: collections.abc.Sequence[int], most_sweeps: int = 100000, *, progress: collections.abc.Callable[[float], typing.Any] | None = None) -> BernoulliLine:
    """
    A line of machines as those of two_machine_bernoulli, by recursive aggregation (Li and
    Meerkov): an approximation within some tenths of a percent, exact for two machines.
    
    probabilities: of the machines to make a piece in a slot, in order. buffers: places
    between each two of them. most_sweeps: after so many passes it stops, and says so by
    converged. progress: called with the share of most_sweeps done; Ctrl-C ends the call.
    Raises ValueError where a probability is not in (0, 1], a buffer is
    negative, or their numbers do not fit.
    """
def best_case(pieces: float, bottleneck_rate_per_h: float, raw_process_time_h: float) -> WipCase:
    """
    A line of so many pieces without any variability: throughput min(w / T0, r_b).
    
    bottleneck_rate_per_h: rate of the slowest station, r_b. raw_process_time_h: a
    piece's process times summed over the line, T0; at least the time between pieces
    at the bottleneck. Raises ValueError where an argument is out of range.
    """
def buzacott_zero_buffer(p: collections.abc.Sequence[float], r: collections.abc.Sequence[float]) -> float:
    """
    Efficiency of a line of one cycle without any buffer, where all machines stop while one
    is mended: 1 / (1 + the sum of p / r) (Buzacott).
    
    p, r: probabilities a cycle (or rates) of failure and repair of each machine. Raises
    ValueError where a p is negative, an r not positive, or their numbers differ.
    """
def check_pool(pool: dict[str, typing.Any]) -> None:
    """
    Raises ValueError for a pool that makes no sense.
    """
def combination_count(plant: Plant) -> int:
    """
    How many combinations of options of alternatives a plant has, 1 without alternatives.
    """
def compare_lines(a: Line, b: Line, *, calendars: list[Calendar], start: datetime.date | None, pieces: int | None, replications: int, seed: int, confidence: float, warm_up_pieces: int | None, most_events: int, threads: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.compare` shows of two lines, as a dict. Raises ValueError.
    """
def condition(log_likelihood: collections.abc.Callable[[typing.Any], typing.Any], dimensions: int, draws: int = 2000, seed: int = 1, start: list[float] = [], temper: str = 'if_needed', only_mode: bool = False, progress: collections.abc.Callable[[float], typing.Any] | None = None, exact: collections.abc.Callable[[typing.Any], typing.Any] | None = None) -> dict[str, typing.Any]:
    """
    Standard normal numbers given a log likelihood, which takes an array with a row a point and gives a number a row. exact: a better one, which what the other proposes is weighed by. Raises ValueError where no point is possible.
    """
def continuous_line(failure_rates: collections.abc.Sequence[float], repair_rates: collections.abc.Sequence[float], buffers: collections.abc.Sequence[float], *, speeds: collections.abc.Sequence[float] | None = None) -> ContinuousLine:
    """
    A line of machines as those of two_machine_continuous, by decomposition into blocks of
    two (Dallery, David and Xie): some tenths of a percent off at equal speeds, exact for two
    machines.
    
    failure_rates, repair_rates: by machine. buffers: pieces between each two of them.
    speeds: pieces a unit of time; None: all 1. Raises ValueError where a number is out of
    range or the lists do not fit.
    """
def crps_lognormal_mixtures(mixtures: typing.Any, y: typing.Any) -> typing.Any:
    """
    The same of exp of them, at a number above 0 each.
    """
def crps_normal_mixtures(mixtures: typing.Any, y: typing.Any) -> typing.Any:
    """
    The CRPS of mixtures, rows of (weight, mean, sd), at a number each.
    """
def default_metrics(plant: Plant) -> list[str]:
    """
    The metrics a forecast of a plant collects where steps or views are asked for.
    """
def default_numbers(plant: Plant) -> list[dict[str, typing.Any]]:
    """
    The numbers of a plant that are at their defaults, a dict each.
    
    Keys: path, unit, meaning, value, follows (what a number that was left out follows
    from, else empty).
    """
def default_pool() -> dict[str, typing.Any]:
    """
    What `rampcast.Pool.default` shows, as a dict.
    """
def default_timeline(plant: Plant) -> Timeline:
    """
    The plant's own timeline; else by months from the first of the as-of date's month to
    the end of the third following year. Raises ValueError where it has neither.
    """
def draw_levels(figures: typing.Any, observed: typing.Any, sd: typing.Any, correlation: typing.Any, shift: typing.Any, log_sd: float, counts: bool, normals: typing.Any) -> typing.Any:
    """
    A level a path and period, in its sds, given what was observed. normals: a number each.
    """
def effective_process_time(process_time_h: float, process_time_scv: float, mtbf_h: float, mttr_h: float, repair_scv: float = 1.0) -> EffectiveProcessTime:
    """
    The process time a piece sees at a machine that fails while it works.
    
    process_time_h, process_time_scv: mean without outages and its squared coefficient of
    variation. mtbf_h: mean time between failures (exponential). mttr_h: mean time to
    repair. repair_scv: squared coefficient of variation of repairs; 1 is exponential. Any
    one unit of time will do. Raises ValueError where an argument is out of range.
    """
def exact_bernoulli_line(probabilities: collections.abc.Sequence[float], buffers: collections.abc.Sequence[int], *, most_states: int = 200000, progress: collections.abc.Callable[[float], typing.Any] | None = None) -> SlottedLine:
    """
    A line of machines that each work in a slot with a probability of their own, by its
    Markov chain.
    
    A piece is begun only where there is room for it: a full buffer does not block if the
    next machine takes a piece in the same slot; a machine is starved where the buffer
    before it is empty at the start of the slot (Li and Meerkov, Production Systems
    Engineering, 2009). probabilities: by machine, that it is up in a slot. buffers:
    places between each machine and the next; machines hold nothing. progress: called
    with the share done, 0 to 1; Ctrl-C ends the call. Raises ValueError where a number
    is outside its range or there are more states than most_states.
    """
def exact_deterministic_line(r: collections.abc.Sequence[float], p: collections.abc.Sequence[float], buffers: collections.abc.Sequence[int], *, most_states: int = 200000, progress: collections.abc.Callable[[float], typing.Any] | None = None) -> SlottedLine:
    """
    A line of machines of one speed, a piece a slot, with geometric times up and down, by
    its Markov chain.
    
    In each slot the machines change first (one that is up fails only if it was neither
    starved nor blocked at the start of the slot), then pieces move (Gershwin,
    Manufacturing Systems Engineering, 1994). r: by machine, probability that it is
    repaired in a slot. p: that it fails in a slot in which it could work. buffers:
    pieces there may be between each machine and the next, the piece on the downstream
    machine included. progress: called with the share done, 0 to 1; Ctrl-C ends the call.
    Raises ValueError where a number is outside its range or there are more states than
    most_states.
    """
def exact_line(line: Line, most_states: int, variance: bool, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.exact` shows, as a dict. Raises ValueError.
    """
def fit_curve(curve: typing.Any, from_days: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], to_days: typing.Any, y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], weights: typing.Any, held: collections.abc.Sequence[str], start_at_curve: bool, share_of_total: bool, loss: str) -> dict:
    """
    What `rampcast.fit` does with a ramp curve.
    """
def fit_lots(first: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], last: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], hours: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], units_per_day: typing.Any, theory: str, errors: str) -> dict:
    """
    What `rampcast.fit_learning` does.
    """
def fit_many_series(curve: typing.Any, from_days: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], to_days: typing.Any, y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], weights: typing.Any, held: collections.abc.Sequence[str], share_of_total: bool, loss: str, progress: typing.Any) -> dict:
    """
    What `rampcast.fit_many` does.
    """
def fit_model(model: collections.abc.Callable, names: collections.abc.Sequence[str], y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], weights: typing.Any, start: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], lower: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], upper: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], starts: int, precision: float, loss: str, what: str) -> dict:
    """
    What `rampcast.fit` does with a function: model(parameters, with_slopes) gives values and
    slopes, a row a parameter.
    """
def forecast(plant: Plant, timeline: Timeline | None = None, *, paths: int = 65536, seed: int = 1, threads: int = 0, sampling: typing.Literal['sobol', 'plain'] = 'sobol', metrics: collections.abc.Sequence[str] | None = None, steps: collections.abc.Sequence[str] | None = None, views: collections.abc.Sequence[str] | None = None, by: collections.abc.Sequence[str] | None = None, keep_paths: bool = False, common_draws: bool = False, first_path: int = 0, path_count: int = 0, progress: collections.abc.Callable[[float], typing.Any] | None = None, like: Forecast | None = None, given: collections.abc.Sequence[GivenDraws] | None = None) -> Forecast:
    """
    Forecasts a plant over a timeline, by default its own.
    
    paths: in all, shared evenly by the combinations of alternatives, each rounded up to
    16 x 2^k. threads: 0 takes one a processor. metrics, steps, views: all None collects
    what the table needs. by: product, line: whose figures are collected besides the
    plant's. common_draws: the same draws for all combinations, to compare
    them. first_path, path_count: the part of the run to make, for `merge`.
    progress: called with the share done. like: a forecast whose draws to use again.
    given: draws to take, of each combination of alternatives.
    Raises ValueError for invalid input; Ctrl-C raises KeyboardInterrupt.
    """
def irr(flows: numpy.typing.ArrayLike) -> list[float]:
    """
    Internal rates of return: every rate per period above -1 at which npv is 0, ascending.
    
    Empty where there is none, and where every flow is 0. There are at most as many as
    changes of sign in the flows; rates that the rounding of the flows does not tell apart
    (about 1e-7 from each other) are given once.
    """
def json_schema() -> str:
    """
    A JSON Schema (draft 2020-12) of scenario files, for editors.
    """
def kingman(ca2: float, ce2: float, utilisation: float, servers: float = 1.0) -> float:
    """
    Mean wait before a station, in units of its effective process time, by Kingman's
    approximation: (ca2 + ce2) / 2 * u**(sqrt(2 * (m + 1)) - 1) / (m * (1 - u)).
    
    ca2, ce2: squared coefficients of variation of the times between arrivals and of the
    effective process times. utilisation: share of the servers' time that the arrivals
    need, below 1. Exact for Poisson arrivals at one server. Raises ValueError where an
    argument is out of range.
    """
def lead_time_h(work_in_process: float, throughput_per_h: float) -> float:
    """
    Mean hours a piece is in a system that holds work_in_process pieces on average
    (Little's law). Raises ValueError where an argument is out of range.
    """
def learn_pool(ids: list[str], groups: list[str], places: list[int], lengths: list[int], y: typing.Any, cycle: int, horizon: int, recalibrate: bool, threads: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.learn_pool` learns, as a dict. Raises ValueError.
    """
def level_log_likelihood(figures: typing.Any, observed: typing.Any, sd: typing.Any, correlation: typing.Any, shift: typing.Any, log_sd: float, counts: bool) -> typing.Any:
    """
    The log likelihood of each path (a row of figures, a period each) of what was observed, the persistent shock on its level integrated out. sd, correlation, shift: of the shock, by period. log_sd: of what comes on top.
    """
def line_capacity(line: Line, calendars: list[Calendar], method: str, seed: int, gains: bool, simulated_gains: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.capacity` shows, as a dict. Raises ValueError.
    """
def line_periods(line: Line, timeline: Timeline, calendars: list[Calendar], cycle_time: typing.Any, yield_: typing.Any, availability: typing.Any, own_ramp: str, replications: int, seed: int, confidence: float, most_events: int, threads: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, list[typing.Any]]:
    """
    What `rampcast.simulate_periods` shows, as a dict. Raises ValueError.
    """
def line_warnings(line: Line) -> list[str]:
    """
    What a line by itself may have been meant otherwise, a sentence each.
    """
def load_lines(path: str | os.PathLike[str]) -> tuple[list[Line], list[Calendar]]:
    """
    Reads the production lines of a file (TOML) and the calendars they may name; what else a
    scenario file holds is left out.
    
    Raises OSError where the file cannot be read or is larger than 4 MB, ValueError that
    begins with file:line:column where its content is not valid.
    """
def load_plant(path: str | os.PathLike[str]) -> Plant:
    """
    Reads a scenario file (TOML) and validates the plant.
    
    Raises OSError where the file cannot be read or is larger than 4 MB, ValueError that
    begins with file:line:column where its content is not valid.
    """
def memory_bytes(plant: Plant, timeline: Timeline | None = None, **options: typing.Any) -> int:
    """
    Bytes that the figures of a forecast with these options take at most: with the
    number of paths up to 131,072 or with keep_paths, beyond that no more.
    """
def metric_table() -> dict[str, dict[str, str]]:
    """
    What is known of each metric: nature (flow, level or ratio), measure (count or money),
    meaning, and the words of a picture's axis (en, zh) with {unit}, {one}, {money}, {step}.
    """
def metrics_by(by: str) -> list[str]:
    """
    The metrics that are known of the plant, of each product or of each line.
    """
def mmc_wait(utilisation: float, servers: int) -> float:
    """
    Mean wait in the queue M/M/m, in units of the mean service time: exact.
    
    utilisation: share of the servers' time that the arrivals need, below 1. Raises
    ValueError where an argument is out of range.
    """
def normal_mixture_cdfs(mixtures: typing.Any, x: typing.Any) -> typing.Any:
    """
    The probability that a draw of each mixture is at most x.
    """
def npv(rate_per_period: float, flows: numpy.typing.ArrayLike) -> float:
    """
    Net present value: the sum of flows[k] / (1 + rate)^k.
    
    The first flow, of period 0, is not discounted. Raises ValueError where the rate is not
    above -1, there are no flows, or one is not finite.
    """
def oee(*, planned_busy_time_h: float, down_time_h: float, ideal_cycle_s: float, made: float, rejected: float, calendar_time_h: float = 24.0) -> Oee:
    """
    OEE from a shift's record.
    
    planned_busy_time_h: planned time less planned breaks. down_time_h: unplanned stops
    within it. ideal_cycle_s: seconds a piece at full speed. made: pieces made, good or
    not. rejected: pieces of these that were not good. calendar_time_h: hours of the
    calendar that the TEEP refers to. Of a shift that made nothing, effectiveness, quality,
    oee and teep are 0. Raises ValueError where a time is not positive, or more is lost
    than there is.
    """
def parse_lines(text: str, file_name: str = 'lines') -> tuple[list[Line], list[Calendar]]:
    """
    Reads production lines from text as `load_lines` does from a file. file_name: what errors
    call it. Raises ValueError that begins with file_name:line:column.
    """
def parse_period(label: str, timeline: Timeline | None = None) -> tuple[str, datetime.date, datetime.date]:
    """
    What a label such as 2025, 2025-H1, 2025-Q1, 2025-03, 2025-03a, 2025-W07 or 2025-03-05
    names: its step, its first day and the day after its last. timeline: one whose fiscal
    years the label may be of, such as FY2025, FY2025-Q1. Raises ValueError.
    """
def parse_plant(text: str, file_name: str = 'scenario') -> Plant:
    """
    Reads a scenario from text and validates the plant. file_name: what errors call it.
    
    Raises ValueError that begins with file_name:line:column.
    """
def payback(flows: numpy.typing.ArrayLike) -> int | None:
    """
    The index of the first flow from which on cumulated cash is at 0 or above to the end.
    
    0 where it never is below, None where it ends below.
    """
def peak_funding(flows: numpy.typing.ArrayLike) -> tuple[float, int]:
    """
    The deepest point of cumulated cash, as a positive number, and the index of the flow by
    which it is first reached; (0.0, 0) where cumulated cash is never below 0.
    """
def pool_ramps(pool: dict[str, typing.Any], ids: list[str], groups: list[str], places: list[int], lengths: list[int], y: typing.Any, horizon: int, levels: list[float], paths: int, seed: int, threads: int, leave_one_out: bool, keep: bool, counted: list[list[int]], progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.ramps` shows, as arrays, a row a series. Raises ValueError.
    """
def practical_worst_case(pieces: float, bottleneck_rate_per_h: float, raw_process_time_h: float) -> WipCase:
    """
    A balanced line of single machines with exponential times: throughput
    w * r_b / (r_b * T0 + w - 1). A line that makes less has something to mend.
    
    bottleneck_rate_per_h: rate of the slowest station, r_b. raw_process_time_h: a
    piece's process times summed over the line, T0; at least the time between pieces
    at the bottleneck. Raises ValueError where an argument is out of range.
    """
def predict_curve(state: dict, curve: typing.Any, held: collections.abc.Sequence[str], share_of_total: bool, from_days: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], to_days: typing.Any, level: float) -> numpy.typing.NDArray[numpy.float64]:
    """
    Values, and low and high ends of prediction bands.
    """
def predict_lots(state: dict, first: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], last: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], units_per_day: typing.Any, theory: str, errors: str, level: float) -> numpy.typing.NDArray[numpy.float64]:
    """
    Average hours of lots, and low and high ends of prediction bands.
    """
def prediction_bands(state: dict, values: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], slopes: typing.Annotated[numpy.typing.ArrayLike, numpy.float64], level: float) -> numpy.typing.NDArray[numpy.float64]:
    """
    Values, and low and high ends of prediction bands.
    """
def rate_corrections(plant: Plant) -> list[dict[str, typing.Any]]:
    """
    By line whose mature rate a forecast corrects by simulation: `line`, `share` (by how
    much at the centre of what is uncertain), `error` (standard error of that, by leaving
    points out), `points` simulated and what the correction `depends_on`. Of the first
    combination of alternatives.
    """
def ratio_estimate(numerators: list[float], denominators: list[float], confidence: float) -> tuple[float, float, float]:
    """
    The ratio of the means of two quantities observed together, and the ends of its interval
    by linearisation; infinite for a single observation. Raises ValueError.
    """
def save_plant(plant: Plant, path: str | os.PathLike[str]) -> None:
    """
    Validates the plant and writes it as a scenario file, whole or not at all.
    
    Raises ValueError where the plant is not valid, OSError where it cannot be written.
    """
def simulate_line(line: Line, *, calendars: list[Calendar], start: datetime.date | None, pieces: int | None, replications: int, seed: int, precision: float | None, confidence: float, warm_up_pieces: int | None, most_events: int, threads: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.simulate` shows, as a dict. Raises ValueError.
    """
def smooth_weights(log_weights: typing.Any) -> tuple[typing.Any, float]:
    """
    Logarithms of weights whose largest are smoothed by a generalised Pareto distribution, and k-hat, its shape.
    """
def stated_numbers(plant: Plant) -> list[dict[str, typing.Any]]:
    """
    The numbers of a plant that are uncertain or say what they rest on, a dict each.
    
    Keys: path, unit, meaning, value (number, date or distribution), uncertain (bool),
    kind (fact, assumption or unstated), source, known_on (a date or None), alternatives
    (`question: option` for a number of an option, else empty).
    """
def steps_of(timeline: Timeline) -> list[str]:
    """
    The steps a timeline can be gathered by, its own first.
    """
def table_metrics(plant: Plant) -> list[str]:
    """
    The metrics of the printed table, as far as a plant states what they go by.
    """
def to_toml(plant: Plant) -> str:
    """
    The plant as the text of a scenario file; `parse_plant` of it gives an equal plant.
    """
def trace_line(line: Line, calendars: list[Calendar], start: datetime.date | None, seed: int, pieces: int, measured_pieces: int, warm_up_pieces: int, progress: collections.abc.Callable[[float], typing.Any] | None) -> dict[str, typing.Any]:
    """
    What `rampcast.trace` shows, as a dict. Raises ValueError.
    """
def two_machine_bernoulli(p1: float, p2: float, buffer: int) -> BernoulliBlock:
    """
    Two machines that are able to make a piece in a slot with probabilities p1 and p2:
    exact.
    
    Machine 2 is starved where the buffer was empty at the start of the slot; machine 1 is
    blocked where it was full and machine 2 takes nothing (Li and Meerkov). buffer: places
    between the machines, which hold nothing themselves; 0 makes nothing. Raises ValueError
    where a probability is not in (0, 1] or the buffer is negative.
    """
def two_machine_continuous(failure_rate1: float, repair_rate1: float, failure_rate2: float, repair_rate2: float, buffer: float, *, speed1: float = 1.0, speed2: float = 1.0) -> ContinuousBlock:
    """
    Two machines through which material flows, with a buffer of finite volume: exact
    (Gershwin and Schick).
    
    failure_rate1, failure_rate2: of working at full speed, a unit of time; a machine held
    back by its neighbour fails in proportion to its speed, a standing one not. repair_rate1,
    repair_rate2: a unit of time. buffer: pieces. speed1, speed2: pieces a unit of time.
    Raises ValueError where a speed or repair rate is not above 0, anything else below 0.
    """
def two_machine_deterministic(r1: float, p1: float, r2: float, p2: float, buffer: int) -> DeterministicBlock:
    """
    Two machines that make one piece a cycle and fail (p) and are mended (r) with given
    probabilities a cycle: exact.
    
    First the machines change (one fails only where it is neither starved nor blocked at
    the start of the cycle), then pieces move (Gershwin). buffer: pieces between the
    machines at most, the one on machine 2 included; 0 makes nothing. Raises ValueError
    where a probability is not in (0, 1] or all are 1, or the buffer is negative.
    """
@typing.overload
def two_machine_exponential(mu1: float, mu2: float, buffer: int) -> ExponentialBlock:
    """
    Two exponential stations with blocking after service: station 1 always finds a piece
    and keeps a finished one where there is no room (Hillier and Boling). Exact.
    
    mu1, mu2: service rates. buffer: waiting places between the stations; the pieces on
    them are not counted. Raises ValueError where a rate is not positive or the buffer is
    negative.
    """
@typing.overload
def two_machine_exponential(mu1: float, p1: float, r1: float, mu2: float, p2: float, r2: float, buffer: int) -> UnreliableExponentialBlock:
    """
    Two exponential machines that fail while they work: one works where it is up, finds a
    piece and has room for it (blocking before service; Gershwin). Exact.
    
    mu, p, r: rates of service, of failure while at work, and of repair. buffer: pieces
    between the machines at most, the one on machine 2 included, unlike that of stations
    that do not fail; 0 makes nothing. Raises ValueError where a rate is not positive (p
    may be 0) or the buffer is negative.
    """
def use_engine(variant: typing_extensions.CapsuleType) -> None:
    """
    Runs forecasts, and lines piece by piece, by the simulations of an engine module; its version must be this one's.
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
def work_in_process(throughput_per_h: float, lead_time_h: float) -> float:
    """
    Mean pieces in a system whose pieces stay lead_time_h hours on average (Little's law).
    Raises ValueError where an argument is out of range.
    """
def worst_case(pieces: float, bottleneck_rate_per_h: float, raw_process_time_h: float) -> WipCase:
    """
    A line whose pieces all move as one batch, the worst there is: throughput 1 / T0.
    
    bottleneck_rate_per_h: rate of the slowest station, r_b. raw_process_time_h: a
    piece's process times summed over the line, T0; at least the time between pieces
    at the bottleneck. Raises ValueError where an argument is out of range.
    """
def xirr(flows: numpy.typing.ArrayLike, dates: collections.abc.Sequence[datetime.date | str]) -> list[float]:
    """
    Internal rates of return of dated flows: every rate per year above -1 at which xnpv is
    0, ascending, as irr gives them.
    
    dates: those of the flows, in any order but none before the first.
    """
def xnpv(rate_per_year: float, flows: numpy.typing.ArrayLike, dates: collections.abc.Sequence[datetime.date | str]) -> float:
    """
    Net present value of dated flows at the first date, in years of 365 days, as the XNPV
    of spreadsheets.
    
    dates: those of the flows, in any order but none before the first.
    """
METRICS: tuple = ('units', 'gross_output_value', 'revenue', 'line_capacity', 'unit_value', 'value_added', 'gross_profit', 'shipped_value', 'accepted_value', 'sold_value', 'parent_revenue', 'net_cash_flow', 'cash', 'least_headroom', 'peak_funding', 'npv', 'closing_working_capital', 'components_used', 'line_hours', 'stop_hours', 'changeover_hours', 'backlog', 'finished_stock')
__version__: str = '0.1.0'
