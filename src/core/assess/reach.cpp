#include "core/assess/reach.hpp"

#include "core/rules/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

namespace recourse::assess {

namespace {

using casework::Expression;
using casework::FactKind;
using casework::FactPath;
using casework::Facts;
using casework::Truth;
using cover::Book;
using cover::Reading;
using rules::Kind;
using rules::Value;

constexpr int tries_max = 1'500; ///< made cases for one rule

/// One expression that should hold in some case, under one reading.
struct Condition {
    Expression when; ///< null: always
    bool per_problem = false;

    bool holds(cover::BookFrame& frame) const
    {
        if (!per_problem)
            return frame.frame().truth(when) == Truth::yes;
        for (std::size_t i = 0; i < frame.problems(); ++i) {
            if (frame.problem(i).truth(when) == Truth::yes)
                return true;
        }
        return false;
    }
};

/// The facts that expressions name, directly or through terms, and the constants beside them.
class Vocabulary {
public:
    Vocabulary(casework::World const& world, Book const& book, Reading const& reading)
        : world_(world)
        , book_(book)
        , reading_(reading)
    {
    }

    void add(Expression const& expression)
    {
        if (!expression || !seen_.insert(expression.get()).second)
            return;
        for (auto const& path : rules::paths_of(*expression))
            add_path(path);
        for (auto const& constant : expression->constants) {
            if (constant.is(Kind::string))
                add_text(std::string { constant.as_text() });
            else if (constant.is(Kind::money))
                sums_.insert(constant.as_money().minor);
            else if (constant.is(Kind::date))
                days_.insert(constant.as_date());
            else if (constant.is(Kind::integer) && constant.integer >= 0 && constant.integer < 4000)
                spans_.insert(static_cast<int>(constant.integer));
        }
    }

    void add(casework::DeadlineRule const& rule)
    {
        add(rule.when);
        add(rule.started);
        add(rule.due);
        for (auto const& leg : rule.legs)
            add(leg.from);
    }

    /// `facts` with every named fact set at random or left open.
    void vary(Facts& facts, cover::Inputs& inputs, Date as_of, std::mt19937_64& random) const
    {
        auto const pick = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
        std::map<std::uint16_t, std::size_t> sizes;
        for (auto const& [group, field] : fields_) {
            auto const& known = casework::fact_groups()[group];
            auto const items = known.list ? sizes.try_emplace(group, 1 + pick(2)).first->second : 1;
            for (std::size_t item = 0; item < items; ++item) {
                FactPath const path { group, static_cast<std::uint16_t>(item), field };
                if (pick(8) == 0) {
                    if (!known.list || item < facts.items(group))
                        facts.forget(path);
                } else
                    set(facts, path, as_of, pick);
            }
        }
        for (auto const& input : book_.inputs) {
            if (inputs_.contains(input.id) && pick(8) != 0)
                inputs[input.id] = value_of(input.type.kind(), as_of, pick);
        }
    }

private:
    void add_path(std::string_view path)
    {
        auto const dot = path.find('.');
        auto head = path.substr(0, dot);
        if (head == "problem")
            head = "problems";
        if (head == "input" && dot != std::string_view::npos) {
            inputs_.emplace(path.substr(dot + 1));
            return;
        }
        auto const group = casework::find_group(head);
        if (group >= 0 && dot != std::string_view::npos) {
            auto const field = casework::fact_groups()[static_cast<std::size_t>(group)].find(path.substr(dot + 1));
            if (field >= 0)
                fields_.emplace(static_cast<std::uint16_t>(group), static_cast<std::uint16_t>(field));
            return;
        }
        for (auto const& term : world_.terms) {
            if (term.id == head)
                add(term.is);
        }
        for (auto const& term : book_.terms) {
            if (term.id == head && (term.readings.empty() || reading_.takes(term.readings)))
                add(term.is);
        }
    }

