#include "base/text.hpp"
#include "catalog/data_readers.hpp"

#include <fmt/format.h>

#include <set>

namespace recourse::catalog {

using codec::Node;
using cover::Book;
using rules::Type;
using rules::TypeKind;

namespace {

constexpr std::array<std::string_view, 3> discretions { "mandatory", "presumptive", "discretionary" };
constexpr std::array<std::string_view, 3> effects { "void", "bar", "reduce" };
constexpr std::array<std::string_view, 2> targets { "order", "problem" };
constexpr std::array<std::string_view, 6> input_types { "date", "money", "bool", "string", "int", "timestamp" };

/// Tables that answer "what happens next"; beside the keys of every rule each has its own.
struct Shape {
    std::string_view table;
    std::string_view keys; ///< separated by blanks
};
constexpr std::array shapes {
    Shape { "reason", "kinds sub_reasons elements burden materiality defences frame" },
    Shape { "evidence", "reasons kind from need formats size_max language visible_to why" },
    Shape { "presumption", "fact record rebutted_by" },
    Shape { "state", "machine terminal" },
    Shape { "transition", "machine from to on after by silent outcome" },
    Shape { "permission", "act by in" },
    Shape { "remedy", "sequence return_by return_paid_by once exclusive_with credit" },
    Shape { "inspection", "firms ordered_by advanced_by borne_by needs" },
    Shape { "funding", "order from recourse" },
    Shape { "fee", "payer amount of" },
    Shape { "quota", "per period most" },
    Shape { "interaction", "with effect" },
    Shape { "review", "period test decided_by rounds final forum seat language before" },
    Shape { "sanction", "act points cured from until" },
    Shape { "ladder", "points measure days" },
    Shape { "unknown", "what" },
};

class BookReader {
public:
    BookReader(std::span<DataFile const* const> files, casework::World const& world, Reading with)
        : files_(files)
        , world_(world)
        , with_(with)
    {
    }

    Book read()
    {
        book_.folder = files_.front()->folder;
        book_.input_type = std::make_shared<rules::RecordType const>(rules::RecordType { "input", {} });
        schema_ = *world_.schema;
        each("input", [&](DataFile const& file, Node const& node) { input(file, node); });
        declare_input();
        names();
        each("term", [&](DataFile const& file, Node const& node) { term(file, node, false); });
        declare_problem();
        each("term", [&](DataFile const& file, Node const& node) { term(file, node, true); });
        header();
        each("scope", [&](DataFile const& file, Node const& node) {
            rule<cover::Scope>(file, node, "scope", schema_, book_.scopes, [](auto&, auto&, auto&) { });
        });
        each("cover", [&](DataFile const& file, Node const& node) {
            rule<cover::Cover>(file, node, "cover", problem_, book_.covers,
                [&](cover::Cover& cover, TableReader& reader, Sentences& sentences) {
                    cover.amount = sentences.expression(reader, node, "amount", TypeKind::money);
                    cover.remedies = reader.texts("remedies");
                });
        });
        each("exclusion", [&](DataFile const& file, Node const& node) { exclusion(file, node); });
        each("cap", [&](DataFile const& file, Node const& node) { cap(file, node); });
        each("deadline", [&](DataFile const& file, Node const& node) {
            Sentences sentences(file.document, schema_, with_.problems);
            book_.deadlines.push_back(read_deadline(file, node, sentences, with_));
        });
        for (auto const& shape : shapes)
            each(shape.table, [&](DataFile const& file, Node const& node) { provision(file, node, shape); });
        tables();
        check_readings();
        check_ids();
        book_.schema = std::make_shared<rules::Schema const>(std::move(schema_));
        book_.problem_schema = std::make_shared<rules::Schema const>(std::move(problem_));
        return std::move(book_);
    }

private:
    template <class Do>
    void each(std::string_view table, Do&& act)
    {
        for (auto const* file : files_) {
            auto const* list = file->document.root.find(table);
            if (list == nullptr || !list->is_array())
                continue;
            for (auto const& node : list->items) {
                if (node.is_table())
                    act(*file, node);
            }
        }
    }

