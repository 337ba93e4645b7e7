// All canonical states: those that stay, and those that an event only passes through.
//
// Kept states have settled: no trigger applies in them or in any mind in them. They are what callers
// see. Passing states are needed while one successor is computed (minds repaired in surprise; long
// runs of triggers) and are forgotten afterwards. Both kinds together have one id per meaning: what is
// kept is found first.
#pragma once

#include <cstdint>
#include <span>

#include "canon.hpp"
#include "evaluation.hpp"
#include "ids.hpp"

namespace dramaturge {

class States final : public Minds {
public:
    // Keeps a reference to `memory`, which counts the kept states alone.
    States(std::size_t words, std::uint32_t character_count, Memory &memory)
        : character_count_(character_count),
          passing_memory_(memory.capacity()),
          kept_(words, character_count, 0, memory),
          passing_(words, character_count, first_passing, passing_memory_) {}

    std::uint32_t character_count() const noexcept { return character_count_; }
    const Canon &kept() const noexcept { return kept_; }
    static bool is_passing(StateId state) noexcept { return state.index >= first_passing; }

    static std::uint32_t passing_index(StateId state) noexcept {
        return state.index - first_passing;
    }

    StateId believed(StateId state, std::uint32_t character) const noexcept {
        return canon_of(state).believed(state, character);
    }
    const Word *words(StateId state) const noexcept { return canon_of(state).words(state); }
    View view(StateId state) noexcept { return {words(state), state.index, this}; }

    const Word *words_at(std::uint32_t at, std::span<const std::uint32_t> chain) override {
        StateId state{at};
        for (const std::uint32_t character : chain) {
            state = believed(state, character);
        }
        return words(state);
    }

    // Gives the component ids, new ones where it is new. keep: among kept states; it must have
    // settled and lead to such states alone.
    void intern(Component &component, bool keep) {
        if (kept_.find(component)) {
            return;
        }
        if (keep) {
            kept_.add(component);
        } else if (!passing_.find(component)) {
            passing_.add(component);
        }
    }

    void forget_passing() noexcept { passing_.clear(); }

    // See Canon; there must be no passing states.
    void repack(const Layout &from, const Layout &to) {
        kept_.repack(from, to);
        passing_.repack(from, to);  // cannot fail: it is empty
    }

    std::size_t passing_bytes() const noexcept { return passing_memory_.held(); }

private:
    static constexpr std::uint32_t first_passing = 0x40000000U;  // see most_numbers

    const Canon &canon_of(StateId state) const noexcept {
        return is_passing(state) ? passing_ : kept_;
    }

    std::uint32_t character_count_;
    Memory passing_memory_;
    Canon kept_;
    Canon passing_;
};

}  // namespace dramaturge
