// States that believe in each other. Why this finds all that are known: see Canon::find().

#include <algorithm>
#include <cassert>

#include "canon.hpp"

namespace dramaturge {

bool Canon::find_outside(Component &component) {
    std::uint32_t last = none;
    for (std::size_t i = 0; i < component.rows.size(); ++i) {
        const StateId belief{component.rows[i]};
        if (i % width_ == 0 || belief.index == last || !has(belief)) {
            continue;
        }
        last = belief.index;
        const Cycle *cycle = cycle_of(belief);
        if (cycle != nullptr ? matches_one_of(component, *cycle) : matches(component, belief)) {
            return take(component);
        }
    }
    return false;
}

bool Canon::find_cycle(Component &component) {
    refine(component);
    if (leader_.size() == 1) {
        scratch_row_.assign(component.rows.begin(),
                            component.rows.begin() + static_cast<std::ptrdiff_t>(width_));
        for (std::uint32_t &belief : scratch_row_) {
            belief = belief & inside ? inside : belief;
        }
        const std::uint32_t found = states_.find(scratch_row_.data());
        std::fill(same_.begin(), same_.end(), base_ + found);
        return found != none && take(component);
    }
    hash_ = shape_hash(component);
    if (slots_.empty()) {
        return false;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash_ & mask; slots_[slot] != none; slot = (slot + 1) & mask) {
        const Cycle &cycle = cycles_[slots_[slot]];
        if (cycle.hash == hash_ && cycle.count == leader_.size() &&
            matches_one_of(component, cycle)) {
            return take(component);
        }
    }
    return false;
}

bool Canon::take(Component &component) const {
    for (std::size_t i = 0; i < component.size(); ++i) {
        component.ids[i] = {same_[i]};
    }
    return true;
}

bool Canon::matches_one_of(const Component &component, const Cycle &cycle) {
    for (std::uint32_t i = 0; i < cycle.count; ++i) {
        if (matches(component, {base_ + cycle.first + i})) {
            return true;
        }
    }
    return false;
}

// Whether the first of the states means the same as the candidate; then same_ has the counterpart
// of each. As no two ids mean the same, walking both in parallel decides it.
bool Canon::matches(const Component &component, StateId candidate) {
    if (component.rows[0] != valuation(candidate)) {
        return false;
    }
    std::fill(same_.begin(), same_.end(), none);
    same_[0] = candidate.index;
    queue_[0] = 0;
    std::size_t queued = 1;
    for (std::size_t at = 0; at < queued; ++at) {
        const std::uint32_t *left = &component.rows[queue_[at] * width_];
        const StateId right{same_[queue_[at]]};
        if (!has(right) || left[0] != valuation(right)) {
            return false;
        }
        for (std::uint32_t c = 0; c + 1 < width_; ++c) {
            const std::uint32_t belief = believed(right, c).index;
            if (!(left[1 + c] & inside)) {
                if (left[1 + c] != belief) {
                    return false;
                }
                continue;
            }
            const std::uint32_t i = left[1 + c] & ~inside;
            if (same_[i] == none) {
                same_[i] = belief;
                queue_[queued++] = i;
            } else if (same_[i] != belief) {
                return false;
            }
        }
    }
    assert(queued == component.size());
    return true;
}

// Moore's refinement: states stay in one class while they agree on values and on the classes they
// believe in. Components are small, so rounds of comparing with each class's first state will do.
// Needs the valuations in the rows; sets part_ and leader_.
void Canon::refine(const Component &component) {
    const std::size_t count = component.size();
    part_.assign(count, 0);
    next_.resize(count);
    const auto alike = [&](std::size_t i, std::size_t j) {
        const std::uint32_t *left = &component.rows[i * width_];
        const std::uint32_t *right = &component.rows[j * width_];
        if (left[0] != right[0] || part_[i] != part_[j]) {
            return false;
        }
        for (std::size_t c = 1; c < width_; ++c) {
            const bool both_inside = (left[c] & right[c] & inside) != 0;
            const bool same = both_inside ? part_[left[c] & ~inside] == part_[right[c] & ~inside]
                                          : left[c] == right[c];
            if (!same) {
                return false;
            }
        }
        return true;
    };
    for (std::size_t parts = 1;;) {
        leader_.clear();
        for (std::size_t i = 0; i < count; ++i) {
            std::uint32_t part = 0;
            while (part < leader_.size() && !alike(leader_[part], i)) {
                ++part;
            }
            if (part == leader_.size()) {
                leader_.push_back(static_cast<std::uint32_t>(i));
            }
            next_[i] = part;
        }
        part_.swap(next_);
        if (leader_.size() == parts) {
            return;
        }
        parts = leader_.size();
    }
}

// The same for every copy of a component, whatever the order of its states: each class hashes what
// it sees of the others, three steps deep, and the sum forgets the order.
std::uint32_t Canon::shape_hash(const Component &component) {
    const std::size_t parts = leader_.size();
    hashes_.assign(parts, 1);
    hashes_next_.resize(parts);
    for (int step = 0; step < 3; ++step) {
        for (std::size_t part = 0; part < parts; ++part) {
            const std::uint32_t *row = &component.rows[leader_[part] * width_];
            std::uint64_t hash = mixed(row[0] + 1);
            for (std::size_t c = 1; c < width_; ++c) {
                const std::uint64_t belief = row[c] & inside
                                                 ? hashes_[part_[row[c] & ~inside]] ^ inside
                                                 : row[c];
                hash = mixed(hash * 31 + belief);
            }
            hashes_next_[part] = hash;
        }
        hashes_.swap(hashes_next_);
    }
    std::uint64_t sum = parts;
    for (const std::uint64_t hash : hashes_) {
        sum += mixed(hash);
    }
    return static_cast<std::uint32_t>(mixed(sum));
}

// The cycle of several states that the state is in, or null.
const Canon::Cycle *Canon::cycle_of(StateId state) const noexcept {
    const std::uint32_t index = state.index - base_;
    const auto after = std::upper_bound(
        cycles_.begin(), cycles_.end(), index,
        [](std::uint32_t number, const Cycle &cycle) { return number < cycle.first; });
    if (after == cycles_.begin() || index >= (after - 1)->first + (after - 1)->count) {
        return nullptr;
    }
    return &*(after - 1);
}

void Canon::enter(std::uint32_t cycle) noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = cycles_[cycle].hash & mask;
    while (slots_[slot] != none) {
        slot = (slot + 1) & mask;
    }
    slots_[slot] = cycle;
}

void Canon::reserve_cycle() {
    if (cycles_.size() == cycles_.capacity()) {
        const std::size_t before = cycles_.capacity();
        const std::size_t count = std::max<std::size_t>(16, before + before / 2);
        Taking taking(memory_, count * sizeof(Cycle));
        cycles_.reserve(count);
        taking.keep();
        memory_.give_back(before * sizeof(Cycle));
    }
    if ((cycles_.size() + 1) * 4 > slots_.size() * 3) {
        const std::size_t count = std::max<std::size_t>(32, slots_.size() * 2);
        Taking taking(memory_, count * sizeof(slots_[0]));
        std::vector<std::uint32_t> slots(count, none);
        taking.keep();
        slots_.swap(slots);
        memory_.give_back(slots.size() * sizeof(slots_[0]));
        for (std::uint32_t cycle = 0; cycle < cycles_.size(); ++cycle) {
            enter(cycle);
        }
    }
}

}  // namespace dramaturge
