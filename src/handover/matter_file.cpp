#include "handover/matter_file.hpp"

#include "codec/described.hpp"
#include "codec/json_reader.hpp"
#include "codec/names.hpp"

#include <algorithm>
#include <utility>

namespace recourse::handover {

namespace {

using codec::JsonWriter;
using codec::Node;
using codec::NodeKind;
using Flaws = std::vector<vault::Flaw>;
constexpr std::size_t flaws_max = 100;

struct Head {
    std::string format { matter_format };
    std::uint32_t version = matter_version;
    Date counted_on;
    std::string calendar;
    std::vector<Named> exhibits;
    std::vector<Counted> days;
    std::vector<LeftOut> left_out;
};
BOOST_DESCRIBE_STRUCT(Head, (), (format, version, counted_on, calendar, exhibits, days, left_out))

auto const& words()
{
    return codec::alternative_words<matter::Command>();
}

void write(JsonWriter& json, Step const& step)
{
    json.begin_object();
    json.key("action");
    json.string(words()[step.command.index()]);
    if (!step.list.empty()) {
        json.key("list");
        json.string(step.list);
        json.key("number");
        json.integer(step.number);
    }
    json.key("body");
    std::visit([&](auto const& one) { codec::to_json(json, one); }, step.command);
    json.end_object();
}

vault::Flaw flaw(std::string_view where, std::string_view says)
{
    return { std::string { matter_file }, fmt::format("{}: {}", where, says) };
}

/// The body as the command of that place of the variant.
template <std::size_t... i>
std::expected<matter::Command, std::vector<codec::Flaw>> command_of(
    std::size_t at, Node const& body, std::index_sequence<i...>)
{
    std::expected<matter::Command, std::vector<codec::Flaw>> result;
    auto const read = [&]<std::size_t place>(std::integral_constant<std::size_t, place>) {
        if (place != at)
            return;
        auto one = codec::from_tree<std::variant_alternative_t<place, matter::Command>>(body);
        if (one)
            result = matter::Command { *std::move(one) };
        else
            result = std::unexpected(std::move(one.error()));
    };
    (read(std::integral_constant<std::size_t, i> {}), ...);
    return result;
}

/// What steps of a matter may be: a person's own acts and the machinery's are none.
bool may_be_step(matter::Act act)
{
    using enum matter::Act;
    switch (act) {
    case open_outside:
    case add_pursued:
    case drop_pursued:
    case add_head:
    case withdraw_head:
    case record_clause:
    case choose_forum:
    case state_footing:
    case record_act:
    case prove_act:
    case record_obstacle:
    case give_notice:
    case record_avoidable:
    case seek_avoidance:
    case apply_preservation:
    case record_ruling:
    case execute_measure:
    case apply_renewal:
    case grant_renewal:
    case lift_measure:
    case note_wrongful_freeze:
    case file:
    case note_progress:
    case set_hearing:
    case end_filing:
    case make_offer:
    case record_title:
    case note_challenge:
    case apply_enforcement:
    case note_pressure:
    case record_receipt:
    case note_paper:
        return true;
    case open:
    case check_conflict:
    case engage:
    case book_cost:
    case change_pursued:
    case change_head:
    case end_obstacle:
    case make_paper:
    case approve_paper:
    case send_paper:
    case prove_arrival:
    case accept_offer:
    case end_offer:
    case declare_broken:
    case propose_distribution:
    case answer_distribution:
    case close:
    case reopen:
    case let_auditor_in:
    case recount:
    case pass_day:
    case keep_forecast:
        return false;
    }
    return false;
}

std::string text_at(Node const& node, std::string_view key)
{
    auto const* found = node.find(key);
    return found != nullptr && found->is_string() ? found->text : std::string {};
}

std::optional<Step> step_of(Node const& node, std::string const& where, Flaws& flaws)
{
    if (!node.is_table()) {
        flaws.push_back(flaw(where, "this is no object"));
        return std::nullopt;
    }
    for (auto const& one : node.members)
        if (one.key != "action" && one.key != "list" && one.key != "number" && one.key != "body")
            flaws.push_back(flaw(where, fmt::format("there is no such member here: {}", one.key)));
    auto const action = text_at(node, "action");
    auto const found = std::ranges::find(words(), action);
    auto const at = static_cast<std::size_t>(found - words().begin());
    if (found == words().end() || !may_be_step(static_cast<matter::Act>(at))) {
        flaws.push_back(flaw(where, fmt::format("'{}' is no step of a matter", action)));
        return std::nullopt;
    }
    auto const* body = node.find("body");
    static Node const nothing;
    auto command = command_of(
        at, body == nullptr ? nothing : *body, std::make_index_sequence<std::variant_size_v<matter::Command>> {});
    if (!command) {
        for (auto const& one : command.error())
            flaws.push_back(flaw(where + "/body" + one.pointer, one.says));
        return std::nullopt;
    }
    Step step { *std::move(command), text_at(node, "list"), 0 };
    if (auto const* number = node.find("number")) {
        if (!number->is(NodeKind::integer) || !std::in_range<std::uint32_t>(number->integer))
            flaws.push_back(flaw(where + "/number", "this is no number of an entry"));
        else
            step.number = static_cast<std::uint32_t>(number->integer);
    }
    return step;
}

std::optional<std::string> other_format(Node const& root)
{
    if (text_at(root, "format") != matter_format)
        return fmt::format("its format is not \"{}\"", matter_format);
    auto const* version = root.find("version");
    if (version == nullptr || !version->is(NodeKind::integer) || version->integer != matter_version)
        return fmt::format("this program reads version {} of it: a newer one is needed", matter_version);
    return std::nullopt;
}

} // namespace

std::vector<Counted> running_days(std::span<limitation::Row const> rows)
{
    std::vector<Counted> days;
    for (auto const& row : rows) {
        if (row.stand == limitation::Stand::runs && row.due && !limitation::is_met(row))
            days.push_back({ std::string { limitation::rule(row.rule).word }, row.about, *row.due });
    }
    std::ranges::sort(days);
    return days;
}

std::string written(MatterFile const& file)
{
    Head const head { std::string { matter_format }, matter_version, file.counted_on, file.calendar, file.exhibits,
        file.days, file.steps.left_out };
    JsonWriter json(codec::JsonStyle::pretty);
    json.begin_object();
    boost::mp11::mp_for_each<codec::described::members<Head>>([&](auto member) {
        json.key(member.name);
        codec::to_json(json, head.*member.pointer);
    });
    json.key("steps");
    json.begin_array();
    for (auto const& step : file.steps.steps)
        write(json, step);
    json.end_array();
    json.end_object();
    return json.take() + '\n';
}

std::expected<MatterFile, Flaws> read_matter(std::string_view text)
{
    auto document = codec::read_json(text, std::string { matter_file }, { .bytes_max = matter_bytes_max });
    Flaws flaws;
    for (auto const& one : document.problems)
        flaws.push_back({ std::string { matter_file }, to_string(one) });
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    if (auto const wrong = other_format(document.root))
        return std::unexpected(Flaws { { std::string { matter_file }, *wrong } });
    Node steps;
    std::erase_if(document.root.members, [&](auto& one) {
        if (one.key != "steps")
            return false;
        steps = std::move(one.value);
        return true;
    });
    auto head = codec::from_tree<Head>(document.root);
    if (!head)
        for (auto const& one : head.error())
            flaws.push_back(flaw(one.pointer, one.says));
    if (!steps.is_array() || steps.items.empty() || steps.items.size() > steps_max)
        flaws.push_back(flaw("/steps", fmt::format("this is a list of 1 to {} steps", steps_max)));
    MatterFile file;
    for (std::size_t i = 0; i < std::min(steps.items.size(), steps_max) && flaws.size() < flaws_max; ++i)
        if (auto step = step_of(steps.items[i], fmt::format("/steps/{}", i), flaws))
            file.steps.steps.push_back(*std::move(step));
    auto const opens = [](Step const& one) { return std::holds_alternative<matter::OpenOutside>(one.command); };
    if (flaws.empty() && (!opens(file.steps.steps.front()) || std::ranges::count_if(file.steps.steps, opens) != 1))
        flaws.push_back(flaw("/steps", "the first one opens the matter, and no other"));
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    file.counted_on = head->counted_on;
    file.calendar = std::move(head->calendar);
    file.exhibits = std::move(head->exhibits);
    file.days = std::move(head->days);
    file.steps.left_out = std::move(head->left_out);
    return file;
}

} // namespace recourse::handover
