"""The plant of tianshui.toml by product: who makes up the value, and why a server is worth less."""

from pathlib import Path

import rampcast as rc

plant = rc.load_plant(Path(__file__).parent / "tianshui.toml")
forecast = rc.forecast(plant, by="product", steps=["year", "quarter"])

print(forecast.report(by="product"))
print()
print("training servers in 2025-Q4, P10 to P90:", end=" ")
quarter = forecast.summary("units", "2025-Q4", product="training server")
print(f"{quarter['p10']:,.0f} to {quarter['p90']:,.0f}")

print()
print("What moved the value of a server from 2024 to 2027, CNY:")
steps = forecast.unit_value_steps(2024, 2027)
for row in steps:
    name = row["product"] or "all"
    print(f"  {name:27} mix {row['mix']:10,.0f}   price {row['price']:10,.0f}")
total = steps[len(steps) - 1]
print(f"  from {total['value_before']:,.0f} to {total['value_after']:,.0f}")
