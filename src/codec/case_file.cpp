#include "codec/case_file.hpp"

#include "base/text.hpp"
#include "codec/case_value.hpp"
#include "codec/json_reader.hpp"
#include "codec/toml_reader.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace recourse::codec {

namespace {

using casework::FactGroup;
using casework::FactPath;

/// Two dates of which the second cannot lie before the first.
struct Sequence {
    std::string_view earlier;
    std::string_view later;
    std::string_view says;
};

/// Only what cannot happen stands here. Odd orders that do happen (receipt confirmed before delivery, paid before the
/// order was written down) are for the rules to judge. In a list both dates are of the same entry.
constexpr std::array sequences {
    Sequence { "delivery.shipped_on", "delivery.delivered_on", "the goods were delivered before they were shipped" },
    Sequence { "problems.found_on", "problems.notified_on", "the defect was notified before it was found" },
    Sequence { "legal.filed_on", "legal.award_on", "the award was made before the filing" },
};

class CaseReader {
public:
    CaseReader(Document document, CaseLimits const& limits)
        : document_(std::move(document))
        , limits_(limits)
        , problems_(std::move(document_.problems))
    {
    }

    std::expected<CaseFile, Problems> read()
    {
        read_top();
        check_sequences();
        check_not_shipped();
        check_rates();
        if (!problems_.empty())
            return std::unexpected(listed());
        out_.file = document_.file;
        return std::move(out_);
    }

private:
    void complain(Place place, Complaint complaint)
    {
        problems_.push_back({ std::move(place), std::move(complaint.message), std::move(complaint.remedy) });
    }

    void read_top()
    {
        auto const groups = casework::fact_groups();
        std::vector<std::string_view> names { "inputs" };
        for (FactGroup const& group : groups) {
            if (!group.name.empty())
                names.push_back(group.name);
        }
        for (auto const& field : groups[0].fields)
            names.push_back(field.name);

        for (Member const& member : document_.root.members) {
            if (member.key == "inputs")
                read_inputs(member);
            else if (int const field = groups[0].find(member.key); field >= 0)
                read_field(0, 0, field, member, member.key);
            else if (int const group = member.key.empty() ? -1 : casework::find_group(member.key); group > 0)
                read_group(static_cast<std::uint16_t>(group), member);
            else
                complain(document_.place(member), unknown_top(member.key, names));
        }
    }

    /// A field that was written above the first [group] is told where it belongs.
    static Complaint unknown_top(std::string const& key, std::span<std::string_view const> names)
    {
        Complaint complaint { fmt::format("'{}' is not a group of a case", key), did_you_mean(key, names) };
        if (!complaint.remedy.empty())
            return complaint;
        std::vector<std::string> homes;
        for (FactGroup const& group : casework::fact_groups()) {
            if (!group.name.empty() && group.find(key) >= 0)
                homes.push_back(fmt::format("{}.{}", group.name, key));
        }
        if (!homes.empty() && homes.size() <= 4)
            complaint.remedy = "there is " + join_and(homes);
        return complaint;
    }

    void read_group(std::uint16_t index, Member const& member)
    {
        FactGroup const& group = casework::fact_groups()[index];
        Node const& node = member.value;
        if (node.is(NodeKind::null))
            return;
        if (!group.list) {
            if (node.is_table())
                read_record(index, 0, node, group.name);
            else
                complain(document_.place(node),
                    { fmt::format("{} is {}; expected a table", group.name, describe(node.kind)),
                        node.is_array()
                            ? fmt::format("there is one {}: write [{}], not [[{}]]", group.name, group.name, group.name)
                            : "" });
            return;
        }
        if (!node.is_array()) {
            complain(document_.place(node),
                { fmt::format("{} is {}; expected a list of tables", group.name, describe(node.kind)),
                    fmt::format("write [[{}]] with two brackets, once for each", group.name) });
            return;
        }
        if (node.items.size() > limits_.items_max) {
            complain(
                document_.place(node), { fmt::format("{} has more than {} entries", group.name, limits_.items_max) });
            return;
        }
        out_.facts.set_list_known(index);
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            Node const& item = node.items[i];
            auto const name = fmt::format("{}[{}]", group.name, i);
            out_.facts.add_item(index); // an entry that says nothing is still one: something was paid
            if (item.is_table())
                read_record(index, static_cast<std::uint16_t>(i), item, name);
            else
                complain(
                    document_.place(item), { fmt::format("{} is {}; expected a table", name, describe(item.kind)) });
        }
    }

