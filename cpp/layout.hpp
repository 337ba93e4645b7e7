// Where each fluent's value stands in a packed valuation.
//
// A valuation is a row of words; each fluent has a field of as many bits as its values need, within
// one word. Numbers are indices that grow in the course of a search: a layout says how many bits
// it has for them, and whoever meets a number that does not fit makes a wider layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"

namespace dramaturge {

using Word = std::uint32_t;

class Layout {
public:
    // As few bits for numbers as the constants of the world need, with some to spare.
    explicit Layout(const GroundWorld &world);
    Layout(const GroundWorld &world, std::uint32_t number_bits);

    std::size_t fluent_count() const noexcept { return fields_.size(); }

    // Words of a valuation, at least 1.
    std::size_t width() const noexcept { return width_; }
    std::uint32_t number_bits() const noexcept { return number_bits_; }

    Value get(const Word *words, std::uint32_t fluent) const noexcept {
        const Field field = fields_[fluent];
        return (words[field.word] >> field.shift) & field.most;
    }
    // The value must fit.
    void set(Word *words, std::uint32_t fluent, Value value) const noexcept {
        const Field field = fields_[fluent];
        Word &word = words[field.word];
        word = (word & ~(field.most << field.shift)) | (value << field.shift);
    }
    bool fits(std::uint32_t fluent, Value value) const noexcept {
        return value <= fields_[fluent].most;
    }

    // For compiling: the fluent has the value iff (words[word] & mask) == bits.
    struct Pattern {
        std::uint32_t word;
        Word mask;
        Word bits;
    };
    Pattern pattern(std::uint32_t fluent, Value value) const noexcept {
        const Field field = fields_[fluent];
        return {field.word, field.most << field.shift, value << field.shift};
    }

    void pack(const Value *values, Word *words) const noexcept;
    void unpack(const Word *words, Value *values) const noexcept;

    std::size_t bytes() const noexcept { return fields_.capacity() * sizeof(Field); }

private:
    struct Field {
        std::uint32_t word = 0;
        std::uint32_t shift = 0;
        Word most = 0;  // the greatest value
    };
    std::uint32_t number_bits_;
    std::size_t width_ = 1;
    std::vector<Field> fields_;
};

}  // namespace dramaturge