    void input(DataFile const& file, Node const& node)
    {
        TableReader reader(file.document, node, "[[input]]", with_.problems);
        Sentences sentences(file.document, schema_, with_.problems);
        cover::Input input;
        input.id = reader.need_text("id");
        auto const type = reader.word("type", input_types);
        input.type = rules::parse_type(type.value_or("string") == "money" || type.value_or("") == "date"
                ? std::string_view { "dyn" }
                : std::string_view { type ? *type : "string" })
                         .value_or(Type {});
        if (type == "money")
            input.type = TypeKind::money;
        if (type == "date")
            input.type = TypeKind::date;
        input.ask = sentences.need_said(reader, node, "ask");
        reader.finish();
        book_.inputs.push_back(std::move(input));
    }

    void declare_input()
    {
        auto record = std::make_shared<rules::RecordType>();
        record->name = "input";
        for (auto const& input : book_.inputs)
            record->fields.push_back({ input.id, input.type });
        book_.input_type = record;
        book_.input_slot = schema_.declare("input", Type::record(record));
    }

    void declare_problem()
    {
        problem_ = schema_;
        book_.problem_slot = problem_.declare("problem", casework::fact_type("problems"));
        for (auto const& term : world_.terms) {
            if (term.per_problem)
                problem_.declare(term.id, rules::type_of(*term.is));
        }
    }

    void names()
    {
        each("reading", [&](DataFile const& file, Node const& node) {
            TableReader reader(file.document, node, "[[reading]]", with_.problems);
            Sentences sentences(file.document, schema_, with_.problems);
            cover::Reading reading;
            reading.id = reader.need_text("id");
            reading.says = sentences.need_said(reader, node, "says");
            reading.alone = reader.boolean("alone").value_or(false);
            reading.source = source(file, node, reader);
            reader.text("note");
            reader.finish();
            book_.readings.push_back(std::move(reading));
        });
        if (book_.readings.empty())
            book_.readings.push_back({ "text", {}, {}, false });
    }

    void term(DataFile const& file, Node const& node, bool per_problem)
    {
        auto const* target = node.find("for");
        if ((target != nullptr && target->text == "problem") != per_problem)
            return;
        auto& schema = per_problem ? problem_ : schema_;
        TableReader reader(file.document, node, "[[term]]", with_.problems);
        Sentences sentences(file.document, schema, with_.problems);
        cover::Term term;
        term.id = reader.need_text("id");
        term.per_problem = per_problem;
        reader.word("for", targets);
        term.readings = reader.texts("readings");
        term.is = sentences.need_expression(reader, node, "is", TypeKind::dyn);
        term.says = sentences.said(reader, node, "says");
        term.source = source(file, node, reader);
        term.place = file.document.place(node);
        reader.text("note");
        reader.finish();
        if (!term.is)
            return;
        for (auto const& other : book_.terms) {
            if (other.id == term.id && meet(other.readings, term.readings))
                reader.problem(fmt::format("the term '{}' is given twice in one reading", term.id));
        }
        auto const& type = rules::type_of(*term.is);
        if (int const slot = schema.slot(term.id); slot < 0) {
            term.slot = schema.declare(term.id, type);
        } else {
            term.slot = static_cast<std::uint32_t>(slot);
            bool const own = std::ranges::any_of(book_.terms, [&](auto const& one) { return one.id == term.id; });
            if (!own)
                reader.problem(fmt::format("'{}' is already the name of something else", term.id));
            else if (!(schema.type(term.slot) == type))
                reader.problem(fmt::format("the term '{}' is {} here and {} in another reading", term.id,
                    rules::to_string(type), rules::to_string(schema.type(term.slot))));
        }
        book_.terms.push_back(std::move(term));
    }

    /// Is there a reading in which both hold?
    bool meet(std::vector<std::string> const& a, std::vector<std::string> const& b) const
    {
        if (a.empty() || b.empty())
            return a.empty() && b.empty();
        return std::ranges::any_of(a, [&](auto const& one) { return std::ranges::find(b, one) != b.end(); });
    }

    casework::SourceRef source(DataFile const& file, Node const& node, TableReader& reader)
    {
        reader.allow("source");
        return with_.sources.resolve(file.document, node, true, with_.problems);
    }

