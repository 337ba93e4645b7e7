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
    bool novelty;           // real states that show no new pair of values come late
    bool shares;            // looks for plans that minds share, however deep it looks into them
    bool exact;             // weighs all plans in minds, not just the shortest
    bool complete;          // misses no story within the limits
    bool optimal;           // what it finds first is a shortest story within the limits
};

// What brings something new is tried first and most; and only the shortest plans in minds.
inline constexpr Round novel_round{
    .name = "novel",
    .doing = "new things first",
    .novelty = true,
    .shares = false,
    .exact = false,
    .complete = false,
    .optimal = false,
};

// The same once more where that leads to nothing: deep in minds a shared plan is hardly ever what a
// story hangs on, but sometimes it is.
inline constexpr Round shared_round{
    .name = "shared",
    .doing = "plans that minds share",
    .novelty = true,
    .shares = true,
    .exact = false,
    .complete = false,
    .optimal = false,
};

// The definition. Ends with a shortest story, or with the proof that there is none.
inline constexpr Round complete_round{
    .name = "complete",
    .doing = "everything in turn",
    .novelty = false,
    .shares = true,
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

// Which of the rounds: all of them in turn; those that may miss a story; or those that miss none.
enum class Rounds : std::uint8_t { all, hopeful, certain };

// Round after round until one gives an answer, or one that is complete has ended. shortest: each
// goes on with fewer acts allowed until it finds nothing more. several: likewise until enough
// stories are there.
// deep: minds are looked into so deep that `novel` leaves out what they share.
inline std::span<const Round> rounds_for(Aim aim, Rounds rounds, bool deep) {
    static constexpr Round for_deep[] = {novel_round, shared_round, complete_round};
    static constexpr Round for_others[] = {novel_round, complete_round};
    const std::span<const Round> all = deep ? std::span<const Round>(for_deep) : for_others;
    if (aim == Aim::refute || rounds == Rounds::certain) return all.last(1);
    if (rounds == Rounds::hopeful) return all.first(all.size() - 1);
    return all;
}

}  // namespace dramaturge
