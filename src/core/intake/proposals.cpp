#include "core/intake/proposals.hpp"

#include "base/check.hpp"
#include "core/case/facts.hpp"

#include <algorithm>

namespace recourse::intake {

void Proposals::add(std::string const& fact, Sure sure, Candidate candidate)
{
    auto [at, is_new] = found_.try_emplace(fact, Proposal { fact, sure, {} });
    auto& proposal = at->second;
    if (is_new) {
        proposal.candidates.push_back(std::move(candidate));
        return;
    }
    auto const same = std::ranges::find(proposal.candidates, candidate.value, &Candidate::value);
    if (proposal.sure == Sure::ambiguous) {
        if (sure == Sure::stated && same != proposal.candidates.end()) {
            // One of the readings is said beyond doubt elsewhere.
            auto settled = std::move(candidate);
            proposal.candidates = { std::move(settled) };
            proposal.sure = Sure::stated;
        } else if (same == proposal.candidates.end())
            proposal.candidates.push_back(std::move(candidate));
        return;
    }
    if (same != proposal.candidates.end()) {
        if (sure == Sure::stated && proposal.sure == Sure::likely) {
            proposal.sure = Sure::stated;
            *same = std::move(candidate);
        }
        return;
    }
    if (sure == Sure::stated && proposal.sure == Sure::likely) {
        proposal.sure = Sure::stated;
        proposal.candidates = { std::move(candidate) };
    } else if (sure == proposal.sure) {
        proposal.sure = Sure::ambiguous;
        proposal.candidates.push_back(std::move(candidate));
    }
}

void Proposals::add(std::string const& fact, std::vector<Candidate> candidates)
{
    auto const known = found_.find(fact);
    if (known == found_.end()) {
        found_.emplace(fact, Proposal { fact, Sure::ambiguous, std::move(candidates) });
        return;
    }
    auto& proposal = known->second;
    // What is known already settles which of the readings was meant.
    if (proposal.sure != Sure::ambiguous
        && std::ranges::find(candidates, proposal.candidates.front().value, &Candidate::value) != candidates.end())
        return;
    if (proposal.sure == Sure::stated)
        return;
    proposal.sure = Sure::ambiguous;
    for (auto& one : candidates) {
        if (std::ranges::find(proposal.candidates, one.value, &Candidate::value) == proposal.candidates.end())
            proposal.candidates.push_back(std::move(one));
    }
}

std::string Proposals::value(std::string const& fact) const
{
    auto const found = found_.find(fact);
    return found == found_.end() || found->second.sure == Sure::ambiguous ? std::string {}
                                                                          : found->second.candidates.front().value;
}

std::vector<Proposal> Proposals::take()
{
    std::vector<Proposal> result;
    for (auto& [fact, proposal] : found_)
        result.push_back(std::move(proposal));
    found_.clear();
    std::ranges::sort(result, {}, [](Proposal const& one) {
        auto const path = casework::parse_path(one.fact);
        RECOURSE_ASSERT(path.has_value());
        return *path;
    });
    return result;
}

} // namespace recourse::intake
