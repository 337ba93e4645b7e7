#include "construction.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>

namespace dramaturge {

namespace {

// Far more than a state may have minds (docs/semantics.md 5.4): drafts may mean the same.
constexpr std::uint32_t most_drafts = 400'000;
constexpr std::uint32_t most_steps = 5'000'000;
constexpr std::uint32_t many_drafts = 20'000;  // are more than is kept room for
constexpr std::uint32_t few_drafts = 12;  // are searched one by one
constexpr std::size_t block_valuations = 64;
constexpr std::uint32_t empty_slot = UINT32_MAX;

}  // namespace

Construction::Construction(const GroundWorld &world, const Layout &layout, States &states,
                           Origins &origins)
    : world_(world), layout_(layout), states_(states), origins_(origins) {}

void Construction::start(MindSource *source) {
    if (drafts_.size() > many_drafts) {
        give_back();
    }
    source_ = source;
    failed_ = false;
    fuel_ = most_steps;
    depth_ = 0;
    walks_ = solves_ = 0;
    blanks_ = 0;
    drafts_.clear();
    minds_.clear();
    slots_.clear();
}

void Construction::give_back() {
    const auto empty = [](auto &room) { room = std::remove_reference_t<decltype(room)>(); };
    empty(drafts_);
    empty(minds_);
    empty(slots_);
    empty(blocks_);
    empty(component_);
}

Word *Construction::blank() {
    const std::size_t block = blanks_ / block_valuations;
    const std::size_t width = layout_.width();
    if (block == blocks_.size()) {
        blocks_.push_back(std::make_unique_for_overwrite<Word[]>(block_valuations * width));
    }
    return blocks_[block].get() + (blanks_++ % block_valuations) * width;
}

// Drafts and their keys.

bool Construction::find(Key key, Ref &found) const noexcept {
    Draft draft{};
    draft.form = Form::told;
    draft.key = key;
    return find(draft, found);
}

Ref Construction::told(Key key, const Word *words, Origin origin, std::uint32_t note) {
    Draft draft{};
    draft.form = Form::told;
    draft.key = key;
    draft.words = words;
    draft.origin = origin;
    draft.value = note;
    return add(draft);
}

Ref Construction::assigned(Ref base, std::uint32_t owner, Range chain, std::uint32_t fluent,
                           Value value) {
    Draft draft{};
    draft.form = Form::assigned;
    draft.key = {owner, fluent, base};
    draft.chain = chain;
    draft.value = value;
    draft.words = words(base);
    Ref found;
    if (chain.count == 0) {
        if (layout_.get(draft.words, fluent) == value) {
            return base;
        }
        if (find(draft, found)) {
            return found;
        }
        Word *changed = blank();
        std::copy_n(draft.words, layout_.width(), changed);
        layout_.set(changed, fluent, value);
        draft.words = changed;
        draft.change = Change::some;
        draft.origin = origins_.after_assignment(origin_of(base), owner, chain, fluent, value);
        return add(draft);
    }
    if (find(draft, found)) {
        return found;
    }
    draft.change = Change::open;
    draft.origin = origins_.after_assignment(origin_of(base), owner, chain, fluent, value);
    return add(draft);
}

Ref Construction::copied(StateId passing) {
    Draft draft{};
    draft.form = Form::copy;
    draft.key = {0, 0, Ref::of(passing)};
    draft.words = states_.words(passing);
    draft.origin = origins_.of(passing);
    Ref found;
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
    minds_.insert(minds_.end(), states_.character_count(), not_asked);
    drafts_.push_back(draft);
    if (drafts_.size() > few_drafts) {
        grow_slots();
    }
    return Ref::draft(index);
}

bool Construction::same_key(const Draft &left, const Draft &right) noexcept {
    if (left.form != right.form || left.key != right.key) {
        return false;
    }
    return left.form != Form::assigned ||
           (left.value == right.value && left.chain.count == right.chain.count &&
            (left.chain.first == right.chain.first || left.chain.count == 0));
}

std::uint64_t Construction::key_hash(const Draft &draft) const noexcept {
    const bool assigned = draft.form == Form::assigned;
    const std::uint32_t key[] = {draft.key.topic,
                                 draft.key.event,
                                 draft.key.base.bits,
                                 assigned ? draft.value : 0,
                                 assigned ? draft.chain.count : 0,
                                 assigned && draft.chain.count > 0 ? draft.chain.first : 0};
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

std::size_t Construction::bytes() const noexcept {
    return drafts_.capacity() * sizeof(Draft) +
           (minds_.capacity() + slots_.capacity() + component_.rows.capacity()) * sizeof(Word) +
           blocks_.size() * block_valuations * layout_.width() * sizeof(Word);
}

}  // namespace dramaturge
