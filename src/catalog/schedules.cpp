#include "catalog/schedules.hpp"

#include <array>

namespace recourse::catalog {

namespace {

using codec::Document;
using codec::Node;
using route::Bracket;
using route::Schedule;

/// One `[[schedule]]`: reads it, checks that it is a scale, works its vectors.
class ScheduleReader {
public:
    ScheduleReader(Document const& file, Node const& node, SourceRegister const& sources, Problems& problems)
        : file_(file)
        , node_(node)
        , sources_(sources)
        , problems_(problems)
        , reader_(file, node, "[[schedule]]", problems)
    {
    }

    Schedule read()
    {
        schedule_.id = reader_.need_text("id");
        auto const code = reader_.need_text("currency");
        if (auto const currency = Currency::from_code(code))
            schedule_.currency = *currency;
        else
            reader_.problem(fmt::format("'{}' is no currency of ISO 4217", code), "three capital letters, e.g. CNY");
        schedule_.from = reader_.date("from");
        schedule_.until = reader_.date("until");
        bool const range = reader_.boolean("range").value_or(false);
        for (auto const* bracket : reader_.tables("brackets"))
            read_bracket(*bracket, range);
        schedule_.minimum = amount(reader_, node_, "minimum");
        schedule_.cap = amount(reader_, node_, "cap");
        schedule_.cap_mark = reader_.text("cap_mark").value_or("");
        schedule_.registration = amount(reader_, node_, "registration");
        read_rounding();
        for (auto const* mark : reader_.tables("marks"))
            read_mark(*mark);
        schedule_.source = sources_.resolve(file_, node_, true, problems_);
        reader_.allow("source");
        auto const vectors = reader_.tables("vectors");
        reader_.text("note");
        reader_.finish();
        if (is_scale())
            for (auto const* vector : vectors)
                work(*vector);
        return std::move(schedule_);
    }

private:
    std::optional<Money> amount(TableReader& reader, Node const& table, std::string_view key)
    {
        auto const text = reader.text(key);
        if (!text)
            return std::nullopt;
        auto const money = parse_money(fmt::format("{} {}", *text, schedule_.currency.code()));
        if (money && money->minor >= 0 && money->minor <= amount_minor_max)
            return *money;
        if (money) {
            reader.problem(*table.find(key), fmt::format("'{}' is {}; expected an amount of zero or more", key, *text),
                money->minor < 0 ? "" : "check its digits");
            return std::nullopt;
        }
        reader.problem(*table.find(key), fmt::format("'{}': {}", key, money.error()));
        return std::nullopt;
    }

    std::optional<Ratio> rate(TableReader& reader, Node const& table, std::string_view key)
    {
        auto const text = reader.text(key);
        if (!text)
            return std::nullopt;
        auto const ratio = parse_ratio(*text);
        if (ratio && !(*ratio < Ratio::whole(0)) && !(Ratio::whole(1) < *ratio))
            return *ratio;
        if (ratio) {
            reader.problem(*table.find(key), fmt::format("'{}' is {}; expected a share between 0 and 1", key, *text),
                "2.5 % is \"0.025\"");
            return std::nullopt;
        }
        reader.problem(*table.find(key), fmt::format("'{}': {}", key, ratio.error()));
        return std::nullopt;
    }

    void read_bracket(Node const& table, bool range)
    {
        TableReader reader(file_, table, "a bracket", problems_);
        Bracket bracket;
        Money const zero { 0, schedule_.currency };
        bracket.over = amount(reader, table, "over").value_or(zero);
        bracket.up_to = amount(reader, table, "up_to");
        bracket.base = amount(reader, table, "base").value_or(zero);
        bracket.rate = rate(reader, table, "rate").value_or(Ratio::whole(0));
        bracket.base_max = amount(reader, table, "base_max");
        bracket.rate_max = rate(reader, table, "rate_max");
        reader.finish();
        if (range != bracket.base_max.has_value() || range != bracket.rate_max.has_value())
            reader.problem("base_max and rate_max belong to a scale with range = true, both or neither");
        schedule_.brackets.push_back(bracket);
    }

