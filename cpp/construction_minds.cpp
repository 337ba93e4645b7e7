// The minds of drafts, asked for one by one.

#include "construction.hpp"

namespace dramaturge {

namespace {

constexpr std::uint32_t most_depth = 2'000;

}  // namespace

Ref Construction::mind(Ref ref, std::uint32_t character) {
    if (!ref.is_draft()) {
        return Ref::of(states_.believed(ref.state(), character));
    }
    const std::size_t slot = std::size_t{ref.index()} * states_.character_count() + character;
    if (minds_[slot] != not_asked || failed_) {
        return failed_ ? ref : minds_[slot];
    }
    if (++depth_ > most_depth) {
        failed_ = true;
        return ref;
    }
    const Draft &draft = drafts_[ref.index()];
    Ref found = ref;
    switch (draft.form) {
        case Form::told:
            found = source_->mind(draft.key, draft.value, character);
            break;
        case Form::assigned:
            found = assigned_mind(ref.index(), character);
            break;
        case Form::copy:
            found = Ref::of(states_.believed(draft.key.base.state(), character));
            break;
    }
    --depth_;
    minds_[slot] = found;
    return found;
}

const Word *Construction::words_at(std::uint32_t at, std::span<const std::uint32_t> chain) {
    Ref ref{at};
    for (const std::uint32_t character : chain) {
        ref = mind(ref, character);
    }
    return words(ref);
}

// Along the chain the change goes inwards; beside it, whoever's mind it is knows of it.
Ref Construction::assigned_mind(std::uint32_t index, std::uint32_t character) {
    const Draft draft = drafts_[index];  // a copy: drafts_ may grow
    const auto [owner, fluent, base] = draft.key;
    const bool on_chain =
        draft.chain.count > 0 && character == world_.chain_characters[draft.chain.first];
    if (!on_chain && (character != owner || (draft.chain.count > 0 && !changes(index)))) {
        return mind(base, character);
    }
    const Range rest{draft.chain.first + 1, draft.chain.count - 1};
    return assigned(mind(base, character), character, on_chain ? rest : draft.chain, fluent,
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
        const bool changed = read(draft.key.base, draft.chain, draft.key.event) != draft.value;
        drafts_[index].change = changed ? Change::some : Change::none;
    }
    return drafts_[index].change == Change::some;
}

// Whether the draft's assignment can reach the end of the path: the path is its chain, where the
// owner and each character on it may occur several times in a row.
bool Construction::may_change(const Draft &draft, Range path) const noexcept {
    const std::uint32_t *chain = world_.chain_characters.data() + draft.chain.first;
    std::uint32_t passed = 0;
    std::uint32_t current = draft.key.topic;
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
            if (draft.key.event != fluent || !may_change(draft, path)) {
                ref = draft.key.base;
                continue;
            }
            if (draft.chain.count == path.count) {
                --depth_;
                return draft.value;
            }
            if (draft.chain.count > 0 && !changes(ref.index())) {
                ref = drafts_[ref.index()].key.base;
                continue;
            }
        }
        ref = mind(ref, world_.chain_characters[path.first]);
        path = {path.first + 1, path.count - 1};
    }
    --depth_;
    return failed_ ? unknown : layout_.get(words(ref), fluent);
}

Ref Construction::resolved(Ref ref) {
    while (!failed_ && ref.is_draft()) {
        const Draft &draft = drafts_[ref.index()];
        if (draft.form != Form::assigned || draft.chain.count == 0 || changes(ref.index())) {
            return ref;
        }
        ref = drafts_[ref.index()].key.base;
    }
    return ref.is_draft() || ref.is_kept() ? ref : copied(ref.state());
}

Ref Construction::resolved_mind(std::uint32_t draft, std::uint32_t character) {
    const Ref ref = resolved(mind(Ref::draft(draft), character));
    minds_[std::size_t{draft} * states_.character_count() + character] = ref;
    return ref;
}

}  // namespace dramaturge
