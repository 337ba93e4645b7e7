// A set of fluents that grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ground_world.hpp"
#include "reads.hpp"

namespace dramaturge {

class FluentSet {
public:
    explicit FluentSet(const GroundWorld &world) : world_(world), in_(world.fluent_count(), 0) {}

    bool contains(std::uint32_t fluent) const noexcept { return in_[fluent] != 0; }
    std::size_t size() const noexcept { return size_; }
    const std::vector<char> &flags() const noexcept { return in_; }  // [fluent]

    void add(std::uint32_t fluent) {
        if (in_[fluent] == 0) ++size_;
        in_[fluent] = 1;
    }
    // What it reads of the state itself; beliefs aside.
    void add_condition(std::uint32_t condition) {
        auto add = [this](Read read) { add_read(read); };
        for_each_read(world_, condition, add);
    }
    void add_term(std::uint32_t term) {
        auto add = [this](Read read) { add_read(read); };
        for_each_read_of_term(world_, term, add);
    }

private:
    void add_read(Read read) {
        if (world_.chain(read.chain).empty()) add(read.fluent);
    }

    const GroundWorld &world_;
    std::vector<char> in_;
    std::size_t size_ = 0;
};

}  // namespace dramaturge
