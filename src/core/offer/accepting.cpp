#include "core/offer/accepting.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::offer {

namespace {

constexpr std::uint64_t risk_stream = 1'000; ///< of the seed; the ways of the forecast have the first ones

/// What is left to go on with beside an offer that does not waive everything.
forecast::Model rest_of(Position const& position, Offer const& offer, double total)
{
    auto input = position.input();
    std::erase_if(input.routes, [&](casework::Route const* route) {
        switch (route->track) {
        case casework::Track::assurance:
            return offer.waives_assurance;
        case casework::Track::legal:
            return offer.waives_legal;
        case casework::Track::other:
            return offer.waives_other;
        }
        return false;
    });
    input.claim = std::max(0.0, input.claim - total);
    return forecast::model_of(input);
}

} // namespace

Accepting::Accepting(Position const& position, Offer const& offer, forecast::Model const& model, DiscountRate rate,
    forecast::Options const& options)
    : position_(position)
    , offer_(offer)
    , rate_(std::move(rate))
    , options_(options)
    , revives_(offer.revival_clause)
    , extra_(static_cast<double>(offer.saved.minor) - static_cast<double>(offer.costs.minor))
{
    auto const total = static_cast<double>(offer.total().minor);
    std::vector<std::size_t> unsecured;
    for (std::size_t i = 0; i < offer.instalments.size(); ++i) {
        if (!offer.instalments[i].secured)
            unsecured.push_back(i);
    }
    for (std::size_t paid = 0; paid <= unsecured.size(); ++paid) {
        Stage stage;
        for (std::size_t i = 0; i < offer.instalments.size(); ++i) {
            auto const& one = offer.instalments[i];
            if (!one.secured && paid < unsecured.size() && i >= unsecured[paid])
                continue;
            double const share = static_cast<double>(one.amount.minor) / total;
            stage.paid += share;
            stage.worth += share * rate_.factor(one.day / 7.0);
        }
        if (paid < unsecured.size()) {
            double const weeks = offer.instalments[unsecured[paid]].day / 7.0;
            stage.later = rate_.factor(weeks);
            stage.resumes = stage.later * std::exp(-model.decay.mean() * weeks);
        }
        stages_.push_back(stage);
    }
    // One draw says how far the payer comes: the chance of coming through is the estimate's, whatever the number of
    // instalments, and each is as likely to be the one that fails.
    forecast::Triangle const risk(offer.default_risk.low, offer.default_risk.likely, offer.default_risk.high);
    forecast::Random random(options.seed, risk_stream);
    auto const last = unsecured.size();
    stages_of_.resize(options.samples);
    for (auto& stage : stages_of_) {
        double const chance = risk.at(random.unit());
        double const fails = random.unit();
        if (fails >= chance || last == 0)
            stage = static_cast<std::uint8_t>(last);
        else if (chance >= 1)
            stage = 0;
        else // each with the same hazard: the first k are paid with the probability (1 - chance) ^ (k / last)
            stage = static_cast<std::uint8_t>(std::min(static_cast<double>(last - 1),
                std::floor(static_cast<double>(last) * std::log1p(-fails) / std::log1p(-chance))));
    }
}

double Accepting::revived(Stage const& stage, double total, double going_on) const
{
    auto const open = static_cast<double>(position_.open.minor);
    double const share = open > 0 ? std::max(0.0, 1 - total * stage.paid / open) : 0;
    return share * going_on * (going_on > 0 ? stage.resumes : stage.later);
}

std::vector<float> Accepting::values(double total, std::vector<float> const& going_on, std::uint32_t samples) const
{
    std::vector<float> result(samples);
    std::vector<float> rest;
    if (!offer_.full_and_final()) {
        auto options = options_;
        options.samples = samples;
        rest = go_on(rest_of(position_, offer_, total), options, rate_).value;
    }
    for (std::uint32_t s = 0; s < samples; ++s) {
        auto const& stage = stages_[stage_of(s)];
        double value = total * stage.worth + extra_;
        if (&stage != &stages_.back() && revives_)
            value += revived(stage, total, static_cast<double>(going_on[s]));
        else if (!rest.empty())
            value += static_cast<double>(rest[s]);
        result[s] = static_cast<float>(value);
    }
    return result;
}

std::optional<double> Accepting::break_even(
    double target, std::vector<float> const& going_on, std::uint32_t samples) const
{
    // Of a full and final offer the mean is known for every total: only sums by stage are needed.
    std::vector<double> count(stages_.size()), worth(stages_.size());
    for (std::uint32_t s = 0; s < samples; ++s) {
        auto const stage = stage_of(s);
        count[stage] += 1;
        worth[stage] += revived(stages_[stage], 0, static_cast<double>(going_on[s]));
    }
    auto const open = static_cast<double>(position_.open.minor);
    auto const mean_of = [&](double total) {
        if (!offer_.full_and_final())
            return forecast::mean(values(total, going_on, samples));
        double sum = 0;
        for (std::size_t j = 0; j < stages_.size(); ++j) {
            sum += count[j] * total * stages_[j].worth;
            if (revives_ && j + 1 < stages_.size() && open > 0)
                sum += worth[j] * std::max(0.0, 1 - total * stages_[j].paid / open);
        }
        return sum / samples + extra_;
    };
    double low = 0, high = open;
    if (mean_of(low) >= target)
        return low;
    if (mean_of(high) < target)
        return std::nullopt;
    int const steps = offer_.full_and_final() ? 40 : 10;
    for (int i = 0; i < steps; ++i) {
        double const middle = (low + high) / 2;
        (mean_of(middle) < target ? low : high) = middle;
    }
    return high;
}

} // namespace recourse::offer
