// What conditions and terms mean in a state.
//
// Each condition that is ever evaluated as a whole is compiled to *tests*: one leaf each, with an
// exit to go on by if it holds and one if not. Conjunctions and disjunctions vanish into the exits,
// so that evaluating is a loop that runs from test to test until it leaves.
//
// Unknown is an ordinary value for == and !=; < and > with it are false; >= and <= with it mean ==.
#pragma once

#include <cstdint>
#include <vector>

#include "canon.hpp"
#include "ground_world.hpp"
#include "ids.hpp"
#include "numbers.hpp"

namespace dramaturge {

// A state to read in: `values` of the state itself, and the minds of `state`. The two are given
// apart, so that a state whose values just changed can be read before it has an id.
struct View {
    const Value *values;
    StateId state;
};

class Evaluation {
public:
    // Keeps references: all three must outlive it.
    Evaluation(const GroundWorld &world, const Canon &canon, Numbers &numbers);

    View view(StateId state) const noexcept {
        return {canon_.values(canon_.valuation(state)), state};
    }

    // The condition must be one that an event, a term or Any refers to, or a leaf.
    bool holds(std::uint32_t condition, View view) const noexcept;

    Value read(Read read, View view) const noexcept;

    // Of a term of any kind; may enter a new number.
    Value value(std::uint32_t term, View view);

    // Of a number; NaN for unknown.
    double number(std::uint32_t term, View view) const noexcept;

    // Whether all that the condition reads are values of the state itself.
    bool reads_no_mind(std::uint32_t condition) const noexcept;

    std::size_t bytes() const noexcept;

private:
    enum class Form : std::uint8_t { fact, believed_fact, leaf };
    struct Test {
        Form form;
        std::uint32_t chain;   // believed_fact
        std::uint32_t fluent;  // fact, believed_fact: its value is `value`
        std::uint32_t value;   // leaf: the condition
        std::uint32_t yes;     // the next test, or an outcome
        std::uint32_t no;
    };
    static constexpr std::uint32_t outcome_true = UINT32_MAX;
    static constexpr std::uint32_t outcome_false = UINT32_MAX - 1;
    static constexpr std::uint32_t not_compiled = UINT32_MAX - 2;

    void compile(std::uint32_t condition);
    std::uint32_t compile(std::uint32_t condition, std::uint32_t yes, std::uint32_t no);
    bool as_fact(const Condition &condition, Read &read, Value &value) const noexcept;
    bool leaf_holds(const Condition &condition, View view) const noexcept;
    bool term_reads_no_mind(std::uint32_t term) const noexcept;
    Value plain_value(std::uint32_t term, View view) const noexcept;

    const GroundWorld &world_;
    const Canon &canon_;
    Numbers &numbers_;
    std::vector<Test> tests_;
    std::vector<std::uint32_t> entries_;  // [condition] the first test
};

}  // namespace dramaturge
