// Which events may happen as hopes grow (see relaxation.hpp), found without trying all of them.
//
// A precondition is a list of tests. Hopes only grow, so a test that has held goes on holding: each
// event waits at the first test that does not hold yet, and is looked at again only when a fluent of
// that test grows (watched literals). Events with the same first test wait there together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ground_world.hpp"
#include "relaxation.hpp"

namespace dramaturge {

class Watched {
public:
    explicit Watched(const GroundWorld &world);

    // The next event, numbered in this order, may happen where this condition may hold.
    void add(std::uint32_t precondition);

    // Starts anew from these hopes, which must stay where they are: they are read again when
    // grown() tells so. `found` gets the events that may happen at once.
    void begin(std::span<const Hope> hopes, std::vector<std::uint32_t> &found);

    // A fluent may be more than before; `found` gets the events that may happen now and could not
    // before.
    void grown(std::uint32_t fluent, std::vector<std::uint32_t> &found);

    bool may_happen(std::uint32_t event) const noexcept { return next_[event] == done; }

private:
    static constexpr std::uint32_t done = UINT32_MAX;

    // mask: the values of the fluent that are asked for; 0: a condition of another kind.
    struct Test {
        std::uint32_t at;  // fluent, or condition
        std::uint64_t mask;
    };
    struct Group {
        Test first;
        std::vector<std::uint32_t> events;
    };
    struct Waiting {
        std::uint32_t event;
        std::uint32_t test;
    };

    void add_tests(std::uint32_t condition);
    bool holds(const Test &test) const;
    std::span<const std::uint32_t> fluents_of(const Test &test);
    void open(const Group &group, std::vector<std::uint32_t> &found);
    void go_on(std::uint32_t event, std::uint32_t test, std::vector<std::uint32_t> &found);

    const GroundWorld &world_;
    std::vector<Test> tests_;            // of all events, one after the other
    std::vector<std::uint32_t> first_;   // [event] in tests_; and one more
    std::vector<Group> groups_;
    std::vector<std::uint32_t> free_;    // events without tests
    std::vector<std::vector<std::uint32_t>> groups_at_;                   // [fluent]
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> reads_;  // of conditions

    std::span<const Hope> hopes_;
    std::vector<char> is_open_;                    // [group]
    std::vector<std::uint32_t> next_;              // [event] the test it waits for, or done
    std::vector<std::vector<Waiting>> waiting_;    // [fluent]; outdated where next_ says otherwise
    std::vector<Waiting> looked_at_;
};

}  // namespace dramaturge
