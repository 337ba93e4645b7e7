// What the tables of one graph hold, and whether they may grow.
//
// Every table tells here before it takes memory and after it gave some back, with its whole
// capacity, so held() is exact but for the allocator's own bytes, and cheap. While a table is
// rebuilt larger, both copies count: a limit is asked about the peak, not about the outcome.
#pragma once

#include <cstddef>
#include <functional>
#include <new>
#include <utility>

namespace dramaturge {

// No number is left for one more state, valuation or number: the end of a graph, not a crash.
struct NumbersExhausted : std::bad_alloc {
    const char *what() const noexcept override { return "no numbers are left for more states"; }
};

// How many numbers each table of a graph, and of what is built on it, may give. Two bits of a number
// have other uses. Less than that only for tests, since nobody can wait for so many.
inline constexpr std::size_t most_numbers = 0x3fffffff;

class Memory {
public:
    explicit Memory(std::size_t capacity = most_numbers) : capacity_(capacity) {}

    std::size_t capacity() const noexcept { return capacity_; }

    // Called with the bytes that are about to be taken; what it throws is passed on and leaves the
    // graph as it was. Small growth is told in sums, so that asking may be dear.
    void ask_before_growth(std::function<void(std::size_t)> guard) {
        guard_ = std::move(guard);
        untold_ = 0;  // what was taken before is held
    }

    void take(std::size_t bytes) {
        untold_ += bytes;
        if (untold_ >= told_at_once && guard_) {
            const std::size_t wanted = untold_;
            untold_ -= bytes;
            guard_(wanted);
            untold_ = 0;
        }
        held_ += bytes;
    }
    void give_back(std::size_t bytes) noexcept { held_ -= bytes; }

    std::size_t held() const noexcept { return held_; }

private:
    static constexpr std::size_t told_at_once = std::size_t{1} << 18;
    std::size_t capacity_;
    std::function<void(std::size_t)> guard_;
    std::size_t held_ = 0;
    std::size_t untold_ = 0;
};

// Takes in its constructor and gives back unless kept: for growth in which something may throw.
class Taking {
public:
    Taking(Memory &memory, std::size_t bytes) : memory_(memory), bytes_(bytes) {
        memory_.take(bytes);
    }
    ~Taking() { memory_.give_back(bytes_); }
    Taking(const Taking &) = delete;
    Taking &operator=(const Taking &) = delete;
    void keep() noexcept { bytes_ = 0; }

private:
    Memory &memory_;
    std::size_t bytes_;
};

}  // namespace dramaturge
