#pragma once

// Types that are still to be found: variables, what they stand for so far, and which types fit which.

#include "core/rules/type.hpp"

#include <utility>
#include <vector>

namespace recourse::rules {

class Inference {
public:
    Type fresh()
    {
        bound_.emplace_back();
        return Type::variable(static_cast<unsigned>(bound_.size() - 1));
    }

    /// The signature's variables (1 to 26) as fresh ones, the same for the same.
    class Instance {
    public:
        explicit Instance(Inference& inference) : inference_(inference) { }
        Type operator()(Type const&);

    private:
        Inference& inference_;
        std::vector<std::pair<unsigned, Type>> named_;
    };

    /// True when a value of one type may stand where the other is expected; variables are then bound so that it fits.
    /// Nothing is bound when it does not. dyn fits everything.
    bool assignable(Type const& value, Type const& expected);
    /// For several at once: all or nothing.
    bool assignable(std::vector<Type> const& values, std::vector<Type> const& expected);

    /// The type that covers both: their common generalisation where one fits the other, else dyn.
    Type join(Type const&, Type const&);

    /// With every bound variable replaced; what is still free stays a variable.
    Type substituted(Type const&) const;
    /// The same, and free variables become dyn.
    Type finished(Type const&) const;

private:
    bool fits(Type const&, Type const&);
    bool bind(Type const& variable, Type const& to, bool& already);
    bool occurs(unsigned variable, Type const& in) const;
    Type general(Type const&, Type const&) const;
    bool less_specific(Type const&, Type const&) const;
    void set(unsigned variable, Type);
    std::size_t mark() const { return trail_.size(); }
    void undo(std::size_t mark);
    Type const* find(Type const& variable) const;

    struct Bound {
        bool is_bound = false;
        Type type;
    };
    std::vector<Bound> bound_ = std::vector<Bound>(27); // 0 to 26 are the names used in signatures, never bound
    std::vector<std::pair<unsigned, Bound>> trail_;
};

} // namespace recourse::rules
