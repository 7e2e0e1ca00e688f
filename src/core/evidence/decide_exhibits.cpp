#include "core/evidence/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// Exhibits: added, described, grouped, numbered, taken back; what was done with their originals.

namespace recourse::evidence {

namespace {

constexpr std::size_t parents_max = 256; ///< as many as a record of the vault's log names

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "type/subtype" of RFC 6838, without parameters.
bool is_media_type(std::string_view text)
{
    auto const slash = text.find('/');
    auto const is_name = [](std::string_view name) {
        return !name.empty() && name.size() <= 127 && std::ranges::all_of(name, [](char c) {
            return is_letter(c) || (c >= '0' && c <= '9') || std::string_view { "!#$&-^_.+" }.contains(c);
        });
    };
    return slash != std::string_view::npos && is_name(text.substr(0, slash)) && is_name(text.substr(slash + 1));
}

bool is_country(std::string_view text)
{
    return text.empty() || (text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }));
}

/// A language of two or three small letters, perhaps with subtags (RFC 5646).
bool is_language(std::string_view text)
{
    auto const tag = text.substr(0, text.find('-'));
    bool const primary
        = tag.size() >= 2 && tag.size() <= 3 && std::ranges::all_of(tag, [](char c) { return c >= 'a' && c <= 'z'; });
    bool const rest
        = std::ranges::all_of(text, [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
    return primary && rest && text.size() <= 35 && !text.ends_with('-');
}

Guard fits(Origin const& origin)
{
    if (!is_country(origin.country))
        return refuse(refusals::no_country);
    if (!origin.language.empty() && !is_language(origin.language))
        return refuse(refusals::no_language);
    if (origin.against != Hand::unknown && origin.against != Hand::buyer && origin.against != Hand::supplier)
        return refuse(refusals::no_interest);
    return {};
}

Guard fits(Deciding const& d, Description const& description)
{
    RECOURSE_TRY_DONE(d.line("title", description.title, true));
    RECOURSE_TRY_DONE(d.line("title_zh", description.title_zh));
    RECOURSE_TRY_DONE(d.text("brief", description.brief));
    RECOURSE_TRY_DONE(d.text("brief_zh", description.brief_zh));
    return d.text("note", description.note);
}

Guard fits(Deciding const& d, Exhibit const& exhibit)
{
    RECOURSE_TRY_DONE(d.line("file_name", exhibit.file_name, true));
    if (!is_media_type(exhibit.media_type))
        return refuse(refusals::no_media_type);
    auto const& source = exhibit.source;
    RECOURSE_TRY_DONE(d.line("from", source.from, true));
    RECOURSE_TRY_DONE(d.line("collected_by", source.collected_by));
    RECOURSE_TRY_DONE(d.line("device", source.device));
    RECOURSE_TRY_DONE(d.line("account", source.account));
    RECOURSE_TRY_DONE(d.line("tool", source.tool));
    RECOURSE_TRY_DONE(d.when(exhibit.collected));
    RECOURSE_TRY_DONE(fits(exhibit.origin));
    return fits(d, exhibit.description);
}

/// The actor's side put it there and may still do something with it.
Guard own_live(Deciding const& d, ExhibitState const& exhibit)
{
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(d.own(exhibit.by));
    if (exhibit.withdrawn)
        return refuse(refusals::withdrawn);
    if (exhibit.erased)
        return refuse(refusals::erased);
    return {};
}

/// An officer brings order into what both sides have put into the shared compartment; a side into what is its own.
Guard orders(Deciding const& d, act::Actor const& by)
{
    if (d.role() == Role::officer)
        return {};
    return d.own(by);
}

std::unexpected<act::Refusal> elsewhere(std::string what)
{
    return refuse(refusals::other_compartment, { { "what", std::move(what) } });
}

} // namespace

Decision decide_one(Deciding const& d, AddExhibit const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const parents
        = command.derived ? RECOURSE_TRY(d.exhibits(command.derived->from)) : std::vector<ExhibitState const*> {};
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    auto const& exhibit = command.exhibit;
    std::size_t count = 0;
    for (auto const& one : d.state.exhibits) {
        if (one.compartment != compartment)
            continue;
        ++count;
        if (one.exhibit.digest != exhibit.digest)
            continue;
        if (is_live(one)) {
            if (d.own(one.by) && one.exhibit == exhibit && one.derived == command.derived)
                return already_so();
            return refuse(refusals::same_bytes, { { "exhibit", to_string(one.id) } });
        }
        if (one.erased) {
            auto const order = std::ranges::find_if(d.state.erasures, [&](auto const& erasure) {
                return erasure.digest == exhibit.digest && erasure.phase == ErasurePhase::erased;
            });
            return refuse(refusals::erased_before, { { "reference", order->reference } });
        }
    }
    if (count >= exhibits_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", exhibits_max) } });
    if (!d.context.kept || d.context.kept->digest != exhibit.digest)
        return refuse(refusals::not_kept, { { "digest", to_string(exhibit.digest) } });
    if (d.context.kept->size != exhibit.size)
        return refuse(refusals::size_differs,
            { { "kept", fmt::format("{}", d.context.kept->size) }, { "size", fmt::format("{}", exhibit.size) } });
    RECOURSE_TRY_DONE(fits(d, exhibit));
    if (command.derived) {
        // The original may lie where fewer read than here: a redacted copy is made for that.
        if (parents.empty() || parents.size() > parents_max)
            return refuse(refusals::no_parents, { { "count", fmt::format("{}", parents_max) } });
        RECOURSE_TRY_DONE(d.line("by", command.derived->by));
        RECOURSE_TRY_DONE(d.line("tool", command.derived->tool));
    }
    return only(
        events::ExhibitAdded { d.new_id<Exhibit>(), d.today(), d.actor(), compartment, exhibit, command.derived });
}

Decision decide_one(Deciding const& d, DescribeExhibit const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* exhibit = RECOURSE_TRY(d.exhibit(command.exhibit));
    RECOURSE_TRY_DONE(own_live(d, *exhibit));
    if (exhibit->exhibit.origin == command.origin && exhibit->exhibit.description == command.description)
        return already_so();
    RECOURSE_TRY_DONE(fits(command.origin));
    RECOURSE_TRY_DONE(fits(d, command.description));
    return only(events::ExhibitDescribed { exhibit->id, d.today(), d.actor(), command.origin, command.description });
}

Decision decide_one(Deciding const& d, WithdrawExhibit const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* exhibit = RECOURSE_TRY(d.exhibit(command.exhibit));
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(d.own(exhibit->by));
    if (exhibit->withdrawn)
        return already_so();
    RECOURSE_TRY_DONE(d.line("reason", command.reason, true));
    return only(events::ExhibitWithdrawn { exhibit->id, d.today(), d.actor(), command.reason });
}

Decision decide_one(Deciding const& d, MakeGroup const& command)
{
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    std::uint32_t count = 0;
    for (auto const& one : d.state.groups) {
        if (one.compartment != compartment)
            continue;
        ++count;
        if (d.own(one.by) && one.group == command.group)
            return already_so();
    }
    if (count >= entries_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", entries_max) } });
    RECOURSE_TRY_DONE(d.line("title", command.group.title, true));
    RECOURSE_TRY_DONE(d.line("title_zh", command.group.title_zh));
    RECOURSE_TRY_DONE(d.text("proves", command.group.proves));
    RECOURSE_TRY_DONE(d.text("proves_zh", command.group.proves_zh));
    return only(events::GroupMade { d.new_id<Group>(), count + 1, d.today(), d.actor(), compartment, command.group });
}

Decision decide_one(Deciding const& d, PutInGroup const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* group = RECOURSE_TRY(d.group(command.group));
    auto const exhibits = RECOURSE_TRY(d.exhibits(command.exhibits));
    RECOURSE_TRY_DONE(d.takes_part());
    RECOURSE_TRY_DONE(orders(d, group->by));
    for (auto const* one : exhibits)
        RECOURSE_TRY_DONE(orders(d, one->by));
    RECOURSE_TRY_DONE(d.some(group->compartment, exhibits));
    for (auto const* one : exhibits) {
        if (one->compartment != group->compartment)
            return elsewhere(to_string(one->id));
    }
    if (std::ranges::all_of(exhibits, [&](auto const* one) { return one->group == group->id; }))
        return already_so();
    return only(events::PutInGroup { group->id, d.today(), d.actor(), command.exhibits });
}

Decision decide_one(Deciding const& d, Number const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto exhibits = RECOURSE_TRY(d.exhibits(command.exhibits));
    auto const* group = command.group ? RECOURSE_TRY(d.group(*command.group)) : nullptr;
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    if (group != nullptr)
        RECOURSE_TRY_DONE(orders(d, group->by));
    for (auto const* one : exhibits)
        RECOURSE_TRY_DONE(orders(d, one->by));
    if (group != nullptr && group->compartment != compartment)
        return elsewhere(to_string(group->id));
    if (exhibits.empty()) {
        for (auto const& one : d.state.exhibits) {
            if (one.compartment == compartment && one.number == 0 && is_live(one) && orders(d, one.by))
                exhibits.push_back(&one);
        }
        if (exhibits.empty())
            return already_so();
    } else {
        for (auto const* one : exhibits) {
            if (one->number == 0 && one->withdrawn)
                return refuse(refusals::withdrawn);
            if (one->number == 0 && one->erased)
                return refuse(refusals::erased);
        }
        RECOURSE_TRY_DONE(d.some(compartment, exhibits));
        for (auto const* one : exhibits) {
            if (one->compartment != compartment)
                return elsewhere(to_string(one->id));
        }
    }
    events::Numbered event { d.today(), d.actor(), compartment, {}, command.group };
    auto next = last_number(d.state, compartment);
    for (auto const* one : exhibits) {
        if (one->number == 0) // a number is given once for ever
            event.numbers.push_back({ one->id, ++next });
    }
    if (event.numbers.empty())
        return already_so();
    return only(std::move(event));
}

Decision decide_one(Deciding const& d, ViewOriginal const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* exhibit = RECOURSE_TRY(d.exhibit(command.exhibit));
    RECOURSE_TRY_DONE(d.place(exhibit->compartment));
    StepDone const seen { Step::original_seen, command.on, command.by, {}, {} };
    if (std::ranges::find(exhibit->steps, seen) != exhibit->steps.end())
        return already_so();
    if (exhibit->steps.size() >= entries_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", entries_max) } });
    RECOURSE_TRY_DONE(d.not_to_come(command.on));
    RECOURSE_TRY_DONE(d.line("by", command.by, true));
    RECOURSE_TRY_DONE(d.text("note", command.note));
    return only(events::OriginalViewed { exhibit->id, d.today(), d.actor(), command.on, command.by, command.note });
}

Decision decide_one(Deciding const& d, RecordStep const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* exhibit = RECOURSE_TRY(d.exhibit(command.exhibit));
    RECOURSE_TRY_DONE(d.place(exhibit->compartment));
    RECOURSE_TRY_DONE(orders(d, exhibit->by));
    auto const& done = command.done;
    if (std::ranges::find(exhibit->steps, done) != exhibit->steps.end())
        return already_so();
    if (exhibit->steps.size() >= entries_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", entries_max) } });
    if (done.step == Step::original_seen)
        return refuse(refusals::no_step);
    RECOURSE_TRY_DONE(d.not_to_come(done.on));
    RECOURSE_TRY_DONE(d.line("by", done.by, true));
    RECOURSE_TRY_DONE(d.line("reference", done.reference));
    bool const language_fits = done.step == Step::translated ? is_language(done.language) : done.language.empty();
    if (!language_fits)
        return refuse(refusals::no_language);
    return only(events::StepRecorded { exhibit->id, d.today(), d.actor(), done });
}

} // namespace recourse::evidence
