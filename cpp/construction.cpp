#include "construction.hpp"

#include <algorithm>
#include <cassert>

namespace dramaturge {

namespace {

constexpr std::uint32_t most_drafts = 20'000;
constexpr std::uint32_t most_steps = 200'000;
constexpr std::uint32_t most_depth = 2'000;
constexpr std::uint32_t few_drafts = 12;  // are searched one by one
constexpr std::uint32_t empty_slot = UINT32_MAX;
constexpr std::uint32_t unvisited = UINT32_MAX;
constexpr Ref not_asked{UINT32_MAX};

}  // namespace

Construction::Construction(const GroundWorld &world, Canon &canon)
    : world_(world), canon_(canon), values_(world.fluent_count()) {}

void Construction::start(MindSource *source) {
    source_ = source;
    failed_ = false;
    fuel_ = most_steps;
    depth_ = 0;
    next_order_ = 0;
    drafts_.clear();
    minds_.clear();
    slots_.clear();
    open_.clear();
    frames_.clear();
}

Ref Construction::sown(std::uint32_t seed, std::uint32_t valuation) {
    Draft draft{};
    draft.form = Form::sown;
    draft.base = seed;
    draft.valuation = valuation;
    Ref found;
    return find(draft, found) ? found : add(draft);
}

bool Construction::find_sown(std::uint32_t seed, Ref &found) const noexcept {
    Draft draft{};
    draft.form = Form::sown;
    draft.base = seed;
    return find(draft, found);
}

Ref Construction::assigned(Ref base, std::uint32_t owner, Range chain, std::uint32_t fluent,
                           Value value) {
    Draft draft{};
    draft.form = Form::assigned;
    draft.base = base.bits;
    draft.owner = owner;
    draft.chain = chain;
    draft.fluent = fluent;
    draft.value = value;
    draft.valuation = valuation(base);
    Ref found;
    if (chain.count == 0) {
        const Value *values = canon_.values(draft.valuation);
        if (values[fluent] == value) {
            return base;
        }
        if (find(draft, found)) {
            return found;
        }
        std::copy_n(values, values_.size(), values_.begin());
        values_[fluent] = value;
        draft.valuation = canon_.valuation_of(values_.data());
        draft.change = Change::some;
        return add(draft);
    }
    draft.change = Change::open;
    return find(draft, found) ? found : add(draft);
}

Ref Construction::add(const Draft &draft) {
    if (failed_ || drafts_.size() >= most_drafts) {
        failed_ = true;
        if (!drafts_.empty()) {
            return Ref::draft(0);
        }
    }
    const auto index = static_cast<std::uint32_t>(drafts_.size());
    minds_.insert(minds_.end(), canon_.character_count(), not_asked);
    drafts_.push_back(draft);
    drafts_.back().order = unvisited;
    drafts_.back().result = no_state;
    if (drafts_.size() > few_drafts) {
        grow_slots();
    }
    return Ref::draft(index);
}

bool Construction::same_key(const Draft &left, const Draft &right) noexcept {
    if (left.form != right.form || left.base != right.base) {
        return false;
    }
    return left.form == Form::sown ||
           (left.owner == right.owner && left.fluent == right.fluent &&
            left.value == right.value && left.chain.count == right.chain.count &&
            (left.chain.first == right.chain.first || left.chain.count == 0));
}

std::uint64_t Construction::key_hash(const Draft &draft) const noexcept {
    if (draft.form == Form::sown) {
        return mixed(draft.base);
    }
    const std::uint32_t key[] = {draft.base,       draft.owner,  draft.fluent,
                                 draft.value,      draft.chain.count,
                                 draft.chain.count ? draft.chain.first : 0};
    return hash_of(key, std::size(key));
}

bool Construction::find(const Draft &draft, Ref &found) const noexcept {
    if (slots_.empty()) {
        for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
            if (same_key(drafts_[i], draft)) {
                found = Ref::draft(i);
                return true;
            }
        }
        return false;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = key_hash(draft) & mask; slots_[slot] != empty_slot;
         slot = (slot + 1) & mask) {
        if (same_key(drafts_[slots_[slot]], draft)) {
            found = Ref::draft(slots_[slot]);
            return true;
        }
    }
    return false;
}

