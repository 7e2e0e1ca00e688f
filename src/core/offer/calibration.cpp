#include "core/offer/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace recourse::offer {

namespace {

using Key = std::pair<std::string_view, std::string_view>; // case and route
using Wide = __int128;

Chance share(Wide part, Wide whole)
{
    return whole == 0 ? 0 : static_cast<Chance>((2 * part + whole) / (2 * whole));
}

/// q * max(0, came - said) + (1 - q) * max(0, said - came), q in tenths; ten-thousandths of `scale`.
Chance pinball(int tenths, std::int64_t said, std::int64_t came, std::int64_t scale)
{
    auto const miss = Wide { came } - Wide { said };
    auto const loss = miss >= 0 ? tenths * miss : (tenths - 10) * miss;
    return share(loss * 1'000, scale); // 10000 / 10 tenths
}

class Scoring {
public:
    Scoring(std::vector<Prediction> const& predictions, std::vector<Outcome> const& outcomes)
        : predictions_(predictions)
        , outcomes_(outcomes)
    {
    }

    std::expected<Calibration, std::vector<std::string>> run()
    {
        take_outcomes();
        take_predictions();
        if (!flaws_.empty())
            return std::unexpected(std::move(flaws_));
        for (auto const& [key, first] : first_)
            score(*first);
        finish();
        return std::move(result_);
    }

private:
    void take_outcomes()
    {
        for (std::size_t i = 0; i < outcomes_.size(); ++i) {
            auto const& one = outcomes_[i];
            if (!ended_.emplace(Key { one.case_id, one.route }, &one).second)
                flaws_.push_back(fmt::format("outcomes[{}]: {} {} has ended already", i, one.case_id, one.route));
            if (one.received.minor < 0)
                flaws_.push_back(fmt::format("outcomes[{}]: {} is below zero", i, to_string(one.received)));
        }
    }

    void take_predictions()
    {
        for (std::size_t i = 0; i < predictions_.size(); ++i) {
            auto const& one = predictions_[i];
            auto const place = fmt::format("predictions[{}]", i);
            if (!one.chance && !one.received)
                flaws_.push_back(place + ": it predicts nothing; a chance or quantiles are missing");
            if (one.chance && (*one.chance < 0 || *one.chance > 10'000))
                flaws_.push_back(
                    fmt::format("{}: {} is no chance; ten-thousandths are meant, 0 to 10000", place, *one.chance));
            auto const ended = ended_.find({ one.case_id, one.route });
            if (one.received) {
                auto const& [p10, p50, p90] = *one.received;
                if (p10.currency != p50.currency || p50.currency != p90.currency)
                    flaws_.push_back(place + ": its quantiles are of several currencies");
                else if (p10.minor > p50.minor || p50.minor > p90.minor)
                    flaws_.push_back(place + ": p10, p50 and p90 do not rise in this order");
                else if (ended != ended_.end() && !comparable(ended->second->received, p50))
                    flaws_.push_back(fmt::format("{}: it is in {}, its outcome in {}; convert one", place,
                        p50.currency.code(), ended->second->received.currency.code()));
            }
            if (ended != ended_.end() && one.made >= ended->second->on) {
                ++result_.hindsight;
                continue;
            }
            if (ended == ended_.end())
                ++result_.waiting;
            else
                keep_first(one);
        }
    }

    void keep_first(Prediction const& one)
    {
        auto const [at, is_new] = first_.emplace(Key { one.case_id, one.route }, &one);
        if (is_new)
            return;
        ++result_.later;
        // Of two of one day the one that says less, so that the order of the list does not matter.
        auto const rank = [](Prediction const& p) {
            auto const some = p.received.value_or(Prediction::Quantiles {});
            return std::tuple { p.made, p.chance.value_or(-1), some.p50.minor, some.p10.minor, some.p90.minor };
        };
        if (rank(one) < rank(*at->second))
            at->second = &one;
    }

    void score(Prediction const& one)
    {
        auto const& came = *ended_.at({ one.case_id, one.route });
        if (one.chance) {
            int const truth = came.received.minor > 0 ? 10'000 : 0;
            ++result_.scored;
            came_ += truth > 0;
            squares_ += Wide { *one.chance - truth } * (*one.chance - truth);
            auto const place = static_cast<std::size_t>(std::min(9, *one.chance / 1'000));
            auto& tenth = result_.tenths[place];
            ++tenth.count;
            tenth.came += truth > 0;
            sums_[place] += *one.chance;
        }
        if (one.received) {
            auto const& [p10, p50, p90] = *one.received;
            auto const got = came.received.minor;
            auto const scale = std::max<std::int64_t>({ p90.minor, got, 1 });
            ++result_.quantiles_scored;
            result_.within += got >= p10.minor && got <= p90.minor;
            loss_[0] += pinball(1, p10.minor, got, scale);
            loss_[1] += pinball(5, p50.minor, got, scale);
            loss_[2] += pinball(9, p90.minor, got, scale);
        }
    }

    void finish()
    {
        auto const n = result_.scored;
        result_.brier = share(squares_, Wide { n } * 10'000);
        // The mean of (r - x)^2 over a share r of ones is r (1 - r).
        result_.brier_of_rate = share(Wide { came_ } * (n - came_) * 10'000, Wide { n } * n);
        for (std::size_t i = 0; i < 10; ++i) {
            auto& tenth = result_.tenths[i];
            tenth.from = static_cast<Chance>(1'000 * i);
            tenth.predicted = share(sums_[i], tenth.count);
            tenth.observed = share(Wide { tenth.came } * 10'000, tenth.count);
        }
        auto const m = result_.quantiles_scored;
        result_.coverage = share(Wide { result_.within } * 10'000, m);
        result_.pinball_p10 = share(loss_[0], m);
        result_.pinball_p50 = share(loss_[1], m);
        result_.pinball_p90 = share(loss_[2], m);
        auto const seen = std::max(n, m);
        result_.enough = seen >= outcomes_least;
        result_.remark = result_.enough
            ? Said { fmt::format(
                         "{} outcomes. Cases of one supplier or one year are alike: they count for fewer.", seen),
                  fmt::format("共{}个结果。同一供应商或同一年份的案件相似，实际证据更少。", seen) }
            : Said {
                  fmt::format(
                      "Too few: {} outcomes of at least {}. These numbers say little about how good the forecast is.",
                      seen, outcomes_least),
                  fmt::format("样本太少：{}个结果，至少需{}个。这些数字尚不能说明预测的好坏。", seen, outcomes_least)
              };
    }

    std::vector<Prediction> const& predictions_;
    std::vector<Outcome> const& outcomes_;
    Calibration result_;
    std::vector<std::string> flaws_;
    std::map<Key, Outcome const*> ended_;
    std::map<Key, Prediction const*> first_;
    Wide squares_ = 0;
    std::array<Wide, 10> sums_ {};
    std::array<Wide, 3> loss_ {};
    int came_ = 0;
};

} // namespace

std::expected<Calibration, std::vector<std::string>> calibrate(
    std::vector<Prediction> const& predictions, std::vector<Outcome> const& outcomes)
{
    return Scoring(predictions, outcomes).run();
}

} // namespace recourse::offer
