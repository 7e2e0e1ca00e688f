#include "sim/workload.hpp"

#include <fmt/format.h>

// What the sides of an order and officers do with its dossier.

namespace recourse::sim {

using act::Role;
using codec::Subject;
using evidence::Compartment;

namespace {

/// Of some bytes that come again now and then, and some that are large enough to be a file of their own.
std::string bytes_of(Random& random)
{
    auto const which = random.below(60);
    return fmt::format("exhibit {} ", which) + std::string(which % 7 == 0 ? 17'000 : 0, 'x');
}

} // namespace

std::optional<Workload::Wish> Workload::of_dossier(Machine& machine, Directory const& known)
{
    auto* const vault = machine.evidence();
    if (vault == nullptr || known.orders.empty())
        return std::nullopt;
    bool const fresh = known.dossiers.empty() || random_.below(8) == 0;
    auto const number = recent(fresh ? known.orders : known.dossiers);
    auto const order = read<order::State>(machine, Subject::order, number);
    if (!order || order->state.phase == order::Phase::none)
        return std::nullopt;
    auto const& terms = order->state.terms;
    bool const buys = random_.below(2) == 0;
    auto const side = at(buys ? Role::buyer : Role::supplier, buys ? terms.buyer : terms.supplier);
    auto const with = [&](Actor actor, evidence::Command command) {
        return Wish { { {}, {}, actor, { Subject::dossier, number }, std::move(command), {}, {} } };
    };
    auto const dossier = read<evidence::State>(machine, Subject::dossier, number);
    if (!dossier || dossier->state.phase == evidence::Phase::none)
        return with(side, evidence::Open { "Pumps", "泵" });
    auto const own = buys ? Compartment::buyer_and_counsel : Compartment::supplier_and_counsel;
    auto const where = random_.below(3) == 0 ? own : Compartment::shared;
    auto const& exhibits = dossier->state.exhibits;
    auto const some_exhibit = [&]() -> Id<evidence::Exhibit> {
        return exhibits.empty() ? Id<evidence::Exhibit> { 1 } : exhibits[random_.below(exhibits.size())].id;
    };
    auto const kind = random_.below(20);
    if (kind < 9) {
        auto const kept = vault->put(bytes_of(random_));
        if (!kept)
            return std::nullopt;
        evidence::Exhibit exhibit;
        exhibit.digest = kept->digest;
        exhibit.size = kept->size;
        exhibit.file_name = "photo.jpg";
        exhibit.media_type = "image/jpeg";
        exhibit.kind = evidence::ExhibitKind::photo;
        exhibit.source.from = "the warehouse";
        exhibit.description.title = "A photo";
        auto wish = with(side, evidence::AddExhibit { where, std::move(exhibit), {} });
        wish.envelope.kept = kept;
        return wish;
    }
    if (kind < 13)
        return with(side, evidence::Number { where, {}, {} });
    if (kind < 15)
        return with(side, evidence::WithdrawExhibit { some_exhibit(), "a newer one is there" });
    if (kind < 17) {
        evidence::Handing handing;
        handing.exhibits = { some_exhibit() };
        handing.to = "the expert";
        handing.how = "by courier";
        return with(side, evidence::HandOver { where, std::move(handing) });
    }
    auto const& holds = dossier->state.holds;
    if (kind < 18 || holds.empty())
        return with(officer(),
            evidence::PlaceHold { Compartment::shared, { reference(), "by order", {}, { some_exhibit() } } });
    return with(officer(), evidence::LetGo { holds[random_.below(holds.size())].id, "it is over" });
}

} // namespace recourse::sim