    void add_text(std::string text)
    {
        if (auto const money = parse_money(text))
            sums_.insert(money->minor);
        else if (auto const date = parse_date(text))
            days_.insert(*date);
        else {
            // "15 days" says how far apart two dates may be.
            int number = 0;
            std::size_t i = 0;
            for (; i < text.size() && i < 4 && text[i] >= '0' && text[i] <= '9'; ++i)
                number = number * 10 + (text[i] - '0');
            if (i > 0 && text.find(" day") != std::string::npos)
                spans_.insert(number);
            else
                texts_.insert(std::move(text));
        }
    }

    template <class Pick>
    Date day(Date as_of, Pick const& pick) const
    {
        static constexpr std::array<int, 16> usual { 0, 1, 2, 4, 8, 12, 20, 28, 40, 55, 70, 100, 150, 220, 400, 1200 };
        if (!days_.empty() && pick(4) == 0)
            return std::next(days_.begin(), static_cast<std::ptrdiff_t>(pick(days_.size())))
                ->plus_days(static_cast<int>(pick(3)) - 1);
        if (!spans_.empty() && pick(2) == 0)
            return as_of.plus_days(1 - static_cast<int>(pick(3))
                - *std::next(spans_.begin(), static_cast<std::ptrdiff_t>(pick(spans_.size()))));
        auto const days = usual[pick(usual.size())];
        return as_of.plus_days(pick(6) == 0 ? days : -days);
    }

