#include "census.hpp"

namespace dramaturge {

bool Census::exceeds(const States &states, StateId state, std::size_t most) {
    if (states.kept().size() <= most) {
        return false;  // there are not so many altogether
    }
    marks_.resize(states.kept().size() / 64 + 1);
    met_.clear();
    meet(state);
    for (std::size_t at = 0; at < met_.size() && met_.size() <= most; ++at) {
        for (std::uint32_t c = 0; c < states.character_count(); ++c) {
            meet(states.believed({met_[at]}, c));
        }
    }
    for (const std::uint32_t each : met_) {
        marks_[each / 64] = 0;
    }
    return met_.size() > most;
}

void Census::meet(StateId state) {
    const std::uint64_t bit = std::uint64_t{1} << (state.index % 64);
    std::uint64_t &marks = marks_[state.index / 64];
    if ((marks & bit) == 0) {
        marks |= bit;
        met_.push_back(state.index);
    }
}

}  // namespace dramaturge
