"""What reports, `check` and line tables say, in English and in Chinese."""

from __future__ import annotations

from .refusals import told

WORDS = {
    "as of": ("as of {day}", "截至 {day}"),
    "paths": ("{paths} paths", "{paths} 条路径"),
    "alternatives": (" × {count} alternatives", " × {count} 种情形"),
    "seed": ("seed {seed}", "种子 {seed}"),
    "announced": ("{name}: from {since}, {parts} a year", "{name}：自 {since} 起每年 {parts}"),
    "goal in": ("{name}: {amount} in {period}", "{name}：{period} 达 {amount}"),
    "goal each": (
        "{name}: {amount} a {step}{since}{until}",
        "{name}：每{step} {amount}{since}{until}",
    ),
    "since": (" from {day}", "，自 {day} 起"),
    "until": (" by {day}", "，至 {day}"),
    "and": (" and ", "、"),
    "list": (", ", "，"),
    "change": ("change on the same {paths} paths", "同样 {paths} 条路径上的差异"),
    "path by path": (
        "P10, P50 and P90 are those of the difference, path by path",
        "P10、P50、P90 为逐条路径差异的分位数",
    ),
    "output value": ("output value, {money}, without VAT", "产值，{money}，不含税"),
    "median": ("P50, {money}", "P50，{money}"),
    "revenue": ("revenue", "营业收入"),
    "gross profit": ("gross profit, {money}", "毛利，{money}"),
    "unit value": ("value a {unit}", "单位产值"),
    "both": ("both", "两项"),
    "targets": ("targets", "目标"),
    "reported": ("reported", "已公布"),
    "all reported": (" reported", "（已公布）"),
    "part reported": (", {share} % reported", "（{share} % 已公布）"),
    "limited by": ("limited mostly by", "主要制约"),
    "value": ("value", "产值"),
    "in": ("{name} in {period}: {parts}", "{name}，{period}：{parts}"),
    "by then": ("{name} by {period}: {parts}", "{name}，至 {period}：{parts}"),
    "course": (
        "{name}: {first} in {start}, {last} in {end}; most {most} in {best}",
        "{name}：{start} {first}，{end} {last}；最高 {most}（{best}）",
    ),
    "by": ("{year} by {name} (P50): {options}", "{year}，按“{name}”（P50）：{options}"),
    "no difference": (
        '"{name}" makes no difference to {year}: its P50s lie {within}.',
        "“{name}”对 {year} 年没有影响：各情形的 P50 相差{within}。",
    ),
    "within error": ("within their Monte Carlo error", "未超出模拟误差"),
    "within share": ("within {share} of each other", "不到 {share}"),
    "middle": (
        '"{name}" is met in {year} with probability {chance}: the middle of the range is {parts}.',
        "“{name}”在 {year} 年达成的概率为 {chance}：区间中值为其{parts}。",
    ),
    "range": (
        "Four times in five the plant makes {low} to {high} {unit} in {year}.",
        "{year} 年产量有五分之四的可能在 {low} 至 {high} {unit}之间。",
    ),
    "alone": ("{words} The lines alone could make {capacity}.", "{words}仅就产线可产 {capacity}。"),
    "by day": ("{name}, at some time by {day}: {chance}.", "{name}，至 {day} 曾达到：{chance}。"),
    "some time": (
        "{name}, at some time by the end of {month}: {chance}.",
        "{name}，至 {month} 末曾达到：{chance}。",
    ),
    "when": (
        "{name}, over twelve months in a row by the end of {month}: {chance}.",
        "{name}，至 {month} 末连续十二个月达到：{chance}。",
    ),
    "funding": (
        "Funding needed by the end of {month}, before financing: P50 {p50}, P90 {p90}.",
        "至 {month} 末融资前的最大资金需求：P50 {p50}，P90 {p90}。",
    ),
    "short": (
        " Cash and credit line do not suffice by then: {chance}.",
        "届时现金与授信不足的概率：{chance}。",
    ),
    "held": (
        " Output waits for cash in {share} of the months of all paths.",
        "在 {share} 的月份路径上产出受资金制约。",
    ),
    "rests on": (
        "Rests on assumptions no data has tested (rank correlation with {unit} of {year}): "
        "{numbers}.   `rampcast check FILE` lists all.",
        "所依据的假设尚无数据检验（与 {year} 年 {unit} 数的秩相关）：{numbers}。"
        "   `rampcast check FILE` 列出全部。",
    ),
}

