// Evaluates conditions and terms in a state.
//
// Conditions are compiled. What a conjunction demands of values, `fluent == value`, becomes one
// masked comparison per word of a packed valuation, for the state itself and for each chain of
// minds read; the cheap ones go first. Every other leaf is a test of its own. Tests have two exits,
// for yes and for no; conjunctions and disjunctions vanish into them, so that evaluating is a loop
// that runs from test to test until it leaves.
//
// Unknown is an ordinary value for == and !=; < and > with it are false; >= and <= with it mean ==.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ground_world.hpp"
#include "ids.hpp"
#include "layout.hpp"
#include "numbers.hpp"

namespace dramaturge {

// Finds the values in minds. `at` says whose state it is, in whatever way the reader numbers them.
class Minds {
public:
    virtual const Word *words_at(std::uint32_t at, std::span<const std::uint32_t> chain) = 0;

protected:
    ~Minds() = default;
};

// A state to read in: its packed values, and where its minds are.
struct View {
    const Word *words;
    std::uint32_t at;
    Minds *minds;  // may be null where no mind is read
};

class Evaluation {
public:
    // Keeps references: all three must outlive it.
    Evaluation(const GroundWorld &world, const Layout &layout, Numbers &numbers);

    // Takes over what was compiled for another layout, which must become this one's.
    void adopt(Evaluation &other) noexcept {
        tests_.swap(other.tests_);
        entries_.swap(other.entries_);
    }

    // The same for another layout.
    Evaluation recompiled(const Layout &layout) const { return {world_, layout, numbers_}; }

    const Layout &layout() const noexcept { return layout_; }

    // The condition must be one that an event, a term or Any refers to, or a leaf.
    bool holds(std::uint32_t condition, View view) const {
        std::uint32_t at = entries_[condition];
        while (at < not_compiled) {
            const Test &test = tests_[at];
            at = meets(test, view) ? test.yes : test.no;
        }
        return at == outcome_true;
    }

    bool is_always_true(std::uint32_t condition) const noexcept {
        return entries_[condition] == outcome_true;
    }

    Value read(Read read, View view) const {
        return layout_.get(words(read.chain, view), read.fluent);
    }

    // Of a term of any kind; may enter a new number.
    Value value(std::uint32_t term, View view);

    // Of a number; NaN for unknown.
    double number(std::uint32_t term, View view) const;

    std::size_t bytes() const noexcept;

private:
    enum class Form : std::uint8_t { own, believed, leaf };
    struct Test {
        Form form;
        std::uint32_t chain;  // believed
        std::uint32_t word;   // own, believed: (words[word] & mask) == bits; leaf: the condition
        Word mask;
        Word bits;
        std::uint32_t yes;  // the next test, or an outcome
        std::uint32_t no;
    };
    struct Demands;
    static constexpr std::uint32_t outcome_true = UINT32_MAX;
    static constexpr std::uint32_t outcome_false = UINT32_MAX - 1;
    static constexpr std::uint32_t not_compiled = UINT32_MAX - 2;

    const Word *words(std::uint32_t chain, View view) const {
        return chain == 0 ? view.words : view.minds->words_at(view.at, world_.chain(chain));
    }
    bool meets(const Test &test, View view) const {
        switch (test.form) {
            case Form::own:
                return (view.words[test.word] & test.mask) == test.bits;
            case Form::believed:
                return (words(test.chain, view)[test.word] & test.mask) == test.bits;
            case Form::leaf:
                break;
        }
        return leaf_holds(world_.conditions[test.word], view);
    }

    void compile();
    void compile(std::uint32_t condition);
    std::uint32_t compile(std::uint32_t condition, std::uint32_t yes, std::uint32_t no);
    std::uint32_t compile_all(const Condition &condition, std::uint32_t yes, std::uint32_t no);
    void gather(std::uint32_t condition, Demands &demands) const;
    std::uint32_t add(const Test &test);
    bool leaf_holds(const Condition &condition, View view) const;
    Value plain_value(std::uint32_t term, View view) const;

    const GroundWorld &world_;
    const Layout &layout_;
    Numbers &numbers_;
    std::vector<Test> tests_;
    std::vector<std::uint32_t> entries_;  // [condition] the first test
};

// Whether the leaf says that a fluent has, or has not (`is` false), a certain value.
bool as_fact(const GroundWorld &world, const Condition &condition, Read &read, Value &value,
             bool &is);

}  // namespace dramaturge
