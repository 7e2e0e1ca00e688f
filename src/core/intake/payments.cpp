#include "core/intake/payments.hpp"

#include "core/intake/cues.hpp"
#include "core/intake/propose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::intake {

namespace {

constexpr std::array readings { &Payment::amount, &Payment::date, &Payment::purpose, &Payment::method,
    &Payment::through, &Payment::reference };
constexpr std::array<char const*, 6> fields { "amount", "date", "purpose", "method", "through_platform",
    "bank_reference" };

/// One value can be read in both.
bool agree(Reading const& one, Reading const& other)
{
    return std::ranges::any_of(one.candidates, [&](auto const& candidate) {
        return std::ranges::find(other.candidates, candidate.value, &Candidate::value) != other.candidates.end();
    });
}

/// Fills in what is open.
void complete(Payment& payment, Payment const& with)
{
    for (auto const reading : readings) {
        auto& known = payment.*reading;
        auto const& more = with.*reading;
        if (known.candidates.empty() || (known.candidates.size() > 1 && more.candidates.size() == 1))
            known = more.candidates.empty() ? known : more;
    }
    if (!payment.payee)
        payment.payee = with.payee;
}

/// Who has the account, by the names that the supplier has in this file; nothing where it has none.
std::optional<Candidate> payee_of(Candidate const& payee, Proposals const& found)
{
    std::vector<std::string> names;
    for (auto const* fact : { "supplier.name", "supplier.name_zh" }) {
        if (auto name = found.value(fact); !name.empty())
            names.push_back(std::move(name));
    }
    if (names.empty())
        return std::nullopt;
    auto result = payee;
    bool const same = std::ranges::any_of(names, [&](auto const& name) { return same_name(name, payee.value); });
    result.detail = payee.value;
    result.ground = same ? Ground::names_agree : Ground::names_differ;
    result.value = same ? "supplier_company" : is_company(payee.value) ? "third_party_company" : "personal";
    return result;
}

} // namespace

bool Payment::empty() const
{
    return !payee
        && std::ranges::all_of(readings, [&](auto const reading) { return (this->*reading).candidates.empty(); });
}

void Payments::add(Payment payment)
{
    if (payment.amount.candidates.empty())
        return;
    for (auto& known : all_) {
        bool const days
            = known.date.candidates.empty() || payment.date.candidates.empty() || agree(known.date, payment.date);
        if (agree(known.amount, payment.amount) && days)
            return complete(known, payment);
    }
    if (all_.size() < payments_max)
        all_.push_back(std::move(payment));
}

void Payments::add_labelled(Payment payment)
{
    if (payment.empty())
        return;
    if (payment.amount.candidates.empty())
        without_sum_.push_back(std::move(payment));
    else
        add(std::move(payment));
}

void Payments::write(Proposals& found) const
{
    auto payments = all_;
    for (auto const& more : without_sum_) {
        // What labels say of a day or a reference belongs to one payment; of several nobody knows to which.
        auto shared = more;
        if (payments.size() > 1)
            shared.date = shared.reference = shared.purpose = {};
        for (auto& payment : payments)
            complete(payment, shared);
    }
    if (all_.empty() && !without_sum_.empty())
        payments.push_back(without_sum_.front());
    for (std::size_t i = 0; i < payments.size(); ++i) {
        for (std::size_t field = 0; field < fields.size(); ++field) {
            auto const& reading = payments[i].*readings[field];
            auto const fact = fmt::format("payments[{}].{}", i, fields[field]);
            if (reading.candidates.size() == 1 && reading.sure != Sure::ambiguous)
                found.add(fact, reading.sure, reading.candidates.front());
            else if (!reading.candidates.empty())
                found.add(fact, reading.candidates);
        }
        if (auto const payee = payments[i].payee ? payee_of(*payments[i].payee, found) : std::nullopt)
            found.add(fmt::format("payments[{}].payee", i), Sure::likely, *payee);
    }
}

} // namespace recourse::intake