    void header()
    {
        Node const* node = nullptr;
        DataFile const* file = nullptr;
        for (auto const* one : files_) {
            if (auto const* found = one->document.root.find("programme"); found != nullptr && found->is_table()) {
                node = found;
                file = one;
            }
        }
        if (node == nullptr) {
            with_.problems.push_back(
                { { files_.front()->document.file, 1, 1 }, "the folder has no [programme]", "in programme.toml" });
            return;
        }
        TableReader reader(file->document, *node, "[programme]", with_.problems);
        Sentences sentences(file->document, schema_, with_.problems);
        book_.id = reader.need_text("id");
        book_.edition = reader.need_text("edition");
        book_.name = sentences.need_said(reader, *node, "name");
        book_.from = reader.date("from");
        book_.seen_on = reader.date("seen_on");
        book_.until = reader.date("until");
        if (!book_.from && !book_.seen_on)
            reader.problem("neither 'from' nor 'seen_on' is given", "seen_on = the day the text was seen in force");
        if (book_.until && ((book_.from && *book_.until <= *book_.from)))
            reader.problem(*node->find("until"), "'until' is not after 'from'");
        book_.binds = sentences.expression(reader, *node, "binds", TypeKind::date);
        book_.listed = sentences.expression(reader, *node, "listed");
        book_.listed_when_unknown = reader.boolean("listed_when_unknown").value_or(false);
        auto const code = reader.need_text("currency");
        if (auto const currency = Currency::from_code(code))
            book_.currency = *currency;
        else if (node->find("currency") != nullptr)
            reader.problem(*node->find("currency"), fmt::format("'{}' is no currency of ISO 4217", code));
        book_.language = reader.text("language").value_or("en");
        book_.precedence = reader.texts("precedence");
        reader.text("note");
        book_.source = source(*file, *node, reader);
        reader.finish();
    }

    template <class RuleType, class More>
    void rule(DataFile const& file, Node const& node, std::string_view table, rules::Schema const& schema,
        std::vector<RuleType>& rules, More&& more)
    {
        TableReader reader(file.document, node, fmt::format("[[{}]]", table), with_.problems);
        Sentences sentences(file.document, schema, with_.problems);
        RuleType result;
        result.id = reader.need_text("id");
        result.when = sentences.expression(reader, node, "when");
        result.says = sentences.need_said(reader, node, "says");
        result.fails = sentences.said(reader, node, "fails");
        result.readings = reader.texts("readings");
        auto const word = reader.word("discretion", discretions);
        result.discretion = word == "presumptive" ? cover::Discretion::presumptive
            : word == "discretionary"             ? cover::Discretion::discretionary
                                                  : cover::Discretion::mandatory;
        result.note = reader.text("note").value_or("");
        result.source = source(file, node, reader);
        result.place = file.document.place(node);
        more(result, reader, sentences);
        reader.finish();
        rules.push_back(std::move(result));
    }

    void exclusion(DataFile const& file, Node const& node)
    {
        auto const* target = node.find("for");
        bool const per_problem = target != nullptr && target->text == "problem";
        rule<cover::Exclusion>(file, node, "exclusion", per_problem ? problem_ : schema_, book_.exclusions,
            [&](cover::Exclusion& exclusion, TableReader& reader, Sentences& sentences) {
                reader.word("for", targets);
                exclusion.per_problem = per_problem;
                auto const word = reader.word("effect", effects).value_or("void");
                exclusion.effect = word == "bar" ? cover::Effect::bar
                    : word == "reduce"           ? cover::Effect::reduce
                                                 : cover::Effect::void_all;
                exclusion.amount = sentences.expression(reader, node, "amount", TypeKind::money);
                exclusion.cures = sentences.expression(reader, node, "cures", TypeKind::money);
                if ((exclusion.effect == cover::Effect::reduce) != (node.find("amount") != nullptr))
                    reader.problem("'amount' belongs to effect = \"reduce\", and that needs it");
            });
    }

    void cap(DataFile const& file, Node const& node)
    {
        rule<cover::Cap>(
            file, node, "cap", schema_, book_.caps, [&](cover::Cap& cap, TableReader& reader, Sentences& sentences) {
                auto const amount = sentences.expression(reader, node, "amount", TypeKind::money);
                cap.low = amount ? amount : sentences.expression(reader, node, "low", TypeKind::money);
                cap.high = amount ? amount : sentences.expression(reader, node, "high", TypeKind::money);
                cap.open_ended = !amount && node.find("high") == nullptr;
                if (node.find("amount") == nullptr && node.find("low") == nullptr && node.find("high") == nullptr)
                    reader.problem("a cap needs 'amount', or 'low' and 'high'");
            });
    }

