// From drafts to canonical states: Tarjan's algorithm.

#include <algorithm>

#include "construction.hpp"

namespace dramaturge {

bool Construction::walk(Ref from, std::vector<Ref> &met) {
    ++walks_;
    met.clear();
    const auto meet = [&](Ref ref) {
        if (ref.is_draft() && drafts_[ref.index()].walk != walks_) {
            drafts_[ref.index()].walk = walks_;
            met.push_back(ref);
        }
    };
    meet(resolved(from));
    for (std::size_t at = 0; at < met.size() && !failed_; ++at) {
        for (std::uint32_t c = 0; c < states_.character_count() && !failed_; ++c) {
            meet(resolved_mind(met[at].index(), c));
        }
    }
    return !failed_;
}

StateId Construction::solve(Ref root, bool keep) {
    root = resolved(root);
    if (failed_ || !root.is_draft()) {
        return failed_ ? no_state : root.state();
    }
    ++solves_;
    next_order_ = 0;
    open_.clear();
    frames_.clear();
    visit(root.index());
    while (!frames_.empty()) {
        Frame &frame = frames_.back();
        const std::uint32_t index = frame.draft;
        if (frame.next == states_.character_count()) {
            frames_.pop_back();
            if (!frames_.empty()) {
                Draft &outer = drafts_[frames_.back().draft];
                outer.low = std::min(outer.low, drafts_[index].low);
            }
            if (drafts_[index].low == drafts_[index].order) {
                close(index, keep);
            }
            continue;
        }
        const Ref ref = resolved_mind(index, frame.next++);
        if (failed_) {
            return no_state;
        }
        if (!ref.is_draft()) {
            continue;
        }
        const Draft &inner = drafts_[ref.index()];
        if (inner.solve != solves_) {
            visit(ref.index());
        } else if (inner.result == no_state) {
            drafts_[index].low = std::min(drafts_[index].low, inner.order);
        }
    }
    return drafts_[root.index()].result;
}

void Construction::visit(std::uint32_t index) {
    Draft &draft = drafts_[index];
    draft.solve = solves_;
    draft.order = draft.low = next_order_++;
    draft.result = no_state;
    open_.push_back(index);
    frames_.push_back({index, 0});
}

// The drafts from `index` on in open_ are one component, and all it believes outside is solved.
void Construction::close(std::uint32_t index, bool keep) {
    const std::uint32_t characters = states_.character_count();
    std::size_t first = open_.size() - 1;
    while (open_[first] != index) {
        --first;
    }
    const std::size_t count = open_.size() - first;
    component_.words.resize(count);
    component_.rows.resize(count * (std::size_t{1} + characters));
    for (std::size_t i = 0; i < count; ++i) {
        drafts_[open_[first + i]].low = static_cast<std::uint32_t>(i);  // its place inside
        component_.words[i] = drafts_[open_[first + i]].words;
    }
    std::uint32_t *row = component_.rows.data();
    for (std::size_t i = 0; i < count; ++i) {
        const Ref *minds = minds_.data() + std::size_t{open_[first + i]} * characters;
        ++row;
        for (std::uint32_t c = 0; c < characters; ++c) {
            if (!minds[c].is_draft()) {
                *row++ = minds[c].bits;
                continue;
            }
            const Draft &draft = drafts_[minds[c].index()];
            *row++ = draft.result != no_state ? draft.result.index : Component::inside | draft.low;
        }
    }
    states_.intern(component_, keep);
    for (std::size_t i = 0; i < count; ++i) {
        drafts_[open_[first + i]].result = component_.ids[i];
    }
    open_.resize(first);
}

}  // namespace dramaturge
