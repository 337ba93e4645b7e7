#include "layout.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace dramaturge {

namespace {

constexpr std::uint32_t word_bits = 32;

std::uint32_t bits_for(const GroundWorld &world) {
    const auto constants = static_cast<std::uint32_t>(world.numbers.size());
    return std::min(word_bits, static_cast<std::uint32_t>(std::bit_width(constants)) + 2);
}

}  // namespace

Layout::Layout(const GroundWorld &world) : Layout(world, bits_for(world)) {}

// Widest fields first, each into the first word with room.
Layout::Layout(const GroundWorld &world, std::uint32_t number_bits)
    : number_bits_(number_bits), fields_(world.fluent_count()) {
    const auto width_of = [&](std::uint32_t fluent) {
        switch (world.fluents[fluent]) {
            case Kind::boolean:
                return std::uint32_t{1};
            case Kind::number:
                return number_bits;
            case Kind::entity:
                break;
        }
        return std::max(1U, static_cast<std::uint32_t>(std::bit_width(world.entity_count)));
    };
    std::vector<std::uint32_t> order(fields_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        return width_of(left) > width_of(right);
    });
    std::vector<std::uint32_t> used(1, 0);
    for (const std::uint32_t fluent : order) {
        const std::uint32_t bits = width_of(fluent);
        std::uint32_t word = 0;
        while (used[word] + bits > word_bits) {
            if (++word == used.size()) {
                used.push_back(0);
            }
        }
        fields_[fluent] = {word, used[word], static_cast<Word>((std::uint64_t{1} << bits) - 1)};
        used[word] += bits;
    }
    width_ = used.size();
}

void Layout::pack(const Value *values, Word *words) const noexcept {
    std::fill_n(words, width_, 0U);
    for (std::uint32_t fluent = 0; fluent < fields_.size(); ++fluent) {
        words[fields_[fluent].word] |= values[fluent] << fields_[fluent].shift;
    }
}

void Layout::unpack(const Word *words, Value *values) const noexcept {
    for (std::uint32_t fluent = 0; fluent < fields_.size(); ++fluent) {
        values[fluent] = get(words, fluent);
    }
}

}  // namespace dramaturge
