"""Series of what was made: pooled ramps, and forecasts of them against what came."""