    void read_rounding()
    {
        static constexpr std::array<std::string_view, 4> words { "half_up", "half_even", "up", "down" };
        static constexpr std::array<Rounding, 4> roundings { Rounding::half_up, Rounding::half_even, Rounding::up,
            Rounding::down };
        if (auto const word = reader_.word("rounding", words))
            schedule_.rounding = roundings[static_cast<std::size_t>(
                std::ranges::find(words, std::string_view { *word }) - words.begin())];
    }

    void read_mark(Node const& table)
    {
        TableReader reader(file_, table, "a mark", problems_);
        casework::SourceRef mark;
        mark.clause = reader.need_text("part");
        mark.mark = reader.need_text("mark");
        mark.title = reader.text("note").value_or("");
        reader.finish();
        schedule_.marks.push_back(std::move(mark));
    }

    /// Ascending, without a gap, open only at the end.
    bool is_scale()
    {
        auto const& brackets = schedule_.brackets;
        if (brackets.empty()) {
            reader_.problem(fmt::format("the schedule '{}' has no brackets", schedule_.id));
            return false;
        }
        auto const before = problems_.size();
        if (!brackets.front().over.is_zero())
            reader_.problem(
                fmt::format("the schedule '{}' begins at {}", schedule_.id, to_string(brackets.front().over)),
                "begin at 0");
        for (std::size_t i = 0; i < brackets.size(); ++i) {
            bool const last = i + 1 == brackets.size();
            if (!last && brackets[i].up_to != brackets[i + 1].over)
                reader_.problem(
                    fmt::format("bracket {} of '{}' does not end where the next begins", i + 1, schedule_.id));
            if (brackets[i].up_to && compare(brackets[i].over, *brackets[i].up_to) >= 0)
                reader_.problem(fmt::format("bracket {} of '{}' ends before it begins", i + 1, schedule_.id));
        }
        if (brackets.back().up_to)
            reader_.problem(fmt::format("the last bracket of '{}' has an end", schedule_.id), "leave up_to out");
        return problems_.size() == before;
    }

    void work(Node const& table)
    {
        TableReader reader(file_, table, "a vector", problems_);
        auto const sum = amount(reader, table, "amount");
        auto const low = amount(reader, table, "fee");
        auto const high = amount(reader, table, "fee_max");
        reader.text("note");
        reader.finish();
        if (!sum || !low) {
            reader.problem("a vector needs an amount and a fee");
            return;
        }
        auto const fee = route::fee(schedule_, *sum);
        if (!fee || fee->low != *low || fee->high != high.value_or(*low))
            reader.problem(fmt::format("{}: for {} the vector says {}, the brackets give {}", schedule_.id,
                to_string(*sum), to_string(*low), fee ? to_string(fee->low) : "too much"));
    }

    Document const& file_;
    Node const& node_;
    SourceRegister const& sources_;
    Problems& problems_;
    TableReader reader_;
    Schedule schedule_;
};

/// "forums/cn/prc-court/fees.toml" -> "prc-court"
std::string folder_name(std::string_view path)
{
    auto const end = path.rfind('/');
    auto const begin = path.rfind('/', end - 1);
    return std::string { path.substr(begin + 1, end - begin - 1) };
}

} // namespace

std::vector<ForumSchedule> read_schedules(Document const& file, SourceRegister const& sources, Problems& problems)
{
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
    std::vector<ForumSchedule> schedules;
    TableReader root(file, file.root, "a fees file", problems);
    for (auto const* node : root.tables("schedule"))
        schedules.push_back({ folder_name(file.file), ScheduleReader(file, *node, sources, problems).read() });
    root.finish();
    return schedules;
}

std::expected<std::vector<ForumSchedule>, Problems> schedules_of(std::span<FileText const> files)
{
    Problems problems;
    SourceRegister sources;
    for (auto const& file : files)
        if (file.path.starts_with("forums/") && file.path.ends_with("/sources.toml"))
            sources.add(read(file), problems);
    std::vector<ForumSchedule> schedules;
    for (auto const& file : files) {
        if (!file.path.starts_with("forums/") || !file.path.ends_with("/fees.toml"))
            continue;
        auto found = read_schedules(read(file), sources, problems);
        std::ranges::move(found, std::back_inserter(schedules));
    }
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return schedules;
}

std::expected<std::vector<ForumSchedule>, Problems> shipped_schedules()
{
    return schedules_of(shipped_files());
}

} // namespace recourse::catalog
