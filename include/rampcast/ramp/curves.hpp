#pragma once

#include "rampcast/ramp/ramp.hpp"
#include "rampcast/uncertainty/uncertain.hpp"

/// The ramp curves as a person writes them: any number may be uncertain.
namespace rampcast {

using Step = StepOf<Uncertain>;
using Linear = LinearOf<Uncertain>;
using Exponential = ExponentialOf<Uncertain>;
using Logistic = LogisticOf<Uncertain>;
using Gompertz = GompertzOf<Uncertain>;
using Richards = RichardsOf<Uncertain>;
using Weibull = WeibullOf<Uncertain>;
using LogLogistic = LogLogisticOf<Uncertain>;
using Bass = BassOf<Uncertain>;
using Hyperbolic = HyperbolicOf<Uncertain>;
using Tabulated = TabulatedOf<Uncertain>;
using Wright = WrightOf<Uncertain>;
using StanfordB = StanfordBOf<Uncertain>;
using DeJong = DeJongOf<Uncertain>;
using Plateau = PlateauOf<Uncertain>;
using PlanPoint = PlanPointOf<Uncertain>;
using Curve = CurveOf<Uncertain>;

} // namespace rampcast