    void provision(DataFile const& file, Node const& node, Shape const& shape)
    {
        TableReader reader(file.document, node, fmt::format("[[{}]]", shape.table), with_.problems);
        Sentences sentences(file.document, schema_, with_.problems);
        cover::Provision result;
        result.table = shape.table;
        result.id = reader.need_text("id");
        result.when = sentences.expression(reader, node, "when");
        result.says = sentences.said(reader, node, "says");
        result.readings = reader.texts("readings");
        reader.word("discretion", discretions);
        result.note = reader.text("note").value_or("");
        result.source = source(file, node, reader);
        result.place = file.document.place(node);
        std::string_view keys = shape.keys;
        while (!keys.empty()) {
            auto const key = keys.substr(0, keys.find(' '));
            keys.remove_prefix(std::min(keys.size(), key.size() + 1));
            reader.allow(key);
            auto const* value = node.find(key);
            if (value == nullptr)
                continue;
            auto const other = fmt::format("{}_zh", key);
            if (value->is(codec::NodeKind::integer))
                result.numbers.emplace(key, value->integer);
            else if (value->is(codec::NodeKind::boolean))
                result.flags.emplace(key, value->boolean);
            else if (value->is_string() && node.find(other) != nullptr)
                result.texts.emplace(key, sentences.said(reader, node, key));
            else if (value->is_string())
                result.words[std::string { key }] = { value->text };
            else if (value->is_array())
                result.words[std::string { key }] = reader.texts(key);
        }
        reader.finish();
        book_.provisions.push_back(std::move(result));
    }

    /// A table that nobody reads is a mistake.
    void tables()
    {
        for (auto const* file : files_) {
            TableReader reader(file->document, file->document.root, "a rule book", with_.problems);
            for (auto const name : { "programme", "reading", "input", "term", "scope", "cover", "exclusion", "cap",
                     "deadline", "case", "sources" })
                reader.allow(name);
            for (auto const& shape : shapes)
                reader.allow(shape.table);
            reader.finish();
        }
    }

    void check_readings()
    {
        std::vector<std::string_view> known;
        for (auto const& reading : book_.readings)
            known.push_back(reading.id);
        auto const check = [&](std::vector<std::string> const& readings, Place const& place, std::string const& id) {
            for (auto const& one : readings) {
                if (std::ranges::find(known, one) == known.end())
                    with_.problems.push_back(
                        { place, fmt::format("'{}' names the reading '{}', which the book does not declare", id, one),
                            did_you_mean(one, known) });
            }
        };
        auto const all = [&](auto const& rules) {
            for (auto const& one : rules)
                check(one.readings, one.place, one.id);
        };
        all(book_.scopes);
        all(book_.covers);
        all(book_.exclusions);
        all(book_.caps);
        all(book_.terms);
        all(book_.provisions);
        for (auto const& deadline : book_.deadlines)
            check(deadline.readings, { files_.front()->document.file, 0, 0 }, deadline.id);
    }

    /// Two rules of one kind with one id in one reading: nobody could tell which one speaks.
    void check_ids()
    {
        auto const twice = [&](auto const& rules) {
            for (std::size_t i = 0; i < rules.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    if (rules[i].id == rules[j].id && meet(rules[i].readings, rules[j].readings))
                        with_.problems.push_back(
                            { rules[i].place, fmt::format("the id '{}' is given twice in one reading", rules[i].id),
                                "give the rule another id, or name the readings in which it holds" });
                }
            }
        };
        twice(book_.scopes);
        twice(book_.covers);
        twice(book_.exclusions);
        twice(book_.caps);
    }

    std::span<DataFile const* const> files_;
    casework::World const& world_;
    Reading with_;
    Book book_;
    rules::Schema schema_;
    rules::Schema problem_;
};

} // namespace

Book read_book(std::span<DataFile const* const> files, casework::World const& world, Reading with)
{
    return BookReader(files, world, with).read();
}

} // namespace recourse::catalog
