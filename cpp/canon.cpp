#include "canon.hpp"

#include <algorithm>

namespace dramaturge {

Canon::Canon(std::size_t words, std::uint32_t character_count, std::uint32_t base, Memory &memory)
    : memory_(memory),
      base_(base),
      width_(std::size_t{1} + character_count),
      valuations_(words, memory),
      states_(width_, memory),
      scratch_row_(width_) {}

Canon::~Canon() {
    memory_.give_back(cycles_.capacity() * sizeof(Cycle) + slots_.size() * sizeof(slots_[0]));
}

void Canon::clear() noexcept {
    if (states_.size() == 0 && valuations_.size() == 0) {
        return;
    }
    valuations_.clear();
    states_.clear();
    cycles_.clear();
    std::fill(slots_.begin(), slots_.end(), none);
}

void Canon::repack(const Layout &from, const Layout &to) {
    Rows repacked(to.width(), memory_);
    if (valuations_.size() > 0) {  // else nothing can fail
        std::vector<Value> values(from.fluent_count());
        std::vector<Word> words(to.width());
        for (std::uint32_t valuation = 0; valuation < valuations_.size(); ++valuation) {
            from.unpack(valuations_[valuation], values.data());
            to.pack(values.data(), words.data());
            repacked.intern(words.data());
        }
    }
    valuations_.swap(repacked);
}

// The states given are strongly connected. Say their first means the same as the known state m; then
// all of them mean the same as known states M, and M is strongly connected too, as their image.
//
// If a single state is given, M is m alone, and whatever it believes itself is believed by m likewise.
// Where it believes in m, m believes in m: so if it believes in m anywhere, the two rows can be
// compared. If not, their rows are the same, marks included, and found by one look-up. That holds of
// a state that does not believe in itself, too.
//
// If several are given, M lies in one cycle S (of one state or more). Either some belief that leads
// out of the given states (an id) lies in S, since it leads on to M and is believed from M:
// find_outside looks there. Or no belief leads from M to another member of S, so M is all of S, and
// the given states, equal meanings merged, are a copy of S: find_cycle looks among those of that
// shape, or for the one state that is left.
bool Canon::find(Component &component) {
    component.ids.resize(component.size());
    for (std::size_t i = 0; i < component.size(); ++i) {
        const std::uint32_t valuation = valuations_.find(component.words[i]);
        component.rows[i * width_] = valuation;
        if (valuation == none) {
            hash_ = 0;
            part_.clear();
            return false;
        }
    }
    if (component.size() == 1) {
        return find_single(component);
    }
    part_.clear();
    same_.resize(component.size());
    queue_.resize(component.size());
    if (find_outside(component)) {
        return true;
    }
    return find_cycle(component);
}

bool Canon::find_single(Component &component) {
    const std::uint32_t *row = component.rows.data();
    const std::uint32_t found = states_.find(row);
    if (found != none) {
        component.ids[0] = {base_ + found};
        return true;
    }
    for (std::size_t c = 1; c < width_; ++c) {
        const StateId belief{row[c]};
        if (has(belief) && valuation(belief) == row[0] && is_same(row, belief)) {
            component.ids[0] = belief;
            return true;
        }
    }
    return false;
}

// Whether the row, a mark standing for the candidate, is the candidate's.
bool Canon::is_same(const std::uint32_t *row, StateId candidate) const noexcept {
    for (std::uint32_t c = 0; c + 1 < width_; ++c) {
        const std::uint32_t belief = row[1 + c] == inside ? candidate.index : row[1 + c];
        if (believed(candidate, c).index != belief) {
            return false;
        }
    }
    return true;
}

void Canon::add(Component &component) {
    // Valuations first: a state that is new may have known values. Left over if what follows
    // fails, they do no harm.
    for (std::size_t i = 0; i < component.size(); ++i) {
        component.rows[i * width_] = valuations_.intern(component.words[i]);
    }
    if (component.size() == 1) {
        component.ids[0] = {base_ + states_.intern(component.rows.data())};
        return;
    }
    if (part_.empty()) {
        refine(component);
        hash_ = leader_.size() > 1 ? shape_hash(component) : 0;
    }
    const std::size_t parts = leader_.size();
    states_.reserve(parts);
    if (parts > 1) {
        reserve_cycle();
    }
    // From here on nothing can fail.
    const auto first = static_cast<std::uint32_t>(states_.size());
    for (std::uint32_t part = 0; part < parts; ++part) {
        const std::uint32_t *row = &component.rows[leader_[part] * width_];
        scratch_row_[0] = row[0];
        for (std::size_t c = 1; c < width_; ++c) {
            const bool self = (row[c] & inside) && part_[row[c] & ~inside] == part;
            scratch_row_[c] = self              ? inside
                              : row[c] & inside ? base_ + first + part_[row[c] & ~inside]
                                                : row[c];
        }
        states_.append(scratch_row_.data());
    }
    if (parts > 1) {
        cycles_.push_back({first, static_cast<std::uint32_t>(parts), hash_});
        enter(static_cast<std::uint32_t>(cycles_.size() - 1));
    }
    for (std::size_t i = 0; i < component.size(); ++i) {
        component.ids[i] = {base_ + first + part_[i]};
    }
}

}  // namespace dramaturge