    template <class Pick>
    Money sum(Pick const& pick) const
    {
        static constexpr std::array<std::int64_t, 8> usual { 0, 1'00, 99'99, 500'00, 3'000'00, 12'000'00, 48'000'00,
            2'000'000'00 };
        auto const minor = !sums_.empty() && pick(2) == 0
            ? std::max<std::int64_t>(0,
                  *std::next(sums_.begin(), static_cast<std::ptrdiff_t>(pick(sums_.size())))
                      + static_cast<std::int64_t>(pick(3)) - 1)
            : usual[pick(usual.size())];
        return { minor, book_.currency };
    }

    template <class Pick>
    std::string text(Pick const& pick) const
    {
        if (texts_.empty() || pick(6) == 0)
            return "other";
        return *std::next(texts_.begin(), static_cast<std::ptrdiff_t>(pick(texts_.size())));
    }

    template <class Pick>
    Value value_of(rules::TypeKind kind, Date as_of, Pick const& pick) const
    {
        switch (kind) {
        case rules::TypeKind::boolean:
            return Value::of(pick(2) == 0);
        case rules::TypeKind::date:
            return Value::of(day(as_of, pick));
        case rules::TypeKind::money:
            return Value::of(sum(pick));
        case rules::TypeKind::integer:
            return Value::of(spans_.empty()
                    ? static_cast<std::int64_t>(pick(5))
                    : std::int64_t { *std::next(spans_.begin(), static_cast<std::ptrdiff_t>(pick(spans_.size()))) }
                        + static_cast<std::int64_t>(pick(3)) - 1);
        default:
            return texts_.empty()
                ? Value::string("other")
                : Value::string(*std::next(texts_.begin(), static_cast<std::ptrdiff_t>(pick(texts_.size()))));
        }
    }

    template <class Pick>
    void set(Facts& facts, FactPath path, Date as_of, Pick const& pick) const
    {
        auto const& field = casework::fact_groups()[path.group].fields[path.field];
        static constexpr std::array<std::string_view, 5> shares { "0", "0.05", "0.3", "0.7", "1" };
        switch (field.kind) {
        case FactKind::boolean:
            return facts.set(path, Value::of(pick(2) == 0));
        case FactKind::word:
            return facts.set_text(path, field.words[pick(field.words.size())]);
        case FactKind::date:
            return facts.set(path, Value::of(day(as_of, pick)));
        case FactKind::money:
            return facts.set(path, Value::of(sum(pick)));
        case FactKind::decimal:
            return facts.set_text(path, shares[pick(shares.size())]);
        case FactKind::text:
            return facts.set_text(path, text(pick));
        case FactKind::text_list: {
            std::vector<std::string> const some { text(pick), text(pick) };
            return facts.set_texts(path, some);
        }
        }
    }

    casework::World const& world_;
    Book const& book_;
    Reading const& reading_;
    std::set<rules::Program const*> seen_;
    std::set<std::pair<std::uint16_t, std::uint16_t>> fields_;
    std::set<std::string, std::less<>> inputs_;
    std::set<std::string, std::less<>> texts_;
    std::set<std::int64_t> sums_;
    std::set<Date> days_;
    std::set<int> spans_;
};

class Reach {
public:
    Reach(casework::World const& world, Book const& book, std::span<Start const> starts)
        : world_(world)
        , book_(book)
        , starts_(starts.begin(), starts.end())
    {
        plain_.facts = &nothing_;
        plain_.as_of = book.seen_on ? *book.seen_on : book.from.value_or(Date::from_days(20'000));
        starts_.push_back(plain_);
    }

    Problems run()
    {
        all(book_.scopes, "scope", false);
        all(book_.covers, "cover", true);
        for (auto const& one : book_.exclusions)
            speaks(one, "exclusion", { one.when, one.per_problem });
        all(book_.caps, "cap", false);
        for (auto const& one : book_.provisions)
            speaks(one, one.table, { one.when, false });
        for (auto const& one : book_.deadlines)
            speaks(one, "deadline", { one.when, false });
        for (auto const& one : book_.covers) {
            bool const idle
                = std::ranges::any_of(problems_, [&](auto const& problem) { return problem.place == one.place; });
            if (!idle)
                pays(one);
        }
        transitions();
        ladders();
        return std::move(problems_);
    }

private:
    template <class Rules>
    void all(Rules const& rules, std::string_view table, bool per_problem)
    {
        for (auto const& one : rules)
            speaks(one, table, { one.when, per_problem });
    }

    /// The first case in which `accept` is true of the frame; nothing after the tries.
    template <class Accept>
    bool found(Reading const& reading, Vocabulary const& vocabulary, Accept const& accept)
    {
        for (auto const& start : starts_) {
            if (accepts(reading, *start.facts, start.inputs, start.as_of, accept))
                return true;
        }
        std::mt19937_64 random { 20'260'317 };
        for (int i = 0; i < tries_max; ++i) {
            auto const& start = starts_[static_cast<std::size_t>(i) % starts_.size()];
            auto facts = *start.facts;
            auto inputs = start.inputs;
            vocabulary.vary(facts, inputs, start.as_of, random);
            if (accepts(reading, facts, inputs, start.as_of, accept))
                return true;
        }
        return false;
    }

    template <class Accept>
    bool accepts(
        Reading const& reading, Facts const& facts, cover::Inputs const& inputs, Date as_of, Accept const& accept)
    {
        casework::Evaluation evaluation(world_, facts, as_of);
        cover::BookFrame frame(book_, reading, evaluation, inputs);
        return accept(frame);
    }

    template <class Rule>
    void speaks(Rule const& rule, std::string_view table, Condition const& condition)
    {
        if (!condition.when)
            return;
        for (auto const& reading : book_.readings) {
            if (!reading.takes(rule.readings))
                continue;
            Vocabulary vocabulary(world_, book_, reading);
            vocabulary.add(condition.when);
            if (found(reading, vocabulary, [&](auto& frame) { return condition.holds(frame); }))
                return;
        }
        problems_.push_back({ rule.place,
            fmt::format("the {} '{}' never holds: not in the book's cases, nor in {} made from the facts it names",
                table, rule.id, tries_max),
            "mend its condition, or give a case in which it holds" });
    }

    /// A cover that an exclusion always takes away, in every reading that has both, was meant otherwise. In one reading
    /// of several that is what readings are for.
    void pays(cover::Cover const& cover)
    {
        std::string taken_by;
        for (auto const& reading : book_.readings) {
            if (!reading.takes(cover.readings))
                continue;
            auto const* exclusion = always_takes(cover, reading);
            if (exclusion == nullptr)
                return;
            taken_by = exclusion->id;
        }
        problems_.push_back({ cover.place,
            fmt::format("the cover '{}' and the exclusion '{}' clash: the one never held without the other", cover.id,
                taken_by),
            "say which of them is meant" });
    }

    cover::Exclusion const* always_takes(cover::Cover const& cover, Reading const& reading)
    {
        for (auto const& exclusion : book_.exclusions) {
            if (exclusion.effect == cover::Effect::reduce || !reading.takes(exclusion.readings))
                continue;
            Condition const good { cover.when, true };
            Condition const bad { exclusion.when, exclusion.per_problem };
            Vocabulary vocabulary(world_, book_, reading);
            vocabulary.add(cover.when);
            vocabulary.add(exclusion.when);
            if (!found(reading, vocabulary, [&](auto& frame) { return good.holds(frame) && !bad.holds(frame); }))
                return &exclusion;
        }
        return nullptr;
    }

    static std::vector<std::string> words(cover::Provision const& one, std::string_view key)
    {
        auto const found = one.words.find(std::string { key });
        return found == one.words.end() ? std::vector<std::string> {} : found->second;
    }

    static bool share(std::vector<std::string> const& a, std::vector<std::string> const& b)
    {
        return std::ranges::any_of(a, [&](auto const& one) { return std::ranges::find(b, one) != b.end(); });
    }

    void transitions()
    {
        each_pair("transition", [&](cover::Provision const& a, cover::Provision const& b) {
            bool const same_step = words(a, "machine") == words(b, "machine")
                && share(words(a, "from"), words(b, "from")) && share(words(a, "on"), words(b, "on"))
                && (words(a, "by").empty() || share(words(a, "by"), words(b, "by")));
            if (!same_step || words(a, "to") == words(b, "to"))
                return;
            for (auto const& reading : book_.readings) {
                if (!reading.takes(a.readings) || !reading.takes(b.readings))
                    continue;
                Vocabulary vocabulary(world_, book_, reading);
                vocabulary.add(a.when);
                vocabulary.add(b.when);
                auto const both = [&](auto& frame) {
                    return Condition { a.when }.holds(frame) && Condition { b.when }.holds(frame);
                };
                if (found(reading, vocabulary, both)) {
                    problems_.push_back({ b.place,
                        fmt::format("the transitions '{}' and '{}' clash: the same act leads to '{}' and to '{}'", a.id,
                            b.id, fmt::join(words(a, "to"), ", "), fmt::join(words(b, "to"), ", ")),
                        "give them conditions that cannot both hold" });
                    return;
                }
            }
        });
    }

    void ladders()
    {
        each_pair("ladder", [&](cover::Provision const& a, cover::Provision const& b) {
            bool const meet = std::ranges::any_of(book_.readings,
                [&](auto const& reading) { return reading.takes(a.readings) && reading.takes(b.readings); });
            if (meet && a.numbers.contains("points") && a.numbers == b.numbers
                && words(a, "measure") != words(b, "measure") && words(a, "machine") == words(b, "machine"))
                problems_.push_back({ b.place,
                    fmt::format("the steps '{}' and '{}' clash: the same points, two measures", a.id, b.id), {} });
        });
    }

    template <class Do>
    void each_pair(std::string_view table, Do const& act)
    {
        for (std::size_t i = 0; i < book_.provisions.size(); ++i) {
            for (std::size_t j = i + 1; j < book_.provisions.size(); ++j) {
                if (book_.provisions[i].table == table && book_.provisions[j].table == table)
                    act(book_.provisions[i], book_.provisions[j]);
            }
        }
    }

    casework::World const& world_;
    Book const& book_;
    Facts nothing_;
    Start plain_;
    std::vector<Start> starts_;
    Problems problems_;
};

} // namespace

Problems check_reach(casework::World const& world, Book const& book, std::span<Start const> starts)
{
    return Reach(world, book, starts).run();
}

} // namespace recourse::assess
