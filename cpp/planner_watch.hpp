// Limits of a search, looked at often and cheaply.
//
// A search is a deep mutual recursion (reasons within reasons), so a limit unwinds it by an
// exception thrown once: threading a flag through every level would cost more and read worse. All
// tables store only finished answers, so they stay right after a stop.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace dramaturge {

enum class Stop : std::uint8_t { time, memory, states, effort, cancelled };

struct Stopped {
    Stop reason;
};

// Thrown likewise when a question took more than the effort it was worth.
struct TooDear {};

// Bytes of memory the process occupies; 0 where the system does not say.
std::size_t resident_bytes();

// Freed memory goes back to the system, where the C library does not see to that by itself.
void give_back_memory() noexcept;

class Watch {
public:
    struct Limits {
        double seconds;        // infinity: none
        std::size_t bytes;     // growth of the process; SIZE_MAX: none
        std::size_t states;    // SIZE_MAX: none
        std::uint64_t effort = UINT64_MAX;  // ticks; UINT64_MAX: no limit
        std::size_t resident = resident_bytes();  // what the process holds before it all begins
    };

    // states, bytes: what the search holds now; where the system tells what the process holds,
    // the larger of both counts. pulse: called some thirty times a second; false cancels.
    Watch(Limits limits, std::function<std::size_t()> states, std::function<std::size_t()> bytes,
          std::function<bool()> pulse);

    // To be called for every small piece of work; throws Stopped. The states are counted each time,
    // so that where a search ends does not depend on luck.
    void tick() {
        ++ticks_;
        if (limits_.states != SIZE_MAX && states_() > limits_.states) throw Stopped{Stop::states};
        if (ticks_ > limits_.effort) throw Stopped{Stop::effort};
        if ((ticks_ & 63) == 0 && is_too_dear()) throw TooDear{};
        if (ticks_ >= next_look_) look();
    }

    // Looks at the clock and everything else now; throws Stopped.
    void check() { look(true); }

    // Looks at the memory alone, however little was done since the last look; throws Stopped. For
    // tables that are made in one go, and are large where the world is.
    void check_memory() const {
        if (bytes() > limits_.bytes) throw Stopped{Stop::memory};
    }

    // Whether so much memory may be taken at once.
    bool admits(std::size_t bytes) const;

    // From now on, TooDear is thrown after so many more ticks, or where it would have been before
    // if that is sooner. Gives what has to be handed to restore(). Counted in ticks, not time, so
    // that answers do not depend on luck.
    std::uint64_t restrict(std::uint64_t ticks) noexcept {
        const std::uint64_t before = last_tick_;
        last_tick_ = std::min(before, ticks < UINT64_MAX - ticks_ ? ticks_ + ticks : UINT64_MAX);
        return before;
    }
    void restore(std::uint64_t before) noexcept { last_tick_ = before; }

    // TooDear is thrown likewise after so many more states; SIZE_MAX: not for states. Where minds
    // differ much a tick makes a hundred of them, and takes a hundred times as long.
    void restrict_states(std::size_t states) {
        const std::size_t now = states_();
        last_state_ = states < SIZE_MAX - now ? now + states : SIZE_MAX;
    }
    bool is_too_dear() const {
        return ticks_ > last_tick_ || (last_state_ != SIZE_MAX && states_() > last_state_);
    }
    std::uint64_t ticks() const noexcept { return ticks_; }

    // So many ticks more count as effort, but not as ticks.
    void charge(std::uint64_t ticks) noexcept {
        if (limits_.effort == UINT64_MAX) return;
        limits_.effort -= std::min(ticks, limits_.effort - std::min(limits_.effort, ticks_));
    }

    // While it lives, what is done does not count as effort (see Limits).
    class Free {
    public:
        explicit Free(Watch &watch)
            : watch_(watch), limit_(watch.limits_.effort), begun_(watch.ticks_) {
            watch_.limits_.effort = UINT64_MAX;
        }
        ~Free() {
            const std::uint64_t spent = watch_.ticks_ - begun_;
            watch_.limits_.effort = limit_ < UINT64_MAX - spent ? limit_ + spent : UINT64_MAX;
        }
        Free(const Free &) = delete;

    private:
        Watch &watch_;
        std::uint64_t limit_;
        std::uint64_t begun_;
    };

    // To be called before so much memory is taken at once; throws Stopped.
    void admit(std::size_t bytes);

    // Makes the vector able to hold so many items, asking first; it doubles where memory allows.
    template <class Item>
    void make_room(std::vector<Item> &items, std::size_t count) {
        if (count <= items.capacity()) return;
        std::size_t room = std::max(count, items.capacity() * 2);
        if (!admits(room * sizeof(Item))) room = std::max(count, items.capacity() / 4 * 5);
        admit(room * sizeof(Item));
        items.reserve(room);
    }

    // After a stop, to use what is there: a little more memory, and so much more time, `most` of it
    // only as far as the limit allows.
    void grant(double least, double most);

    // Lifts all limits.
    void lift();

    double seconds() const;
    std::size_t bytes() const;  // held now

private:
    using Clock = std::chrono::steady_clock;

    void look(bool now = false);

    // Ticks between two looks: many where they are short, few where one may take milliseconds.
    static constexpr std::uint64_t most_ticks = 64;

    Limits limits_;
    std::function<std::size_t()> states_;
    std::function<std::size_t()> bytes_;
    std::function<bool()> pulse_;
    std::uint64_t ticks_ = 0;
    std::uint64_t last_tick_ = UINT64_MAX;
    std::size_t last_state_ = SIZE_MAX;
    std::uint64_t ticks_between_ = most_ticks;
    std::uint64_t next_look_ = most_ticks;
    std::size_t resident_at_start_;
    Clock::time_point start_;
    Clock::time_point glanced_;  // at the clock alone
    Clock::time_point looked_;
    Clock::time_point pulsed_;
};

}  // namespace dramaturge