// Enters the last draft, or all of them where the table is new or too small.
void Construction::grow_slots() {
    std::size_t first = drafts_.size() - 1;
    if (drafts_.size() * 2 > slots_.size()) {
        slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), empty_slot);
        first = 0;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = first; i < drafts_.size(); ++i) {
        std::size_t slot = key_hash(drafts_[i]) & mask;
        while (slots_[slot] != empty_slot) {
            slot = (slot + 1) & mask;
        }
        slots_[slot] = static_cast<std::uint32_t>(i);
    }
}

std::uint32_t Construction::valuation(Ref ref) const noexcept {
    return ref.is_draft() ? drafts_[ref.index()].valuation : canon_.valuation(ref.state());
}

Ref Construction::mind(Ref ref, std::uint32_t character) {
    if (!ref.is_draft()) {
        return Ref::of(canon_.believed(ref.state(), character));
    }
    const std::size_t slot = std::size_t{ref.index()} * canon_.character_count() + character;
    if (minds_[slot] != not_asked || failed_) {
        return failed_ ? ref : minds_[slot];
    }
    if (++depth_ > most_depth) {
        failed_ = true;
        return ref;
    }
    const Draft &draft = drafts_[ref.index()];
    const Ref found = draft.form == Form::sown ? source_->mind(draft.base, character)
                                               : told_mind(ref.index(), character);
    --depth_;
    minds_[slot] = found;
    return found;
}

// Along the chain the change goes inwards; beside it, whoever's mind it is knows of it.
Ref Construction::told_mind(std::uint32_t index, std::uint32_t character) {
    const Draft draft = drafts_[index];  // a copy: drafts_ may grow
    const Ref base{draft.base};
    const bool on_chain =
        draft.chain.count > 0 && character == world_.chain_characters[draft.chain.first];
    if (!on_chain && (character != draft.owner || (draft.chain.count > 0 && !changes(index)))) {
        return mind(base, character);
    }
    const Range rest{draft.chain.first + 1, draft.chain.count - 1};
    return assigned(mind(base, character), character, on_chain ? rest : draft.chain, draft.fluent,
                    draft.value);
}

bool Construction::changes(std::uint32_t index) {
    const Draft draft = drafts_[index];
    if (draft.change == Change::being_decided || failed_) {
        failed_ = true;  // the answer depends on itself
        return false;
    }
    if (draft.change == Change::open) {
        drafts_[index].change = Change::being_decided;
        const bool changed = read(Ref{draft.base}, draft.chain, draft.fluent) != draft.value;
        drafts_[index].change = changed ? Change::some : Change::none;
    }
    return drafts_[index].change == Change::some;
}

// Whether the draft's assignment can reach the end of the path: the path is its chain, where the
// owner and each character on it may occur several times in a row.
bool Construction::may_change(const Draft &draft, Range path) const noexcept {
    const std::uint32_t *chain = world_.chain_characters.data() + draft.chain.first;
    std::uint32_t passed = 0;
    std::uint32_t current = draft.owner;
    for (std::uint32_t i = 0; i < path.count; ++i) {
        const std::uint32_t character = world_.chain_characters[path.first + i];
        if (passed < draft.chain.count && character == chain[passed]) {
            current = character;
            ++passed;
        } else if (character != current) {
            return false;
        }
    }
    return passed == draft.chain.count;
}

// Looks through assignments that do not matter here, so that reading a mind that is still being
// told asks for as little of it as possible.
Value Construction::read(Ref ref, Range path, std::uint32_t fluent) {
    if (++depth_ > most_depth) {
        failed_ = true;
    }
    while (path.count > 0 && !failed_) {
        if (fuel_-- == 0) {
            failed_ = true;
            fuel_ = 0;
            break;
        }
        if (ref.is_draft() && drafts_[ref.index()].form == Form::assigned) {
            const Draft &draft = drafts_[ref.index()];
            if (draft.fluent != fluent || !may_change(draft, path)) {
                ref = Ref{draft.base};
                continue;
            }
            if (draft.chain.count == path.count) {
                --depth_;
                return draft.value;
            }
            if (draft.chain.count > 0 && !changes(ref.index())) {
                ref = Ref{drafts_[ref.index()].base};
                continue;
            }
        }
        ref = mind(ref, world_.chain_characters[path.first]);
        path = {path.first + 1, path.count - 1};
    }
    --depth_;
    return failed_ ? unknown : canon_.values(valuation(ref))[fluent];
}