    void read_record(std::uint16_t index, std::uint16_t item, Node const& table, std::string const& name)
    {
        FactGroup const& group = casework::fact_groups()[index];
        for (Member const& member : table.members) {
            int const field = group.find(member.key);
            if (field >= 0) {
                read_field(index, item, field, member, fmt::format("{}.{}", name, member.key));
                continue;
            }
            std::vector<std::string_view> names;
            for (auto const& known : group.fields)
                names.push_back(known.name);
            Complaint complaint { fmt::format("{} has no field '{}'", group.name, member.key),
                did_you_mean(member.key, names) };
            if (complaint.remedy.empty())
                complaint.remedy = fmt::format(
                    "its fields are {}", join_and(std::vector<std::string> { names.begin(), names.end() }));
            complain(document_.place(member), std::move(complaint));
        }
    }

    void read_field(std::uint16_t index, std::uint16_t item, int field, Member const& member, std::string const& name)
    {
        FactGroup const& group = casework::fact_groups()[index];
        FactPath const path { index, item, static_cast<std::uint16_t>(field) };
        auto complaint = set_fact(out_.facts, path, name, group, group.fields[static_cast<std::size_t>(field)],
            member.value, limits_.text_max);
        if (complaint) {
            complain(document_.place(member.value), std::move(*complaint));
            refused_.insert(path);
            return;
        }
        places_[path] = document_.place(member.value);
        if (auto const value = out_.facts.get(path); value.is(rules::Kind::money))
            add_up(value.as_money(), name, document_.place(member.value));
    }

    /// Rules add amounts and parts of them, problem by problem: what all of them come to has to leave room for that.
    void add_up(Money amount, std::string const& name, Place place)
    {
        bool const fitted = total_ <= amount_minor_max;
        total_ += amount.minor; // of at most a few thousand, each of at most amount_minor_max
        if (fitted && total_ > amount_minor_max)
            complain(std::move(place),
                { fmt::format("with {} the amounts of this case come to more than can be added up", name),
                    "check the digits and the currencies" });
    }

    void read_inputs(Member const& member)
    {
        Node const& node = member.value;
        if (node.is(NodeKind::null))
            return;
        if (!node.is_table()) {
            complain(document_.place(node),
                { fmt::format("inputs is {}; expected a table for each programme", describe(node.kind)),
                    "write [inputs.dhgate]" });
            return;
        }
        for (Member const& programme : node.members) {
            if (!programme.value.is_table())
                complain(document_.place(programme.value),
                    { fmt::format("inputs.{} is {}; expected a table named after a programme", programme.key,
                          describe(programme.value.kind)),
                        "write [inputs.dhgate]" });
        }
        out_.inputs = node;
    }

    /// The path of a schema name with the list position put in.
    static std::optional<FactPath> path_of(std::string_view name, std::size_t item)
    {
        auto const point = name.find('.');
        int const group = casework::find_group(name.substr(0, point));
        if (group < 0)
            return std::nullopt;
        int const field = casework::fact_groups()[static_cast<std::size_t>(group)].find(name.substr(point + 1));
        if (field < 0)
            return std::nullopt;
        return FactPath { static_cast<std::uint16_t>(group), static_cast<std::uint16_t>(item),
            static_cast<std::uint16_t>(field) };
    }

