#pragma once

namespace rampcast {

/// Which books a projection keeps besides units and output value.
struct Books {
    bool accounts = true;    ///< revenue, value added, gross profit
    bool cash = true;        ///< kept all the same where cash limits output
    bool components = false; ///< pieces of components used
    bool by_product = false; ///< all of it of each product too, but for cash
    bool by_line = false;    ///< likewise of each line
};

} // namespace rampcast
