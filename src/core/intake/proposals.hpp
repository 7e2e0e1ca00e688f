#pragma once

#include "core/intake/types.hpp"

#include <map>
#include <string>
#include <vector>

namespace recourse::intake {

/// Proposals as they are found: of the same fact the same value once, with its first place. What is stated goes before
/// what is likely; two things stated, or two likely ones, make it ambiguous.
class Proposals {
public:
    void add(std::string const& fact, Sure, Candidate);
    /// What can be read in these ways.
    void add(std::string const& fact, std::vector<Candidate>);

    bool has(std::string const& fact) const { return found_.contains(fact); }
    /// The value of a fact that is not ambiguous; "" where there is none.
    std::string value(std::string const& fact) const;
    /// In the order of the schema of facts.
    std::vector<Proposal> take();

private:
    std::map<std::string, Proposal, std::less<>> found_;
};

} // namespace recourse::intake
