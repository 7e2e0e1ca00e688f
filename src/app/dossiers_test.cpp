#include "app/audit.hpp"
#include "app/desk_test.hpp"
#include "app/stored_event.hpp"
#include "core/evidence/records.hpp"

// Dossiers through the pipeline: from the command to the log and back.

namespace recourse::app {

namespace {

using act::Role;
using evidence::Compartment;

evidence::Exhibit exhibit_of(std::string const& text)
{
    evidence::Exhibit exhibit;
    exhibit.digest = sha256(text);
    exhibit.size = text.size();
    exhibit.file_name = text + ".jpg";
    exhibit.media_type = "image/jpeg";
    exhibit.source.from = "the warehouse";
    exhibit.description.title = text;
    return exhibit;
}

/// An order of two parties, and its dossier.
struct Files : Desk {
    Id<Party> const buyer_party = party("Buyer"), supplier_party = party("Supplier");
    act::Actor const buyer { Role::buyer, buyer_party, {} }, supplier { Role::supplier, supplier_party, {} };
    act::Actor const officer { Role::officer, {}, { 901 } }, second { Role::officer, {}, { 902 } };
    Stream const order = paid_order(buyer_party, supplier_party);
    Stream const dossier { Subject::dossier, order.number };

    Outcome send(act::Actor const& actor, evidence::Command command, std::string const& key = {})
    {
        return run(actor, dossier, Command { std::move(command) }, key);
    }
    /// As the shell sends it: with what the vault says of the bytes.
    Outcome add(act::Actor const& actor, Compartment in, std::string const& text, bool held = true)
    {
        Envelope envelope { {}, {}, actor, dossier,
            evidence::Command { evidence::AddExhibit { in, exhibit_of(text), {} } }, {}, {} };
        envelope.content = content_of(envelope);
        envelope.id = command_id(actor.party, fmt::format("exhibit {} {}", text, held));
        if (held)
            envelope.kept = evidence::Kept { sha256(text), text.size() };
        std::promise<Outcome> promise;
        auto future = promise.get_future();
        pipeline->submit(std::move(envelope), [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
        return future.get();
    }
    evidence::State now() { return state<evidence::State>(dossier); }
    std::vector<DossierLine> listed(Id<Party> party)
    {
        EXPECT_TRUE(pipeline->wait_projected(pipeline->durable(), std::chrono::seconds(10)));
        auto const page = store.page({ .view = static_cast<store::View>(View::dossiers),
            .scopes = lists_of(View::dossiers, {}, party),
            .limit = 10,
            .bodies = static_cast<store::View>(View::dossiers) });
        std::vector<DossierLine> lines;
        for (auto const& item : page->value)
            lines.push_back(
                *packed::unpack<DossierLine>({ reinterpret_cast<char const*>(item.body->data()), item.body->size() }));
        return lines;
    }
};

} // namespace

TEST(Dossiers, of_an_order_have_its_number_and_both_sides)
{
    Files desk;
    auto const opened = desk.send(desk.buyer, evidence::Open { "Pumps", "" });
    ASSERT_EQ(opened.result, Result::done) << opened.code;
    EXPECT_EQ(opened.target, desk.dossier);
    auto const again = desk.send(desk.supplier, evidence::Open { "Ours", "" });
    EXPECT_EQ(again.result, Result::done);
    EXPECT_EQ(again.version, opened.version);
    EXPECT_EQ(desk.now().supplier, desk.supplier_party);
    EXPECT_EQ(desk.listed(desk.supplier_party).size(), 1);
    EXPECT_EQ(desk.listed(desk.party("Nobody")).size(), 0);
    // An order that is not there has none; nor is one made up behind the back of its number.
    auto const none = desk.run(desk.buyer, { Subject::dossier, desk.order.number + 1 },
        Command { evidence::Command { evidence::Open { "t", "" } } });
    EXPECT_EQ(none.code, "dossier.no_order");
}

TEST(Dossiers, without_an_order_get_a_number_of_their_own)
{
    Files desk;
    auto const opened = desk.run(desk.buyer, { Subject::dossier, 0 },
        Command { evidence::Command { evidence::OpenAlone { {}, "Teak Co", "Chairs", "" } } });
    ASSERT_EQ(opened.result, Result::done) << opened.code;
    EXPECT_EQ(opened.target.number, opened.as_of);
    EXPECT_EQ(desk.listed(desk.buyer_party).size(), 1);
    EXPECT_EQ(desk.listed(desk.supplier_party).size(), 0);
    auto const unknown = desk.run(desk.officer, { Subject::dossier, 0 },
        Command { evidence::Command { evidence::OpenAlone { Id<Party> { 99'999 }, "Teak Co", "Chairs", "" } } });
    EXPECT_EQ(unknown.code, "dossier.unknown_buyer");
}

TEST(Dossiers, an_exhibit_is_known_by_the_place_of_its_event)
{
    Files desk;
    desk.send(desk.buyer, evidence::Open { "Pumps", "" });
    EXPECT_EQ(desk.add(desk.buyer, Compartment::shared, "a", false).code, "dossier.not_kept");
    auto const added = desk.add(desk.buyer, Compartment::shared, "a");
    ASSERT_EQ(added.result, Result::done) << added.code;
    ASSERT_EQ(desk.now().exhibits.size(), 1);
    EXPECT_EQ(desk.now().exhibits.front().id.number, added.as_of);
    // The same command again has the same answer, whatever the vault says by then.
    auto const again = desk.add(desk.buyer, Compartment::shared, "a");
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.as_of, added.as_of);
    // Many at once: each its own.
    for (auto const* text : { "b", "c", "d" })
        EXPECT_EQ(desk.add(desk.supplier, Compartment::shared, text).result, Result::done);
    auto const numbered = desk.send(desk.supplier, evidence::Number { Compartment::shared, {}, {} });
    EXPECT_EQ(numbered.result, Result::done) << numbered.code;
    EXPECT_EQ(evidence::last_number(desk.now(), Compartment::shared), 3u);
}

TEST(Dossiers, records_of_the_vault_follow_from_the_log_alone)
{
    Files desk;
    desk.send(desk.buyer, evidence::Open { "Pumps", "" });
    auto const added = desk.add(desk.buyer, Compartment::shared, "a");
    desk.send(desk.buyer, evidence::Number { Compartment::shared, {}, {} });
    desk.send(desk.buyer,
        evidence::HandOver {
            Compartment::shared, { { { added.as_of } }, evidence::Parcel::packet, "the court", "courier", {}, "" } });
    auto const follow = [&] {
        std::vector<evidence::ActRecord> records;
        evidence::State state;
        for (auto const& event : *desk.store.read(1, 1'000)) {
            if (codec::stream_of(event.stream) != desk.dossier)
                continue;
            auto const stored = unpacked(event);
            auto const& what = std::get<evidence::Event>(stored->what);
            evolve(state, what);
            for (auto& one : evidence::records_of(
                     what, { { desk.dossier.number }, state, stored->caused.by, event.at, event.sequence }))
                records.push_back(std::move(one));
        }
        return records;
    };
    auto const records = follow();
    std::vector<std::string> deeds;
    store::Sequence last = 0;
    for (auto const& one : records) {
        deeds.emplace_back(evidence::word(one.deed));
        EXPECT_GT(one.place.sequence, last);
        EXPECT_EQ(one.place.index, 0u);
        last = one.place.sequence;
    }
    EXPECT_EQ(deeds, (std::vector<std::string> { "received", "numbered", "handed-over" }));
    EXPECT_EQ(records, follow());
}

TEST(Dossiers, are_kept_for_three_years_after_their_order)
{
    Files desk;
    desk.send(desk.buyer, evidence::Open { "Pumps", "" });
    desk.add(desk.buyer, Compartment::shared, "a");
    evidence::ProposeErasure const propose { sha256("a"), "personal", "Order 9" };
    EXPECT_EQ(desk.send(desk.officer, propose).code, "dossier.order_runs");
    for (auto const& command : { order::Command { order::Ship { { desk.today(), act::Role::supplier, "x" } } },
             order::Command { order::Deliver { { desk.today(), act::Role::supplier, "x" } } } })
        desk.run(desk.supplier, desk.order, Command { command });
    EXPECT_EQ(
        desk.run(desk.buyer, desk.order, Command { order::Command { order::ConfirmReceipt {} } }).result, Result::done);
    auto const refused = desk.send(desk.officer, propose);
    EXPECT_EQ(refused.code, "dossier.retained");
    desk.clock.micros
        = beijing.instant({ desk.today().plus_years(3).plus_days(1), 8, 0, 0, 0 }, time::Unclear::first).micros;
    EXPECT_EQ(desk.send(desk.officer, propose).result, Result::done);
    EXPECT_EQ(desk.send(desk.officer, evidence::ConfirmErasure { propose.digest }).code, "dossier.same_person");
    EXPECT_EQ(desk.send(desk.second, evidence::ConfirmErasure { propose.digest }).result, Result::done);
    EXPECT_TRUE(desk.now().exhibits.front().erased);
    // What is on disk is what the rules made, and the views follow from it.
    EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const found = audit(desk.store, desk.rules, beijing);
    ASSERT_TRUE(found) << found.error();
    EXPECT_EQ(found->findings, std::vector<std::string> {});
}

TEST(Dossiers, are_there_again_after_a_start)
{
    Files desk;
    desk.send(desk.buyer, evidence::Open { "Pumps", "" });
    // More events than one snapshot takes.
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(desk.add(desk.buyer, Compartment::buyer_and_counsel, fmt::format("n{}", i)).result, Result::done);
    auto const before = packed::pack(desk.now());
    desk.start();
    EXPECT_EQ(packed::pack(desk.now()), before);
    EXPECT_EQ(desk.add(desk.buyer, Compartment::buyer_and_counsel, "n21").result, Result::done);
    EXPECT_EQ(desk.now().exhibits.size(), 21);
}

} // namespace recourse::app
