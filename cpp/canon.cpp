#include "canon.hpp"

#include <algorithm>
#include <cassert>

namespace dramaturge {

Canon::Canon(std::uint32_t fluent_count, std::uint32_t character_count)
    : character_count_(character_count),
      width_(std::size_t{1} + character_count),
      valuations_(fluent_count),
      states_(width_),
      slots_(256, none) {}

StateId Canon::plain(const std::uint32_t *row) { return {states_.intern(row)}; }

std::uint32_t Canon::component_of(std::uint32_t state) const noexcept {
    return state < component_.size() ? component_[state] : none;
}

// The states given are strongly connected. Say their first means the same as the known state m; then
// all of them mean the same as known states M, and M is strongly connected too, as their image. So M
// lies in one component S. Either some belief that leads out of the given states (an id) lies in S,
// since it leads on to M and is believed from M: find_outside looks there. Or no belief leads from M
// to another member of S, so M is all of S, and the given states, equal meanings merged, are a copy
// of S: find_component looks among components of that shape.
void Canon::cyclic(std::span<const std::uint32_t> rows, std::size_t count, std::span<StateId> ids) {
    same_.resize(count);
    queue_.resize(count);
    bool known = find_outside(rows, count);
    std::uint32_t parts = 0;
    std::uint64_t hash = 0;
    if (!known) {
        parts = refine(rows, count);
        hash = shape_hash(rows, count, parts);
        known = find_component(rows, count, parts, hash);
    }
    if (known) {
        for (std::size_t i = 0; i < count; ++i) {
            ids[i] = {same_[i]};
        }
        return;
    }
    add(rows, count, parts, hash, ids);
}

bool Canon::find_outside(std::span<const std::uint32_t> rows, std::size_t count) {
    std::uint32_t last = none;
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t c = 1; c < width_; ++c) {
            const std::uint32_t belief = rows[i * width_ + c];
            if (belief & inside) {
                continue;
            }
            const std::uint32_t component = component_of(belief);
            if (component == none || component == last) {
                continue;
            }
            last = component;
            if (matches_member(rows, count, components_[component])) {
                return true;
            }
        }
    }
    return false;
}

bool Canon::find_component(std::span<const std::uint32_t> rows, std::size_t count,
                           std::uint32_t parts, std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask; slots_[slot] != none; slot = (slot + 1) & mask) {
        const Component &component = components_[slots_[slot]];
        if (component.hash == hash && component.count == parts &&
            matches_member(rows, count, component)) {
            return true;
        }
    }
    return false;
}

bool Canon::matches_member(std::span<const std::uint32_t> rows, std::size_t count,
                           const Component &component) {
    for (std::uint32_t i = 0; i < component.count; ++i) {
        if (matches(rows, count, {members_[component.first + i]})) {
            return true;
        }
    }
    return false;
}

// Whether the first of the states means the same as the candidate; then same_ has the counterpart
// of each. As no two ids mean the same, walking both in parallel decides it.
bool Canon::matches(std::span<const std::uint32_t> rows, std::size_t count, StateId candidate) {
    if (rows[0] != valuation(candidate)) {
        return false;
    }
    std::fill_n(same_.begin(), count, none);
    same_[0] = candidate.index;
    queue_[0] = 0;
    std::size_t queued = 1;
    for (std::size_t at = 0; at < queued; ++at) {
        const std::uint32_t *left = &rows[queue_[at] * width_];
        const std::uint32_t *right = states_[same_[queue_[at]]];
        if (left[0] != right[0]) {
            return false;
        }
        for (std::size_t c = 1; c < width_; ++c) {
            if (!(left[c] & inside)) {
                if (left[c] != right[c]) {
                    return false;
                }
                continue;
            }
            const std::uint32_t i = left[c] & ~inside;
            if (same_[i] == none) {
                same_[i] = right[c];
                queue_[queued++] = i;
            } else if (same_[i] != right[c]) {
                return false;
            }
        }
    }
    assert(queued == count);
    return true;
}

// Moore's refinement: states stay in one class while they agree on values and on the classes they
// believe in. Components are small, so rounds of comparing with each class's first state will do.
std::uint32_t Canon::refine(std::span<const std::uint32_t> rows, std::size_t count) {
    part_.assign(count, 0);
    next_.resize(count);
    leader_.clear();
    std::uint32_t parts = 1;
    if (count == 1) {
        leader_.push_back(0);
        return 1;
    }
    const auto alike = [&](std::size_t i, std::size_t j) {
        const std::uint32_t *left = &rows[i * width_];
        const std::uint32_t *right = &rows[j * width_];
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
    for (;;) {
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
        const auto refined = static_cast<std::uint32_t>(leader_.size());
        if (refined == parts) {
            return parts;
        }
        parts = refined;
    }
}

// The same for every copy of a component, whatever the order of its states: each class hashes what
// it sees of the others, three steps deep, and the sum forgets the order.
std::uint64_t Canon::shape_hash(std::span<const std::uint32_t> rows, std::size_t count,
                                std::uint32_t parts) {
    static_cast<void>(count);
    hashes_.assign(parts, 1);
    hashes_next_.resize(parts);
    for (int step = 0; step < 3; ++step) {
        for (std::uint32_t part = 0; part < parts; ++part) {
            const std::uint32_t *row = &rows[leader_[part] * width_];
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
    return mixed(sum);
}

void Canon::add(std::span<const std::uint32_t> rows, std::size_t count, std::uint32_t parts,
                std::uint64_t hash, std::span<StateId> ids) {
    states_.reserve(parts);
    reserve_component(parts);
    scratch_row_.resize(width_);
    const auto first = static_cast<std::uint32_t>(states_.size());
    component_.resize(first, none);
    // From here on nothing can fail.
    const auto number = static_cast<std::uint32_t>(components_.size());
    components_.push_back({static_cast<std::uint32_t>(members_.size()), parts, hash});
    for (std::uint32_t part = 0; part < parts; ++part) {
        const std::uint32_t *row = &rows[leader_[part] * width_];
        scratch_row_[0] = row[0];
        for (std::size_t c = 1; c < width_; ++c) {
            scratch_row_[c] = row[c] & inside ? first + part_[row[c] & ~inside] : row[c];
        }
        const std::uint32_t state = states_.append(scratch_row_.data());
        component_.push_back(number);
        members_.push_back(state);
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot] != none) {
        slot = (slot + 1) & mask;
    }
    slots_[slot] = number;
    for (std::size_t i = 0; i < count; ++i) {
        ids[i] = {first + part_[i]};
    }
}

void Canon::reserve_component(std::size_t members) {
    const auto make_room = [](auto &vector, std::size_t needed) {
        if (needed > vector.capacity()) {
            vector.reserve(std::max(needed, vector.capacity() * 3 / 2));
        }
    };
    make_room(components_, components_.size() + 1);
    make_room(members_, members_.size() + members);
    make_room(component_, states_.size() + members);
    if ((components_.size() + 1) * 4 > slots_.size() * 3) {
        std::vector<std::uint32_t> slots(slots_.size() * 2, none);
        const std::size_t mask = slots.size() - 1;
        for (std::uint32_t number = 0; number < components_.size(); ++number) {
            std::size_t slot = components_[number].hash & mask;
            while (slots[slot] != none) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number;
        }
        slots_ = std::move(slots);
    }
}

std::size_t Canon::bytes() const noexcept {
    return valuations_.bytes() + states_.bytes() + component_.capacity() * sizeof(std::uint32_t) +
           components_.capacity() * sizeof(Component) +
           (members_.capacity() + slots_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace dramaturge
