#pragma once

/// A scenario that uses most of what a file can say.
inline constexpr const char* sample =
    R"toml(shared = ["component.accelerator card.arrivals.2024-01-01.per_year"]

[plant]
id       = "tianshui"
name     = "Tianshui AI servers"
currency = "CNY"
unit     = "server"
as_of    = 2024-03-22
vat_rate = 0.13

[[target]]
name = "announced"
from = 2025-01-01
units_per_year = 20_000
value_per_year = 5_000_000_000
kind = "fact"
source = "newspaper, \"2024\""

[[milestone]]
name = "trial run"
on   = { value = 2023-11-24, kind = "fact", source = "newspaper, 2024-03-22" }

[[milestone]]
name  = "phase 2 power"
after = ["trial run"]
days  = { pert = [180, 300, 540], kind = "assumption", source = "judgement" }

[[calendar]]
name = "one shift"
hours_per_shift = 10
shifts_per_day  = 1
workdays        = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
closed          = [{ from = 2024-02-09, to = 2024-02-17 }]

[[calendar]]
name = "round the clock"

[[line]]
name     = "L1"
starts   = "trial run"
calendar = "one shift"
stations = [
  { name = "assembly", cycle_time_min = 10, places = 1, first_pass_yield = 0.99 },
  { name = "burn-in",  cycle_time_h = { pert = [24, 48, 72] }, places = { pert = [8, 16, 40] }, calendar = "round the clock", first_pass_yield = { pert = [0.80, 0.92, 0.97] }, on_failure = "restart" },
  { name = "packing",  cycle_time_min = 8, places = 2 },
]
ramp    = { curve = "logistic", midpoint_days = { p10 = 60, p50 = 150, p90 = 320 }, rise_days = { pert = [90, 200, 400] } }
noise   = { sd = 0.20, month_correlation = 0.8 }
changes = [{ on = "phase 2 power", set = { burn-in.places = { pert = [56, 116, 280] } } }]

[[component]]
name     = "accelerator card"
arrivals = [{ from = 2024-01-01, per_year = { lognormal = { p10 = 5_000, p90 = 40_000 } } }]

[[product]]
name       = "training server"
components = { "accelerator card" = 8 }
price      = { start = { pert = [850_000, 1_100_000, 1_550_000] }, erosion_per_year = { pert = [-0.10, 0.10, 0.30] } }

[[product]]
name       = "inference server"
components = { "accelerator card" = 4 }
price      = { start = { pert = [120_000, 220_000, 350_000] }, erosion_per_year = 0.10 }

[mix]
"training server" = 0.8
"inference server" = 0.2

[orders]
arrivals = [{ from = 2024-01-01, per_year = { lognormal = { p10 = 700, p90 = 5_200 } } }]

[[alternatives]]
name    = "product mix"
options = [
  { name = "training leads",  weight = 0.6, set = { mix = { "training server" = 0.8, "inference server" = 0.2 } } },
  { name = "inference leads", weight = 0.4, set = { mix = { "training server" = 0.3, "inference server" = 0.7 }, line.L1.ramp = { curve = "gompertz", midpoint_days = 100, rise_days = 200 }, milestone."trial run".on = 2024-01-01 } },
]

[[correlation]]
between = ["component.accelerator card.arrivals.2024-01-01.per_year", "orders.arrivals.2024-01-01.per_year"]
rank = 0.4

[timeline]
start = 2024-03-01
end = 2028-01-01
step = "quarter"

[[actual]]
period = "2023"
units = 914
kind = "fact"
known_on = 2024-03-22
)toml";
