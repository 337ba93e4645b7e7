// Whom an act may help at once, judged by the texts of events alone.
//
// An act, with the triggers that it sets off, changes some fluents; it can make somebody's utility
// better only if that reads one of them, and then only if in some situation that part of it comes
// out higher. In most worlds few acts help others at once, so this drops most of what others might
// do in plans in which everybody must gain at once.
#pragma once

#include <cstdint>
#include <vector>

#include "ground_world.hpp"
#include "fluent_set.hpp"

namespace dramaturge {

class Gains {
public:
    explicit Gains(const GroundWorld &world);

    // Whether everybody else who must consent to the action may gain by it at once.
    bool may_all_but(std::uint32_t who, std::uint32_t action) const noexcept {
        const std::uint32_t refusing = refusing_[action];
        return refusing == nobody || refusing == who;
    }

private:
    static constexpr std::uint32_t nobody = UINT32_MAX;
    static constexpr std::uint32_t several = UINT32_MAX - 1;

    static bool find_triggers(const GroundWorld &world, const FluentSet &moving,
                              FluentSet &rousing);

    std::vector<std::uint32_t> refusing_;  // [action] who cannot gain, if one
};

}  // namespace dramaturge
