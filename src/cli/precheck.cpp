#include "base/wrap.hpp"
#include "catalog/book_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "codec/json_writer.hpp"
#include "core/case/answer_words.hpp"
#include "render/fact_names.hpp"

#include <fmt/format.h>

#include <ostream>
#include <set>

// Before money moves: the same engine, asked what would be covered if the order went wrong in the two common ways, paid
// as it is planned, paid through the platform, and each payment for itself.

namespace recourse::cli {

namespace {

using casework::Facts;

constexpr std::array words { Positional { "FILE", "the case file with the order and the payments you plan", true } };
constexpr std::array options {
    Option { "as-of", "DATE", "the day of the answer", "the file's as_of, else today in Beijing" },
    Option { "language", "LANGUAGE", "en or zh", "the file's language, else en", false, "en zh" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    data_option,
};

constexpr std::size_t width = 80;

/// The warnings that can still change how one pays; in words of their own where the warning speaks of money that has
/// gone.
struct BeforePaying {
    std::string_view id;
    std::string_view en = {}, zh = {};
};
constexpr std::array before_paying {
    BeforePaying { "paid-outside", "What is paid outside the platform no programme covers; only the law reaches it.",
        "平台外支付的款项不在保障之内，只能走法律途径。" },
    BeforePaying { "payee-mismatch",
        "A payee who is not the contract party can deny having received it for the supplier: pay the company that the "
        "contract names.",
        "收款人不是合同方的，可否认代收：请付给合同载明的公司。" },
    BeforePaying { "personal-account", "Do not pay a personal account: ask for one in the company's name.",
        "不要付至个人账户：要求提供以公司名义开立的账户。" },
    BeforePaying { "verify-by-phone" },
    BeforePaying { "wire-can-be-on-platform" },
    BeforePaying { "no-written-standard",
        "No measurable standard stands in the contract: have one written into it before you pay.",
        "合同没有可衡量的标准：付款前将其写入合同。" },
    BeforePaying { "clause-needed" },
    BeforePaying { "identify-counterparty" },
    BeforePaying { "hong-kong-entity" },
};

struct WhatIf {
    std::string_view kind;
    std::string_view state;
    std::string_view en, zh;
};
constexpr std::array what_ifs {
    WhatIf { "not_shipped", "not_shipped", "If nothing is ever shipped", "如果从未发货" },
    WhatIf { "quality", "delivered", "If what arrives is worth nothing", "如果到货毫无价值" },
};

casework::FactPath at(std::string const& path)
{
    return *casework::parse_path(path);
}

Facts with(Facts facts, WhatIf const& what_if, Date as_of)
{
    facts.set_text(at("problems[0].kind"), what_if.kind);
    facts.set_text(at("problems[0].share"), "1");
    facts.set_text(at("delivery.state"), what_if.state);
    if (what_if.state == "delivered")
        facts.set(at("delivery.delivered_on"), rules::Value::of(as_of));
    return facts;
}

std::size_t payments_of(Facts const& facts)
{
    return facts.items(static_cast<std::uint16_t>(casework::find_group("payments")));
}

/// The same order with every payment through its platform.
Facts through_platform(Facts facts)
{
    if (facts.text("order.channel") == "direct")
        facts.set_text(at("order.channel"), "platform");
    for (std::size_t i = 0; i < payments_of(facts); ++i) {
        facts.set(at(fmt::format("payments[{}].through_platform", i)), rules::Value::of(true));
        facts.set_text(at(fmt::format("payments[{}].payee", i)), "platform");
    }
    return facts;
}

/// The same order with this payment alone.
Facts only(Facts const& facts, std::size_t payment)
{
    Facts alone;
    auto const groups = casework::fact_groups();
    for (std::uint16_t group = 0; group < groups.size(); ++group) {
        bool const payments = groups[group].name == "payments";
        if (groups[group].list && facts.list_known(group))
            alone.set_list_known(group);
        for (std::uint16_t item = 0; item < facts.items(group); ++item) {
            if (payments && item != payment)
                continue;
            auto const to = payments ? std::uint16_t { 0 } : item;
            if (groups[group].list)
                alone.add_item(group);
            for (std::uint16_t field = 0; field < groups[group].fields.size(); ++field) {
                auto const value = facts.get({ group, item, field });
                casework::FactPath const path { group, to, field };
                if (value.is(rules::Kind::string)) {
                    alone.set_text(path, value.as_text());
                } else if (value.is(rules::Kind::list)) {
                    std::vector<std::string> texts;
                    for (auto const one : value.items())
                        texts.emplace_back(one.as_text());
                    alone.set_texts(path, texts);
                } else if (!value.is(rules::Kind::absent)) {
                    alone.set(path, value);
                }
            }
        }
    }
    return alone;
}

/// What would be covered whichever of the two ways the order goes wrong.
struct Covered {
    casework::MoneyRange range;
    std::vector<casework::Answer> answers; ///< by what_if
    bool any = false; ///< does a programme apply?
};

/// The programme that may pay most; null where none applies.
casework::Coverage const* best_of(casework::Answer const& answer)
{
    casework::Coverage const* best = nullptr;
    auto const more = [](casework::Coverage const& a, casework::Coverage const& b) {
        return a.range.high && b.range.high && comparable(*a.range.high, *b.range.high)
            && compare(*a.range.high, *b.range.high) > 0;
    };
    for (auto const& one : answer.coverage)
        if (best == nullptr || more(one, *best))
            best = &one;
    return best;
}

std::optional<Money> lesser(std::optional<Money> a, std::optional<Money> b)
{
    return !a || !b ? std::nullopt : comparable(*a, *b) ? std::optional { min(*a, *b) } : a;
}

/// The word with which the answer begins.
enum class Reply : std::uint8_t { yes, no, partly, uncertain };

Reply reply_of(Covered const& covered, std::optional<Money> paid)
{
    auto const& [low, high] = covered.range;
    if (!covered.any || (high && high->is_zero()))
        return Reply::no;
    auto const all = [&](std::optional<Money> const& sum) {
        return sum && paid && comparable(*sum, *paid) && compare(*sum, *paid) >= 0;
    };
    if (all(low))
        return Reply::yes;
    return !low || !high || !paid || (low->is_zero() && all(high)) ? Reply::uncertain : Reply::partly;
}

std::string_view word(Reply reply)
{
    switch (reply) {
    case Reply::yes:
        return "yes";
    case Reply::no:
        return "no";
    case Reply::partly:
        return "partly";
    case Reply::uncertain:
        return "uncertain";
    }
    return "";
}

std::string_view verdict(casework::Verdict verdict, bool zh)
{
    switch (verdict) {
    case casework::Verdict::covered:
        return zh ? "受保障" : "covered";
    case casework::Verdict::partly:
        return zh ? "部分受保障" : "partly covered";
    case casework::Verdict::not_covered:
        return zh ? "不受保障" : "not covered";
    case casework::Verdict::undecided:
        return zh ? "尚不能确定" : "not decided";
    }
    return "";
}

/// One planned payment.
struct Payment {
    std::size_t number = 0;
    std::optional<Money> amount;
    std::optional<bool> inside;
    std::string payee;
    Covered alone;
    std::string instead; ///< what to do; empty where it is right as it is planned
};

bool speaks(casework::Reason const& reason)
{
    return reason.outcome == "applies" || reason.outcome == "fails" || reason.outcome == "limits";
}

class Precheck {
public:
    Precheck(casework::World const& world, assess::BookInputs const& inputs, assess::Options how, Facts const& facts)
        : world_(world)
        , inputs_(inputs)
        , how_(std::move(how))
        , zh_(how_.language == Language::zh)
        , planned_(cover(facts))
        , inside_(cover(through_platform(facts)))
        , paid_(planned_.answers.front().loss.paid)
    {
        for (std::size_t i = 0; i < payments_of(facts); ++i)
            payments_.push_back(payment(facts, i));
        std::set<std::string> fields;
        for (auto const& answer : planned_.answers)
            if (auto const* best = best_of(answer))
                for (auto const& path : best->missing) // what is still to happen cannot be known yet
                    if (!path.starts_with("delivery.") && !path.starts_with("problems") && !path.starts_with("claim."))
                        fields.insert(path);
        missing_ = { fields.begin(), fields.end() };
        if (payments_.empty())
            missing_.insert(missing_.begin(), "payments");
        for (auto const& answer : planned_.answers)
            for (auto const& warning : answer.warnings) {
                auto const* const fits = std::ranges::find(before_paying, warning.id, &BeforePaying::id);
                bool const said = std::ranges::find(warnings_, warning.id, &casework::Warning::id) != warnings_.end();
                if (fits == before_paying.end() || said)
                    continue;
                warnings_.push_back(warning);
                if (auto const words_before = zh_ ? fits->zh : fits->en; !words_before.empty())
                    warnings_.back().text = words_before;
            }
    }

    void print(std::ostream& out) const
    {
        out << wrap(headline(), width) << '\n';
        row(out, zh_ ? "按计划付款" : "As you plan to pay", range_text(planned_));
        row(out, zh_ ? "全部经平台付款" : "All through the platform", range_text(inside_));
        out << '\n';
        print_payments(out);
        list(out, zh_ ? "应当这样做" : "Do this instead", to_do());
        print_what_ifs(out);
        std::vector<std::string> missing;
        for (auto const& path : missing_)
            missing.push_back(name_of(path));
        list(out, zh_ ? "尚不清楚的事实" : "What is missing", missing);
        std::vector<std::string> warnings;
        for (auto const& warning : warnings_)
            warnings.push_back(warning.text);
        list(out, zh_ ? "付款之前" : "Before you pay", warnings);
    }

    void write(std::ostream& out) const
    {
        codec::JsonWriter json(codec::JsonStyle::pretty);
        json.begin_object();
        text(json, "as_of", to_string(how_.as_of));
        text(json, "answer", word(reply_of(planned_, paid_)));
        text(json, "text", headline());
        money(json, "paid", paid_);
        range(json, "as_planned", planned_.range);
        range(json, "through_platform", inside_.range);
        json.key("payments");
        json.begin_array();
        for (auto const& one : payments_) {
            json.begin_object();
            money(json, "amount", one.amount);
            json.key("through_platform");
            one.inside ? json.boolean(*one.inside) : json.null();
            text(json, "payee", one.payee);
            text(json, "answer", word(reply_of(one.alone, one.amount)));
            money(json, "low", one.alone.range.low);
            money(json, "high", one.alone.range.high);
            text(json, "instead", one.instead);
            reasons(json, one.alone.answers.front());
            json.end_object();
        }
        json.end_array();
        json.key("what_ifs");
        json.begin_array();
        for (std::size_t i = 0; i < what_ifs.size(); ++i) {
            auto const* best = best_of(planned_.answers[i]);
            json.begin_object();
            text(json, "kind", what_ifs[i].kind);
            text(json, "programme", best == nullptr ? "" : best->programme);
            text(json, "verdict", best == nullptr ? "not_covered" : casework::word(best->verdict));
            money(json, "low", best == nullptr ? std::nullopt : best->range.low);
            money(json, "high", best == nullptr ? std::nullopt : best->range.high);
            reasons(json, planned_.answers[i]);
            json.end_object();
        }
        json.end_array();
        json.key("missing");
        json.begin_array();
        for (auto const& path : missing_)
            json.string(path);
        json.end_array();
        json.key("do");
        json.begin_array();
        for (auto const& act : to_do())
            json.string(act);
        json.end_array();
        json.key("warnings");
        json.begin_array();
        for (auto const& warning : warnings_) {
            json.begin_object();
            text(json, "id", warning.id);
            text(json, "text", warning.text);
            json.end_object();
        }
        json.end_array();
        json.end_object();
        out << json.take() << '\n';
    }

private:
    Covered cover(Facts const& facts) const
    {
        Covered covered;
        for (auto const& what_if : what_ifs) {
            covered.answers.push_back(assess::assess(world_, with(facts, what_if, how_.as_of), inputs_, how_));
            auto const* best = best_of(covered.answers.back());
            bool const first = covered.answers.size() == 1;
            auto const now = best == nullptr ? casework::MoneyRange {} : best->range;
            covered.any |= best != nullptr;
            covered.range.low = first ? now.low : lesser(covered.range.low, now.low);
            covered.range.high = first ? now.high : lesser(covered.range.high, now.high);
        }
        return covered;
    }

    Payment payment(Facts const& facts, std::size_t i) const
    {
        auto const name = [&](std::string_view field) { return fmt::format("payments[{}].{}", i, field); };
        Payment one { i + 1, facts.money(name("amount")), facts.boolean(name("through_platform")),
            facts.text(name("payee")).value_or(""), cover(only(facts, i)), {} };
        if (one.inside != true)
            one.instead = instead(one);
        return one;
    }

    std::string instead(Payment const& one) const
    {
        auto const amount = one.amount ? display(*one.amount) : std::string { zh_ ? "该笔款项" : "this sum" };
        auto const gain = paid_ && inside_.range.high && !inside_.range.high->is_zero()
            ? fmt::format(
                  fmt::runtime(zh_ ? "，总共可保障{}（按计划为{}）" : "; then {} would be covered, as planned {}"),
                  span(inside_.range), span(planned_.range))
            : std::string {};
        if (!one.inside)
            return fmt::format(
                fmt::runtime(zh_ ? "{}务必经平台支付{}。" : "Make sure that {} goes through the platform{}."), amount,
                gain);
        auto const to = one.payee == "personal" ? (zh_ ? "个人账户" : "to a personal account")
            : one.payee == "third_party_company"
            ? (zh_ ? "第三方公司账户" : "to a company that is not your contract party")
            : one.payee == "supplier_company" ? (zh_ ? "供应商自己的账户" : "to the supplier's own account")
                                              : (zh_ ? "平台以外" : "outside the platform");
        return fmt::format(
            fmt::runtime(zh_ ? "不要将{}付至{}：应经平台支付{}。" : "Don't pay {} {}: pay it through the platform{}."),
            amount, to, gain);
    }

    std::string amount_text_of(std::optional<Money> const& money) const
    {
        return money ? display(*money) : std::string { zh_ ? "未知" : "not known" };
    }

    std::string span(casework::MoneyRange const& range) const
    {
        if (range.low == range.high)
            return amount_text_of(range.low);
        return fmt::format(
            fmt::runtime(zh_ ? "{}至{}" : "{} to {}"), amount_text_of(range.low), amount_text_of(range.high));
    }

    std::string range_text(Covered const& covered) const
    {
        if (!covered.any)
            return zh_ ? "没有适用的买家保障规则" : "nothing: no programme of buyer protection would apply";
        return fmt::format(fmt::runtime(zh_ ? "可保障{}（共付{}）" : "{} would be covered, of {}"), span(covered.range),
            amount_text_of(paid_));
    }

    std::string headline() const
    {
        if (!planned_.any)
            return zh_ ? "否。没有适用于该订单的买家保障规则。"
                       : "No. No programme of buyer protection would apply to this order.";
        auto const sums = span(planned_.range);
        auto const paid = amount_text_of(paid_);
        switch (reply_of(planned_, paid_)) {
        case Reply::yes:
            return fmt::format(fmt::runtime(zh_ ? "是。这样付款将受保障：{}。"
                                                : "Yes. Paid this way, the whole sum would be covered: {}."),
                sums);
        case Reply::no:
            return zh_ ? "否。这样付款将完全不受保障。" : "No. Paid this way, nothing would be covered.";
        case Reply::partly:
            if (planned_.range.low->is_zero())
                return fmt::format(
                    fmt::runtime(zh_
                            ? "部分。这样付款，{1}中至多{0}将受保障；如规则的解释或未明事实对您不利，则完全不受保障。"
                            : "Partly. Paid this way, at most {} of {} would be covered, and nothing if the "
                              "rules or the open facts go against you."),
                    amount_text_of(planned_.range.high), paid);
            return fmt::format(fmt::runtime(zh_ ? "部分。这样付款，{1}中{0}将受保障。"
                                                : "Partly. Paid this way, {} of {} would be covered."),
                sums, paid);
        case Reply::uncertain:
            return fmt::format(
                fmt::runtime(zh_ ? "尚不能确定。这样付款，{1}中有{0}将受保障，取决于尚不清楚的事实或规则的解释。"
                                 : "Uncertain. Paid this way, {} of {} would be covered: it hangs on what is missing "
                                   "below, or on how the rules are read."),
                sums, paid);
        }
        return {};
    }

    static void row(std::ostream& out, std::string_view name, std::string const& value)
    {
        std::string label { "  " };
        label += name;
        label.append(28 - display_width(label), ' ');
        out << wrap(value, width, label, std::string(28, ' '));
    }

    static void list(std::ostream& out, std::string_view heading, std::vector<std::string> const& lines)
    {
        if (lines.empty())
            return;
        out << heading << '\n';
        for (auto const& one : lines)
            out << wrap(one, width, "  - ", "    ");
        out << '\n';
    }

    std::vector<std::string> to_do() const
    {
        std::vector<std::string> acts;
        for (auto const& one : payments_)
            if (!one.instead.empty())
                acts.push_back(one.instead);
        return acts;
    }

    std::string name_of(std::string const& path) const
    {
        auto name = render::fact_name(path, how_.language);
        return name.empty() ? path : name;
    }

    /// A reason with its rule, the readings that have it, and where it stands.
    std::string why(casework::Reason const& reason) const
    {
        auto text = reason.text;
        for (std::string_view const stop : { ".", "。" })
            if (text.ends_with(stop))
                text.erase(text.size() - stop.size());
        return fmt::format(fmt::runtime(zh_ ? "{}（规则{}{}；{}）" : "{} (rule {}{}; {})"), text, reason.rule,
            reason.reading.empty()
                ? std::string {}
                : fmt::format(fmt::runtime(zh_ ? "，按{}的解释" : ", as read by {}"), reason.reading),
            reason.source.title.empty() ? "-" : reason.source.title);
    }

    /// `of_payment`: without what is said of the defect, which is only supposed.
    void print_reasons(casework::Answer const& answer, bool of_payment, std::ostream& out) const
    {
        if (auto const* best = best_of(answer))
            for (auto const& reason : best->reasons)
                if (speaks(reason) && !(of_payment && !reason.problem.empty()))
                    out << wrap(why(reason), width, "     - ", "       ");
    }

    void print_payments(std::ostream& out) const
    {
        if (payments_.empty())
            return;
        out << (zh_ ? "逐笔来看\n" : "Payment by payment\n");
        for (auto const& one : payments_) {
            auto const way = !one.inside ? (zh_ ? "付款途径未知" : "which way is not known")
                : *one.inside            ? (zh_ ? "经平台" : "through the platform")
                                         : (zh_ ? "平台以外" : "outside the platform");
            auto const reply = reply_of(one.alone, one.amount);
            auto const would = reply == Reply::yes ? (zh_ ? "将受保障" : "would be covered")
                : reply == Reply::no               ? (zh_ ? "将不受保障" : "would not be covered")
                                     : (zh_ ? "可能部分受保障" : "would be covered in part, or not for certain");
            out << wrap(fmt::format(fmt::runtime(zh_ ? "{}，{}：{}（单独计算：{}）" : "{}, {}: {} (for itself {})"),
                            amount_text_of(one.amount), way, would,
                            one.alone.any ? span(one.alone.range) : std::string { zh_ ? "无" : "nothing" }),
                width, fmt::format("  {}. ", one.number), "     ");
            print_reasons(one.alone.answers.front(), true, out);
        }
        out << '\n';
    }

    void print_what_ifs(std::ostream& out) const
    {
        for (std::size_t i = 0; i < what_ifs.size(); ++i) {
            out << (zh_ ? what_ifs[i].zh : what_ifs[i].en) << '\n';
            auto const& answer = planned_.answers[i];
            if (answer.coverage.empty())
                out << (zh_ ? "  没有适用的买家保障规则。\n" : "  No programme of buyer protection applies.\n");
            for (auto const& one : answer.coverage)
                out << wrap(fmt::format(fmt::runtime(zh_ ? "{}：{}，{}" : "{}: {}, {}"), one.name,
                                verdict(one.verdict, zh_), span(one.range)),
                    width, "  ", "    ");
            print_reasons(answer, false, out);
            out << '\n';
        }
    }

    static void text(codec::JsonWriter& json, std::string_view key, std::string_view value)
    {
        json.key(key);
        value.empty() ? json.null() : json.string(value);
    }
    static void money(codec::JsonWriter& json, std::string_view key, std::optional<Money> const& sum)
    {
        json.key(key);
        if (!sum)
            return json.null();
        json.begin_object(true);
        text(json, "amount", amount_text(*sum));
        text(json, "currency", sum->currency.code());
        json.end_object();
    }
    static void range(codec::JsonWriter& json, std::string_view key, casework::MoneyRange const& sums)
    {
        json.key(key);
        json.begin_object();
        money(json, "low", sums.low);
        money(json, "high", sums.high);
        json.end_object();
    }
    static void reasons(codec::JsonWriter& json, casework::Answer const& answer)
    {
        json.key("reasons");
        json.begin_array();
        if (auto const* best = best_of(answer))
            for (auto const& reason : best->reasons) {
                if (!speaks(reason))
                    continue;
                json.begin_object();
                text(json, "rule", reason.rule);
                text(json, "outcome", reason.outcome);
                text(json, "text", reason.text);
                text(json, "reading", reason.reading);
                text(json, "source", reason.source.title);
                text(json, "mark", reason.source.mark);
                json.end_object();
            }
        json.end_array();
    }

    casework::World const& world_;
    assess::BookInputs const& inputs_;
    assess::Options how_;
    bool zh_;
    Covered planned_, inside_;
    std::optional<Money> paid_;
    std::vector<Payment> payments_;
    std::vector<std::string> missing_;
    std::vector<casework::Warning> warnings_;
};

int precheck(Given const& given, Streams streams)
{
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto const file = load_case("precheck", value_of(given, "FILE"), streams);
    if (!file)
        return input_wrong;
    Problems problems;
    rules::LocalArena arena;
    auto const inputs = catalog::book_inputs(*file, *loaded->world, arena, problems);
    assess::Options chosen;
    chosen.as_of = file->facts.date("as_of").value_or(today());
    if (given.contains("as-of")) {
        if (auto const date = parse_date(value_of(given, "as-of")))
            chosen.as_of = *date;
        else
            problems.push_back({ {}, "recourse precheck: --as-of: " + date.error(), {} });
    }
    auto const stated = file->facts.text("language") == "zh" ? Language::zh : Language::en;
    chosen.language = language_of("precheck", given, stated, problems);
    auto const format = value_of(given, "format", "text");
    if (format != "text" && format != "json")
        problems.push_back(
            { {}, fmt::format("recourse precheck: --format is '{}'; expected text or json", format), {} });
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    chosen.questions = chosen.trace = chosen.forecast = false;
    Precheck const answer(*loaded->world, inputs, chosen, file->facts);
    format == "json" ? answer.write(streams.out) : answer.print(streams.out);
    return answered;
}

} // namespace

Subcommand const precheck_command { "precheck", "Will I still be covered if I pay this way?",
    "recourse precheck order.toml", words, options, &precheck,
    "Write the order and one [[payments]] for each payment you plan. The answer says what would be covered as you plan "
    "to pay and with everything through the platform, payment by payment, and what to do instead." };

} // namespace recourse::cli
