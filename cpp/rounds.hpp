// The ways of searching, in one list: what each leaves out, and so what its answers prove.
//
// A strategy is a run of rounds, from hopeful to certain. An incomplete round can find a story, which
// is then proved like any other, but never say that there is none; only an optimal one says that no
// story is shorter.
#pragma once

#include <cstdint>
#include <span>

namespace dramaturge {

struct Round {
    const char *name;
    const char *doing;      // in words, for whoever waits
    bool novelty;           // leaves out real states that show no new pair of values
    bool exact;             // weighs all plans in minds, not just the shortest
    bool complete;          // misses no story within the limits
    bool optimal;           // what it finds first is a shortest story within the limits
};

// Few real states, and only the shortest plans in minds: finds most stories at once.
inline constexpr Round novel_round{
    .name = "novel",
    .doing = "trying whatever brings something new",
    .novelty = true,
    .exact = false,
    .complete = false,
    .optimal = false,
};

// All real states; still only the shortest plans.
inline constexpr Round direct_round{
    .name = "direct",
    .doing = "trying everything that has a simple reason",
    .novelty = false,
    .exact = false,
    .complete = false,
    .optimal = false,
};

// The definition. Ends with a shortest story, or with the proof that there is none.
inline constexpr Round complete_round{
    .name = "complete",
    .doing = "trying everything, short stories first",
    .novelty = false,
    .exact = true,
    .complete = true,
    .optimal = true,
};

// What is asked for.
enum class Aim : std::uint8_t {
    any,       // a story; the first one will do
    shortest,  // better and better ones, until it is proved that none is shorter
    refute,    // the proof that there is none, or a story that refutes that
    several,   // different ones
};

// Round after round until one gives an answer, or one that is complete has ended. shortest: each
// goes on with fewer acts allowed until it finds nothing more. several: likewise until enough
// stories are there.
inline std::span<const Round> rounds_for(Aim aim) {
    static constexpr Round hopeful_first[] = {novel_round, direct_round, complete_round};
    static constexpr Round certain_only[] = {complete_round};
    if (aim == Aim::refute) return certain_only;
    return hopeful_first;
}

}  // namespace dramaturge
