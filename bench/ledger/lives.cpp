#include "lives.hpp"

#include <fmt/format.h>

namespace bench {

namespace {

Currency const usd = *Currency::from_code("USD");
act::Actor const bank { act::Role::provider, {}, {} };

} // namespace

Life::Life(Market const& market, std::uint64_t run, std::uint64_t client)
    : market_(market)
    , name_(fmt::format("{}-{}", run, client))
    , client_(client)
{
    begin();
}

void Life::begin()
{
    // A number that spreads: neighbours have neither the same parties nor claims at the same time.
    auto const chance = (client_ * 7'919 + lives_ * 104'729) * 2'654'435'761u >> 8;
    auto const buyer = market_.buyers[chance % market_.buyers.size()];
    bool const hot = chance / 128 % 100 < market_.hot_percent;
    auto const supplier = market_.suppliers[hot ? 0 : chance / 7 % market_.suppliers.size()];
    claims_ = chance / 31 % 100 < market_.claims_percent;
    short_ = chance / 17 % 100 < market_.short_percent;
    buys_ = { act::Role::buyer, buyer, {} };
    sells_ = { act::Role::supplier, supplier, {} };
    terms_ = {};
    terms_.buyer = buyer;
    terms_.supplier = supplier;
    terms_.programme = "alibaba-trade-assurance";
    terms_.goods = "pumps, cast iron, 40 mm";
    terms_.price_goods = { 480'00, usd };
    terms_.price_freight = { 20'00, usd };
    terms_.price_tax = { 0, usd };
    terms_.instalments = { { order::Purpose::full, { 500'00, usd }, {} } };
    terms_.specification = "drawing 12, tested at 6 bar";
    terms_.shipping_mode = order::ShippingMode::sea;
    order_ = { app::Subject::order, 0 };
    claim_ = { app::Subject::claim, 0 };
    step_ = Step::draft;
    ++lives_;
}

app::Envelope Life::envelope(act::Actor actor, app::Stream target, app::Command command)
{
    app::Envelope made { {}, {}, actor, target, std::move(command), {}, {} };
    if (target == app::Stream { app::Subject::claim, 0 })
        made.about = { order_.number };
    made.content = app::content_of(made);
    made.id = app::command_id(actor.party, fmt::format("{}-{}", name_, made_++));
    return made;
}

app::Envelope Life::next()
{
    order::Statement const seen { market_.today, act::Role::supplier, "BL 4711" };
    auto const exhibit = [&](claim::ExhibitKind kind) {
        claim::Exhibit shown;
        shown.digest.bytes[0] = static_cast<std::uint8_t>(kind);
        shown.name = "crack.jpg";
        shown.kind = kind;
        return claim::Command { claim::AddExhibit { shown, {} } };
    };
    switch (step_) {
    case Step::draft:
        return envelope(buys_, order_, order::Command { order::Draft { terms_ } });
    case Step::cancel:
        return envelope(buys_, order_, order::Command { order::Cancel { "not needed any more" } });
    case Step::offer:
        return envelope(buys_, order_, order::Command { order::Offer {} });
    case Step::agree:
        return envelope(sells_, order_, order::Command { order::Agree { order::digest(terms_) } });
    case Step::pay:
        return envelope(bank, order_,
            order::Command { order::ReceivePayment { 0, { 500'00, usd }, 0, fmt::format("R{}", order_.number) } });
    case Step::ship:
        return envelope(sells_, order_, order::Command { order::Ship { seen } });
    case Step::deliver:
        return envelope(sells_, order_, order::Command { order::Deliver { seen } });
    case Step::claim: {
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
        open.amount = { 200'00, usd };
        return envelope(buys_, claim_, claim::Command { open });
    }
    case Step::exhibit:
        return envelope(buys_, claim_, exhibit(claim::ExhibitKind::photo));
    case Step::exhibit_too:
        return envelope(buys_, claim_, exhibit(claim::ExhibitKind::video));
    case Step::answer:
        return envelope(sells_, claim_, claim::Command { claim::Answer { claim::Stance::accepts, {} } });
    case Step::confirm:
        break;
    }
    return envelope(buys_, order_, order::Command { order::ConfirmReceipt {} });
}

bool Life::answered(app::Outcome const& outcome)
{
    if (outcome.result != app::Result::done)
        return false;
    if (step_ == Step::draft)
        order_ = outcome.target;
    if (step_ == Step::claim)
        claim_ = outcome.target;
    if (step_ == Step::confirm || step_ == Step::cancel)
        begin();
    else if (step_ == Step::draft && !short_)
        step_ = Step::offer;
    else if (step_ == Step::deliver && !claims_)
        step_ = Step::confirm;
    else
        step_ = static_cast<Step>(static_cast<int>(step_) + 1);
    return true;
}

} // namespace bench
