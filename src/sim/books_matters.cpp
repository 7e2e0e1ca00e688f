#include "sim/books.hpp"

#include <fmt/format.h>

#include <algorithm>

// What the auditor keeps of matters: what is claimed, what came, what was given out, and who let that happen.

namespace recourse::sim {

namespace {

/// The whole claim: what a full and final settlement left, else the heads or a title where that is more.
std::int64_t claim_of(Books::MatterBook const& book)
{
    if (book.settled)
        return book.settled->second;
    std::int64_t sum = 0;
    for (auto const& [number, amount] : book.heads)
        sum += amount;
    for (auto const& [number, amount] : book.titles)
        sum = std::max(sum, amount);
    return sum;
}

} // namespace

Books::MatterBook const* Books::matter(std::uint64_t number) const
{
    auto const found = matters_.find(number);
    return found == matters_.end() ? nullptr : &found->second;
}

/// What the programme brought has to be a receipt of the order's matter, once.
void Books::brings(Id<Order> order, matter::Route route, Money amount)
{
    auto const found = matters_.find(order.number);
    if (found == matters_.end() || found->second.currency != amount.currency.code() || amount.minor <= 0)
        return;
    found->second.brought.emplace_back(route, amount.minor);
    untold_.insert(order.number);
}

Books::Wrong Books::take(std::uint64_t number, matter::events::Opened const& e)
{
    auto& book = matters_[number];
    book.client = e.client;
    book.currency = e.currency.currency.code();
    if (!e.order)
        return {};
    auto const* of = order(e.order.number);
    if (e.order.number != number || of == nullptr || of->buyer != e.client || of->supplier != e.supplier)
        return "opened on an order that is another one, or others'";
    for (auto const& [claim, one] : claims_) {
        if (one.order != e.order || of->currency != book.currency)
            continue;
        brings(e.order, matter::Route::platform, { one.paid, e.currency.currency });
        brings(e.order, matter::Route::chargeback, { one.returned, e.currency.currency });
    }
    return {};
}

Books::Wrong Books::take(MatterBook& book, std::uint64_t number, matter::events::Received const& e)
{
    auto const claim = claim_of(book);
    if (e.by.role == act::Role::platform) {
        auto const found = std::ranges::find(book.brought, std::pair { e.receipt.route, e.counted.minor });
        if (found == book.brought.end())
            return fmt::format("{} came from the programme, which paid no such sum", e.counted.minor);
        book.brought.erase(found);
        if (book.brought.empty())
            untold_.erase(number);
    }
    auto const whole = claim == 0 ? book.received + e.counted.minor : claim;
    book.received += e.counted.minor;
    if (e.counted.minor <= 0 || e.counted.currency.code() != book.currency || e.claim.minor != whole)
        return fmt::format("{} came for a claim of {}, which is {}", e.counted.minor, e.claim.minor, whole);
    if (e.over_recovery != (book.received > whole))
        return fmt::format(
            "{} have come of {}, {} as more than all", book.received, whole, e.over_recovery ? "marked" : "not marked");
    return {};
}

Books::Wrong Books::take(std::uint64_t number, matter::Event const& event)
{
    if (auto const* opened = std::get_if<matter::events::Opened>(&event)) {
        if (matters_.contains(number))
            return fmt::format("L-{} is opened twice", number);
        auto wrong = take(number, *opened);
        return wrong ? Wrong { fmt::format("L-{}: {}", number, *wrong) } : Wrong {};
    }
    auto const found = matters_.find(number);
    if (found == matters_.end())
        return fmt::format("L-{} is changed before it is opened", number);
    auto& book = found->second;
    using namespace matter::events;
    auto wrong = std::visit(
        match {
            [&](HeadAdded const& e) -> Wrong {
                book.heads[e.number] = e.head.amount.minor;
                return {};
            },
            [&](HeadChanged const& e) -> Wrong {
                book.heads[e.number] = e.head.amount.minor;
                return {};
            },
            [&](HeadWithdrawn const& e) -> Wrong {
                book.heads.erase(e.number);
                return {};
            },
            [&](PaperApproved const& e) -> Wrong {
                book.approved.insert(e.number);
                return e.by.role == act::Role::counsel && e.by.person ? Wrong {} : "a paper was approved by no counsel";
            },
            [&](PaperSent const& e) -> Wrong {
                return book.approved.contains(e.number) ? Wrong {} : "a paper went out that nobody approved";
            },
            [&](MeasureExecuted const& e) -> Wrong {
                book.freezes.insert(e.number);
                return {};
            },
            [&](MeasureLifted const& e) -> Wrong {
                return book.freezes.erase(e.measure) == 1 ? Wrong {} : "a freeze is lifted that does not stand";
            },
            [&](MeasureLapsed const& e) -> Wrong {
                return book.freezes.erase(e.measure) == 1 ? Wrong {} : "a freeze lapses that does not stand";
            },
            [&](Filed const& e) -> Wrong {
                book.filings.insert(e.number);
                return {};
            },
            [&](FilingEnded const& e) -> Wrong {
                return book.filings.erase(e.filing) == 1 ? Wrong {} : "a filing ends that is not under way";
            },
            [&](TitleReceived const& e) -> Wrong {
                book.titles[e.number] = e.title.principal.minor + e.title.interest.minor + e.title.costs.minor;
                book.filings.erase(e.title.filing.value_or(0));
                return {};
            },
            [&](Challenged const& e) -> Wrong {
                if (e.step == matter::ChallengeStep::falls)
                    book.titles.erase(e.title);
                return {};
            },
            [&](OfferMade const& e) -> Wrong {
                book.offers[e.number] = e.offer;
                return {};
            },
            [&](OfferAccepted const& e) -> Wrong {
                auto const& offer = book.offers[e.number];
                if (!offer.full_and_final)
                    return e.claim ? Wrong { "an offer for a part settles the whole" } : Wrong {};
                if (book.settled || !e.waived || !e.claim || e.claim->minor != book.received + offer.amount.minor)
                    return "settled twice, unread, or for another sum than the offer's and what had come";
                book.settled = { e.number, e.claim->minor };
                return {};
            },
            [&](SettlementBroken const& e) -> Wrong {
                if (book.settled && book.settled->first == e.number)
                    book.settled.reset();
                return {};
            },
            [&](Received const& e) -> Wrong { return take(book, number, e); },
            [&](DistributionProposed const& e) -> Wrong {
                auto& sharing = book.distributions[e.number];
                sharing.by = e.by;
                for (auto const& share : e.shares)
                    sharing.sum += share.amount.minor;
                return {};
            },
            [&](DistributionAnswered const& e) -> Wrong {
                auto const& sharing = book.distributions[e.number];
                if (!e.confirmed)
                    return {};
                if (!e.by.person || e.by.person == sharing.by.person)
                    return "one person alone gives out what came";
                book.distributed += sharing.sum;
                if (book.distributed > book.received)
                    return fmt::format("{} were given out of {}", book.distributed, book.received);
                return {};
            },
            [&](Closed const& e) -> Wrong {
                auto const left = std::max<std::int64_t>(claim_of(book) - book.received, 0);
                if (!book.freezes.empty() || !book.filings.empty())
                    return "closed while something is frozen or filed";
                if (e.left.minor != left || (e.ending == matter::Ending::full && left != 0))
                    return fmt::format("closed with {} left, which is {}", e.left.minor, left);
                return {};
            },
            [](auto const&) -> Wrong { return {}; },
        },
        event);
    return wrong ? Wrong { fmt::format("L-{}: {}", number, *wrong) } : Wrong {};
}

Books::Wrong Books::batch_ends() const
{
    if (untold_.empty())
        return {};
    auto const& brought = matters_.at(*untold_.begin()).brought.front();
    return fmt::format("L-{} was not told of {} that the programme brought", *untold_.begin(), brought.second);
}

} // namespace recourse::sim