#: Of lines and their stations.
LINE_WORDS = {
    "rate": (
        "{name}: {per_h} good pieces an hour at work, {per_day} a day{day}, one each {takt} s",
        "{name}：开工时每小时 {per_h} 件合格品，每天 {per_day} 件{day}，每 {takt} s 一件",
    ),
    "working day": (" ({per_day} a working day)", "（每工作日 {per_day} 件）"),
    "interval": (
        " ({confidence} % interval {low} to {high} an hour)",
        "（{confidence} % 区间：每小时 {low} 至 {high} 件）",
    ),
    "held": (
        "bottleneck {bottleneck}; work in process {held}, lead time {lead} h{worked}",
        "瓶颈 {bottleneck}；在制品 {held} 件，通过时间 {lead} h{worked}",
    ),
    "worked": (" ({lead} h of them worked)", "（其中工作时间 {lead} h）"),
    "method": ("by {method}", "方法：{method}"),
    "formula": (" (formula: {per_h} an hour)", "（公式：每小时 {per_h} 件）"),
    "slowest": (" (slowest station alone: {per_h} an hour)", "（最慢工位单独：每小时 {per_h} 件）"),
    "exact": ("; exact", "；精确"),
    "gains": ("most to gain by {gains}", "增益最大：{gains}"),
    "gain": ("{change}: +{per_day} a day", "{change}：每天 +{per_day} 件"),
    "between gains": ("; ", "；"),
    "station": ("station", "工位"),
    "busy": ("busy", "加工"),
    "down": ("down", "故障"),
    "blocked": ("blocked", "阻塞"),
    "starved": ("starved", "待料"),
    "hours worked": ("hours worked", "开工时间"),
    "of hours worked": (
        "busy to starved: shares of the hours each station works; hours worked: of all hours",
        "加工至待料为各工位开工时间内的占比；开工时间为占全部时间的比例",
    ),
    "alone": ("alone, 1/h", "单独，1/h"),
    "b less a": ("b - a", "b - a"),
    "interval of": ("{confidence} % interval", "{confidence} % 区间"),
    "to": ("{low} to {high}", "{low} 至 {high}"),
    "per_h": ("good pieces an hour at work", "合格品/开工小时"),
    "per_day": ("good pieces a calendar day", "合格品/日历日"),
    "per_working_day": ("good pieces a working day", "合格品/工作日"),
    "takt": ("takt, s", "节拍，s"),
    "work_in_process": ("work in process", "在制品"),
    "lead_time_h": ("lead time, h", "通过时间，h"),
    "bottleneck": ("bottleneck", "瓶颈"),
    "common draws": (
        "{count} pairs of replications of {pieces} good pieces on common draws",
        "同样随机数下 {count} 对重复，每次 {pieces} 件合格品",
    ),
    "ramps": ("{line}: {share} ramps up by {curve}", "{line}：{share}按 {curve} 爬坡"),
    "mature": ("{line}: mature at once", "{line}：一开始即为成熟产能"),
    "period mean": ("good units", "合格品"),
    "period p10": ("P10", "P10"),
    "period p90": ("P90", "P90"),
    "period work_in_process": ("on the line", "在制品"),
    "period work_in_process_end": ("at the end", "期末在制品"),
    "period lead_time_h": ("lead time, h", "通过时间，h"),
    "period yield": ("yield", "合格率"),
    "share cycle_time": ("speed (cycle-time share)", "速度（节拍份额）"),
    "share yield": ("first-pass yield", "直通率"),
    "share availability": ("availability", "可用率"),
    "run at rate": ("{line}: run at rate", "{line}：按节拍生产（Run@Rate）"),
    "contracted": ("contracted", "合同"),
    "calculated": ("calculated", "计算"),
    "demonstrated": ("demonstrated", "验证"),
    "share of contract": ("share of the contract", "占合同比例"),
    "by calculation": ("calculated by {method}", "计算：{method}"),
    "by simulation": (
        "demonstrated by simulation, {method}; {confidence} % interval {low} to {high} a day",
        "验证：仿真，{method}；{confidence} % 区间每天 {low} 至 {high} 件",
    ),
    "by record": (
        "demonstrated by the record of {hours} h: {made} made, {rejected} rejected",
        "验证：{hours} h 的记录，共 {made} 件，不合格 {rejected} 件",
    ),
    "by records": (
        "demonstrated by the records of {count} shifts, {hours} h: {made} made, {rejected} "
        "rejected; {confidence} % interval {low} to {high} a day",
        "验证：{count} 个班次共 {hours} h 的记录，共 {made} 件，不合格 {rejected} 件；"
        "{confidence} % 区间每天 {low} 至 {high} 件",
    ),
    "met": ("the contract is met, with {share} to spare", "满足合同，余量 {share}"),
    "missed": ("the contract is missed by {share}", "未满足合同，差 {share}"),
    "open": (
        "whether the contract is met is open: the interval holds it",
        "能否满足合同尚无定论：区间包含合同值",
    ),
    "alone takt": ("alone, s", "单独节拍，s"),
    "oee": ("OEE", "OEE"),
    "load": ("load at contract", "合同负荷"),
}

