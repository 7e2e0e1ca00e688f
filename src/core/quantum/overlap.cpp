#include "core/quantum/overlap.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::quantum {

namespace {

bool named(std::vector<std::string> const& ids, std::string const& id)
{
    return std::ranges::find(ids, id) != ids.end();
}

bool beside(Item const& a, Item const& b)
{
    return named(a.beside, b.id) || named(b.beside, a.id);
}

class Taking {
public:
    Taking(std::vector<Claimed>& all, Choice choice) : all_(all), choice_(choice) { }

    Overlaps take(std::optional<Money> paid)
    {
        if (paid) {
            refunds(*paid);
            reductions(*paid);
        }
        measure();
        choose();
        stand_in();
        return std::move(result_);
    }

private:
    std::vector<Claimed>& all_;
    Choice choice_;
    Overlaps result_ {};
    Money left_of_price_ {}; ///< paid, and not yet in a refund

    void exclude(Claimed& claimed, Money amount, std::string by, Text why, law::SourceRef source)
    {
        if (amount.minor <= 0)
            return;
        claimed.counted = claimed.counted - amount;
        result_.exclusions.push_back({ claimed.item->id, std::move(by), amount, std::move(why), std::move(source) });
    }

    void refunds(Money paid)
    {
        left_of_price_ = paid;
        for (auto& claimed : all_) {
            bool const refund = claimed.item->head == Head::price_refund;
            if (!refund && claimed.item->head != Head::deposit_doubled)
                continue;
            auto const back = refund ? claimed.counted : claimed.once;
            auto const over = back - min(back, left_of_price_);
            exclude(claimed, over, {},
                { "no more of the price comes back than was paid; what another item returns already is not returned "
                  "twice",
                    "返还的货款不超过已付金额；其他项目已返还的不重复返还" },
                law::civil_code("art. 566"));
            claimed.once = refund ? claimed.once : back - over;
            left_of_price_ = left_of_price_ - (back - over);
        }
    }

    void reductions(Money paid)
    {
        for (auto& claimed : all_) {
            if (claimed.item->head != Head::price_reduction)
                continue;
            auto const instead = std::ranges::find_if(all_, [&](Claimed const& other) {
                return other.item->head == Head::substitute_purchase && !beside(*claimed.item, *other.item);
            });
            if (instead != all_.end()) {
                auto& lesser = instead->counted.minor >= claimed.counted.minor ? claimed : *instead;
                auto const& greater = &lesser == &claimed ? *instead : claimed;
                exclude(lesser, lesser.counted, greater.item->id,
                    { "to keep the goods at a lower price, or to buy others instead: the greater of the two is claimed",
                        "减价留用或替代交易二者择一，主张金额较高者" },
                    law::inferred(law::contract("art. 60")));
            }
            if (auto const unpaid = unpaid_of(claimed, paid); unpaid.minor > 0)
                exclude(claimed, min(claimed.counted, unpaid), {},
                    { "so much of the price is still unpaid: the reduction lowers that debt first and is no refund",
                        "相应价款尚未支付：减价先抵减未付价款，不作返还" },
                    law::sale("art. 17"));
            auto const refund = std::ranges::find_if(all_, [&](Claimed const& other) {
                bool const returns
                    = other.item->head == Head::price_refund || other.item->head == Head::deposit_doubled;
                return returns && !beside(*claimed.item, *other.item);
            });
            if (refund != all_.end()) {
                auto const over = claimed.counted - min(claimed.counted, left_of_price_);
                exclude(claimed, over, refund->item->id,
                    { "that part of the price is refunded already", "该部分价款已在返还货款中主张" },
                    law::inferred(law::civil_code("arts. 566, 582")));
                left_of_price_ = left_of_price_ - claimed.counted;
            }
        }
    }

    Money unpaid_of(Claimed const& claimed, Money paid) const
    {
        auto const* gap = std::get_if<ValueGap>(&claimed.item->measure);
        if (gap == nullptr || !gap->price || gap->price->currency != paid.currency || gap->price->minor <= paid.minor)
            return { 0, paid.currency };
        return *gap->price - paid;
    }

    bool stands_for(Item const& item, Claimed const& loss) const
    {
        if (!is_loss(loss.item->head) || beside(item, *loss.item))
            return false;
        return item.covers.empty() || named(item.covers, loss.item->id);
    }

    void measure()
    {
        for (auto const& claimed : all_) {
            if (claimed.item->head != Head::liquidated_damages)
                continue;
            Money loss { 0, claimed.amount.currency };
            for (auto const& other : all_)
                if (stands_for(*claimed.item, other))
                    loss = loss + other.counted;
            result_.penalties.push_back(
                { claimed.item->id, claimed.amount, loss, most_of(loss), excessive(claimed.amount, loss) });
        }
    }

    Money doubling(Claimed const& claimed) const { return claimed.counted - claimed.once; }

    /// Art. 588: deposit or agreed damages. Items that stand beside each other (different breaches) both stay.
    void choose()
    {
        for (auto& deposit : all_) {
            if (deposit.item->head != Head::deposit_doubled || doubling(deposit).is_zero())
                continue;
            Money agreed { 0, deposit.amount.currency };
            std::vector<Claimed*> against;
            for (auto& other : all_)
                if (other.item->head == Head::liquidated_damages && !beside(*deposit.item, *other.item)) {
                    agreed = agreed + other.counted;
                    against.push_back(&other);
                }
            if (against.empty())
                continue;
            bool const takes_deposit
                = choice_ == Choice::deposit || (choice_ == Choice::greater && doubling(deposit).minor >= agreed.minor);
            Text const why { "agreed damages or the doubled deposit, not both", "违约金与定金只能择一主张" };
            if (takes_deposit)
                for (auto* each : against)
                    exclude(*each, each->counted, deposit.item->id, why, law::civil_code("art. 588"));
            else
                exclude(deposit, doubling(deposit), against.front()->item->id, why, law::civil_code("art. 588"));
        }
    }

    void stand_in()
    {
        for (auto& claimed : all_) {
            bool const deposit = claimed.item->head == Head::deposit_doubled;
            if (!deposit && claimed.item->head != Head::liquidated_damages)
                continue;
            auto cover = deposit ? doubling(claimed) : claimed.counted;
            for (auto& loss : all_) {
                if (!stands_for(*claimed.item, loss))
                    continue;
                auto const covered = min(cover, loss.counted);
                cover = cover - covered;
                exclude(loss, covered, claimed.item->id,
                    deposit ? Text { "the doubled deposit makes up for the loss; only what goes beyond it is claimed",
                                  "双倍返还的定金已弥补损失，仅主张超出部分" }
                            : Text { "the agreed damages stand for the loss; only what goes beyond them is claimed",
                                  "违约金已弥补损失，仅主张超出部分" },
                    law::civil_code(deposit ? "art. 588" : "art. 585"));
            }
        }
    }
};

} // namespace

Overlaps take_overlaps(std::vector<Claimed>& all, std::optional<Money> paid, Choice choice)
{
    return Taking(all, choice).take(paid);
}

} // namespace recourse::quantum
