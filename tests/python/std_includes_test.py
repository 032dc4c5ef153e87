"""Every header includes what it names of the standard library, Eigen and Boost itself.

Headers are compiled one by one over a precompiled standard library, which would hide that.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: By standard header the names of namespace std it is included for.
NAMES = {
    "algorithm": """all_of any_of clamp copy count count_if equal erase_if? fill find find_if
        find_if_not
        lower_bound max max_element merge min min_element minmax minmax_element mismatch none_of
        nth_element partition_point remove_if replace reverse sort stable_sort transform unique
        upper_bound""",
    "array": "array",
    "atomic": "atomic",
    "bit": "bit_cast bit_width countr_zero endian has_single_bit popcount",
    "charconv": "chars_format from_chars to_chars",
    "chrono": "chrono",
    "cmath": """abs asin asinh atan ceil copysign cos cosh erf erfc exp expm1 floor fma fmod hypot
        isfinite isinf isnan ldexp lerp lgamma llround log log10 log1p log2 nan nextafter pow round
        signbit sin sinh sqrt tan tanh trunc""",
    "compare": "strong_ordering weak_ordering partial_ordering",
    "concepts": """constructible_from convertible_to derived_from floating_point integral invocable
        same_as""",
    "condition_variable": "condition_variable",
    "coroutine": "coroutine_handle suspend_always suspend_never",
    "cstddef": "byte ptrdiff_t size_t",
    "cstdint": "int16_t int32_t int64_t int8_t uint16_t uint32_t uint64_t uint8_t uintptr_t",
    "cstdio": "snprintf",
    "deque": "deque",
    "exception": "current_exception exception exception_ptr rethrow_exception",
    "filesystem": "filesystem",
    "numbers": "numbers",
    "fstream": "ifstream",
    "functional": "function greater hash less plus",
    "iomanip": "put_time setprecision setw",
    "ios": "defaultfloat fixed hex left noshowpos right showpos streamsize",
    "iterator": "back_inserter distance make_move_iterator next prev size",
    "limits": "numeric_limits",
    "map": "map multimap",
    "memory": "addressof make_shared make_unique shared_ptr unique_ptr weak_ptr",
    "mutex": "call_once lock_guard mutex once_flag scoped_lock unique_lock",
    "numeric": "accumulate exclusive_scan inner_product iota midpoint partial_sum",
    "optional": "make_optional nullopt optional",
    "ostream": "endl ostream",
    "queue": "priority_queue queue",
    "set": "multiset set",
    "span": "span",
    "sstream": "istringstream",
    "stdexcept": "invalid_argument out_of_range runtime_error",
    "stop_token": "stop_source stop_token",
    "string": "getline string to_string",
    "string_view": "string_view",
    "thread": "jthread this_thread thread",
    "tuple": "apply get? make_tuple tie tuple tuple_cat tuple_element_t tuple_size_v",
    "type_traits": """conditional_t decay_t enable_if_t false_type integral_constant
        invoke_result_t is_arithmetic_v is_const_v is_enum_v is_floating_point_v is_integral_v
        is_invocable_r_v is_invocable_v is_same_v is_trivially_copyable_v make_unsigned_t
        remove_const_t remove_cv_t remove_cvref_t remove_reference_t true_type type_identity_t
        underlying_type_t void_t""",
    "utility": """declval exchange forward index_sequence index_sequence_for integer_sequence
        make_index_sequence make_pair move pair swap""",
    "variant": "get_if holds_alternative monostate variant variant_size_v visit",
    "vector": "vector",
}
#: Headers that promise another's names.
ALSO = {
    "ios": {"iomanip", "ostream", "iostream", "sstream"},
    "ostream": {"iosfwd", "iostream"},
    "string": {"iosfwd"},
}


def without_comments(text: str) -> str:
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(\\.|[^"\\\n])*"', '""', text, flags=re.DOTALL)


def missing(path: Path) -> list[str]:
    """`std::sort without <algorithm>` and the like, for one file."""
    text = path.read_text(encoding="utf-8")
    included = set(re.findall(r"#include <([^>]+)>", text))
    code = without_comments(text)
    home = {
        name: header
        for header, names in NAMES.items()
        for name in names.split()
        if not name.endswith("?")
    }
    vague = {name[:-1] for names in NAMES.values() for name in names.split() if name[-1] == "?"}
    found = []
    for name in sorted(set(re.findall(r"\bstd::(\w+)", code)) - vague):
        if name not in home:
            found.append(f"std::{name}, which this test does not know")
        elif not included & {home[name], *ALSO.get(home[name], ())}:
            found.append(f"std::{name} without <{home[name]}>")
    found.extend(
        f"{library}:: without a header of it"
        for library in ("Eigen", "boost")
        if re.search(rf"\b{library}::", code)
        and not any(each.startswith(f"{library}/") for each in included)
    )
    return found


def test_headers_include_what_they_name() -> None:
    headers = sorted((ROOT / "include").rglob("*.hpp"))
    assert len(headers) > 100
    wrong = {str(path.relative_to(ROOT)): missing(path) for path in headers}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_what_is_missing_is_found(tmp_path: Path) -> None:
    header = tmp_path / "a.hpp"
    header.write_text(
        "#include <vector>\n// std::map\nstd::vector<std::string> f(std::nonsense, Eigen::Index);",
        encoding="utf-8",
    )
    assert missing(header) == [
        "std::nonsense, which this test does not know",
        "std::string without <string>",
        "Eigen:: without a header of it",
    ]