#: Of what a scenario states.
CHECK_WORDS = {
    "valid": ("valid", "有效"),
    "warning": ("warning: {text}", "警告：{text}"),
    "corrected": (
        "line {line}: its mature rate by formula is corrected by simulation, {share} % "
        "(standard error {error} %)",
        "产线 {line}：公式所得成熟速率按模拟修正 {share} %（标准误差 {error} %）",
    ),
    "uncertain": ("uncertain ({count})", "不确定（{count}）"),
    "stated": ("stated ({count})", "已给定（{count}）"),
    "defaults": ("at their defaults ({count})", "取默认值（{count}）"),
    "path": ("number", "参数"),
    "value": ("value", "取值"),
    "unit": ("unit", "单位"),
    "p10": ("P10", "P10"),
    "p50": ("P50", "P50"),
    "p90": ("P90", "P90"),
    "kind": ("kind", "性质"),
    "source": ("source", "来源"),
    "known_on": ("known on", "获知日期"),
    "follows": ("follows from", "由何得出"),
    "fact": ("fact", "事实"),
    "assumption": ("assumption", "假设"),
    "numbers": ("{count} uncertain {numbers}", "{count} 个不确定参数"),
    "facts": ("{count} {facts}", "{count} 个事实"),
    "assumptions": ("{count} {assumptions}", "{count} 个假设"),
    "unstated": ("{count} that do not say what they rest on", "{count} 个未说明依据"),
    "combinations": ("{count} {combinations} of alternatives", "{count} 种情形组合"),
}


def check_lang(lang: str) -> None:
    """Raises ValueError for a language there are no words in."""
    if lang not in ("en", "zh"):
        raise ValueError(f"lang is {told(lang)}, must be en or zh")


def say(words: dict[str, tuple[str, str]], key: str, lang: str, /, **parts: object) -> str:
    """A sentence or word in a language."""
    return words[key][lang == "zh"].format(**parts)


STEPS_ZH = {
    "day": "日",
    "week": "周",
    "half-month": "半月",
    "month": "月",
    "quarter": "季度",
    "half-year": "半年",
    "year": "年",
}

#: What the tables and pictures of products and lines say.
BY_WORDS = {
    "period": ("period", "时期"),
    "product": ("product", "产品"),
    "line": ("line", "产线"),
    "by_product": ("by product", "按产品"),
    "by_line": ("by line", "按产线"),
    "units": ("units", "产量"),
    "gross_output_value": ("output value", "产值"),
    "unit_value": ("value a unit", "单位产值"),
    "share": ("share", "占比"),
    "change": ("change from the other forecast", "与另一预测之差"),
    "means": ("means, which sum to the plant's", "均值，合计即全厂"),
    "fans": ("P10 to P90, and P50", "P10–P90 与 P50"),
    "note_product": (
        "share: of the plant's mean. Medians of products do not sum to the plant's.",
        "占比：占全厂均值。各产品中位数之和不等于全厂中位数。",
    ),
    "note_line": (
        "share: of the plant's mean. A line's units are those it makes of the plant's output.",
        "占比：占全厂均值。产线产量为全厂产出中由该线制造的部分。",
    ),
}
