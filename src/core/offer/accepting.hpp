#pragma once

#include "core/offer/offer.hpp"

#include <vector>

// Accepting an offer, as columns: inside of `compare` and of the sensitivities.

namespace recourse::offer {

/// What is wrong with the arguments of a comparison.
Flaws flaws_of(Position const&, Offer const&, DiscountRate const&, forecast::Options const&);

/// An offer of which only the total is open: shares of it by how far the payer comes.
class Accepting {
public:
    /// Keeps references to all but the rate.
    Accepting(Position const&, Offer const&, forecast::Model const&, DiscountRate, forecast::Options const&);

    /// Present value of accepting, for each sample, if the offer's total were `total` (minor units); of all samples or
    /// of the first `samples`. `going_on` is the column of the same seed.
    std::vector<float> values(double total, std::vector<float> const& going_on, std::uint32_t samples) const;

    /// The least total in [0, open] whose mean is not below `target`; nothing if there is none.
    std::optional<double> break_even(double target, std::vector<float> const& going_on, std::uint32_t samples) const;

private:
    struct Stage {
        double paid = 0; ///< share of the total
        double worth = 0; ///< of a total of one, as of now
        double resumes = 0; ///< what a claim is worth that goes on then, beside one that goes on now
        double later = 0; ///< what money is worth that comes so much later
    };
    std::size_t stage_of(std::uint32_t sample) const { return stages_of_[sample]; }
    double revived(Stage const&, double total, double going_on) const;

    Position const& position_;
    Offer const& offer_;
    DiscountRate rate_;
    forecast::Options const& options_;
    std::vector<Stage> stages_; ///< by the number of unsecured instalments that are paid; the last: all
    std::vector<std::uint8_t> stages_of_;
    bool revives_ = false;
    double extra_ = 0; ///< costs and savings of accepting
};

} // namespace recourse::offer