    std::optional<Date> date_at(std::optional<FactPath> path) const
    {
        if (!path || !places_.contains(*path))
            return std::nullopt;
        auto const value = out_.facts.get(*path);
        return value.is(rules::Kind::date) ? std::optional { value.as_date() } : std::nullopt;
    }

    void check_sequences()
    {
        for (Sequence const& sequence : sequences) {
            auto const first = path_of(sequence.earlier, 0);
            if (!first)
                continue;
            auto const& group = casework::fact_groups()[first->group];
            std::size_t const items = group.list ? out_.facts.items(first->group) : 1;
            for (std::size_t i = 0; i < items; ++i) {
                auto const later_path = path_of(sequence.later, i);
                auto const earlier = date_at(path_of(sequence.earlier, i));
                auto const later = date_at(later_path);
                if (earlier && later && *later < *earlier)
                    complain(places_.at(*later_path),
                        { fmt::format("{} is {}, {} is {}: {}", sequence.later, to_string(*later), sequence.earlier,
                            to_string(*earlier), sequence.says) });
            }
        }
    }

    void check_not_shipped()
    {
        if (out_.facts.text("delivery.state") != "not_shipped")
            return;
        for (std::string_view name : { "delivery.shipped_on", "delivery.delivered_on" }) {
            auto const path = path_of(name, 0);
            if (date_at(path))
                complain(places_.at(*path),
                    { fmt::format("{} is given, but delivery.state is \"not_shipped\"", name),
                        "one of the two cannot be right" });
        }
    }

    /// A rate holds from one currency to another on a day; one that lacks any of them would be passed over in silence.
    void check_rates()
    {
        auto const index = static_cast<std::uint16_t>(casework::find_group("rates"));
        for (std::size_t i = 0; i < out_.facts.items(index); ++i) {
            auto const stated = places_.find(*path_of("rates.rate", i));
            if (stated == places_.end())
                continue;
            for (std::string_view const field : { "from", "to", "date" }) {
                auto const path = *path_of(fmt::format("rates.{}", field), i);
                if (!places_.contains(path) && !refused_.contains(path))
                    complain(stated->second,
                        { fmt::format("rates[{}] has no '{}'", i, field),
                            field == "date" ? "date = the day of the rate, such as 2026-03-01"
                                            : "the code of a currency, such as \"USD\"" });
            }
        }
    }

    /// In the order of the file, and no more than a person wants to read.
    Problems listed()
    {
        std::ranges::sort(problems_, {}, [](Problem const& p) { return std::pair { p.place.line, p.place.column }; });
        if (problems_.size() > limits_.problems_max) {
            auto const more = problems_.size() - limits_.problems_max;
            problems_.resize(limits_.problems_max);
            problems_.push_back({ { document_.file }, fmt::format("{} more problems are not listed", more), {} });
        }
        return std::move(problems_);
    }

    Document document_;
    CaseLimits const& limits_;
    CaseFile out_;
    std::map<FactPath, Place> places_; ///< of the facts that were read
    std::set<FactPath> refused_;
    std::int64_t total_ = 0; ///< of all amounts, whatever their currency
    Problems problems_;
};

} // namespace

CaseFormat case_format(std::string_view file, std::string_view text)
{
    if (file.ends_with(".json"))
        return CaseFormat::json;
    auto const first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{' ? CaseFormat::json : CaseFormat::toml;
}

std::expected<CaseFile, Problems> read_case(
    std::string_view text, std::string file, CaseFormat format, CaseLimits const& limits)
{
    return read_case(format == CaseFormat::json ? read_json(text, std::move(file), limits.tree)
                                                : read_toml(text, std::move(file), limits.tree),
        limits);
}

std::expected<CaseFile, Problems> read_case(Document document, CaseLimits const& limits)
{
    return CaseReader { std::move(document), limits }.read();
}

} // namespace recourse::codec