// Passes over assignments that change nothing.
Ref Construction::resolved(Ref ref) {
    while (!failed_ && ref.is_draft()) {
        const Draft &draft = drafts_[ref.index()];
        if (draft.form == Form::sown || draft.chain.count == 0 || changes(ref.index())) {
            break;
        }
        ref = Ref{drafts_[ref.index()].base};
    }
    return ref;
}

// Tarjan's algorithm, without recursion.
StateId Construction::solve(Ref root) {
    root = resolved(root);
    if (failed_) {
        return no_state;
    }
    if (!root.is_draft()) {
        return root.state();
    }
    visit(root.index());
    while (!frames_.empty()) {
        Frame &frame = frames_.back();
        const std::uint32_t index = frame.draft;
        if (frame.next == canon_.character_count()) {
            frames_.pop_back();
            if (!frames_.empty()) {
                Draft &outer = drafts_[frames_.back().draft];
                outer.low = std::min(outer.low, drafts_[index].low);
            }
            if (drafts_[index].low == drafts_[index].order) {
                close(index);
            }
            continue;
        }
        const std::uint32_t character = frame.next++;
        const Ref ref = resolved(mind(Ref::draft(index), character));
        if (failed_) {
            return no_state;
        }
        minds_[std::size_t{index} * canon_.character_count() + character] = ref;
        if (!ref.is_draft() || drafts_[ref.index()].result != no_state) {
            continue;
        }
        if (drafts_[ref.index()].order == unvisited) {
            visit(ref.index());
        } else {
            drafts_[index].low = std::min(drafts_[index].low, drafts_[ref.index()].order);
        }
    }
    return drafts_[root.index()].result;
}

void Construction::visit(std::uint32_t index) {
    drafts_[index].order = drafts_[index].low = next_order_++;
    open_.push_back(index);
    frames_.push_back({index, 0});
}

// The drafts from `index` on in open_ are one component, and all it believes outside is solved.
void Construction::close(std::uint32_t index) {
    const std::uint32_t characters = canon_.character_count();
    const std::size_t width = std::size_t{1} + characters;
    const auto first = static_cast<std::size_t>(
        std::find(open_.rbegin(), open_.rend(), index).base() - open_.begin() - 1);
    const std::size_t count = open_.size() - first;
    for (std::size_t i = 0; i < count; ++i) {
        drafts_[open_[first + i]].low = static_cast<std::uint32_t>(i);  // its place inside
    }
    rows_.resize(count * width);
    bool cyclic = false;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t draft = open_[first + i];
        std::uint32_t *row = &rows_[i * width];
        *row++ = drafts_[draft].valuation;
        for (std::uint32_t c = 0; c < characters; ++c) {
            const Ref ref = minds_[std::size_t{draft} * characters + c];
            if (!ref.is_draft()) {
                *row++ = ref.state().index;
            } else if (drafts_[ref.index()].result != no_state) {
                *row++ = drafts_[ref.index()].result.index;
            } else {
                *row++ = Canon::inside | drafts_[ref.index()].low;
                cyclic = true;
            }
        }
    }
    if (cyclic) {
        ids_.resize(count);
        canon_.cyclic(rows_, count, ids_);
        for (std::size_t i = 0; i < count; ++i) {
            drafts_[open_[first + i]].result = ids_[i];
        }
    } else {
        drafts_[index].result = canon_.plain(rows_.data());
    }
    open_.resize(first);
}

std::size_t Construction::bytes() const noexcept {
    return drafts_.capacity() * sizeof(Draft) +
           (minds_.capacity() + slots_.capacity() + rows_.capacity()) * sizeof(std::uint32_t);
}

}  // namespace dramaturge
