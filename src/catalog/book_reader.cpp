#include "catalog/data_readers.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using codec::Node;
using cover::Book;
using rules::Type;
using rules::TypeKind;

namespace {

constexpr std::array<std::string_view, 3> discretions { "mandatory", "presumptive", "discretionary" };
constexpr std::array<std::string_view, 3> effects { "void", "bar", "reduce" };
constexpr std::array<std::string_view, 2> targets { "order", "problem" };
constexpr std::array<std::string_view, 6> input_words { "string", "bool", "int", "date", "money", "timestamp" };
constexpr std::array<TypeKind, 6> input_types { TypeKind::string, TypeKind::boolean, TypeKind::integer, TypeKind::date,
    TypeKind::money, TypeKind::timestamp };

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
            rule<cover::Scope>(file, node, "scope", schema_, book_.scopes, [](auto&, auto&) { });
        });
        each("cover", [&](DataFile const& file, Node const& node) {
            rule<cover::Cover>(file, node, "cover", problem_, book_.covers, [](cover::Cover& cover, Entry& entry) {
                cover.amount = entry.expression("amount", TypeKind::money);
                cover.remedies = entry.texts("remedies");
            });
        });
        each("exclusion", [&](DataFile const& file, Node const& node) { exclusion(file, node); });
        each("cap", [&](DataFile const& file, Node const& node) { cap(file, node); });
        each("deadline", [&](DataFile const& file, Node const& node) {
            book_.deadlines.push_back(read_deadline(file, node, schema_, with_));
        });
        for (auto const table : provision_tables())
            each(table, [&](DataFile const& file, Node const& node) {
                book_.provisions.push_back(read_provision(file, node, table, schema_, with_));
            });
        tables();
        check_book(book_, with_.problems);
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
        Entry entry(file, node, "[[input]]", schema_, with_);
        cover::Input input;
        input.id = entry.need_text("id");
        input.type = input_types[entry.choice("type", input_words, std::size_t { 0 })];
        input.ask = entry.need_said("ask");
        entry.finish();
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
            Entry entry(file, node, "[[reading]]", schema_, with_);
            cover::Reading reading;
            reading.id = entry.need_text("id");
            reading.says = entry.need_said("says");
            reading.alone = entry.boolean("alone").value_or(false);
            reading.source = entry.source();
            entry.text("note");
            entry.finish();
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
        Entry entry(file, node, "[[term]]", schema, with_);
        cover::Term term;
        term.id = entry.need_text("id");
        term.per_problem = per_problem;
        entry.word("for", targets);
        term.readings = entry.texts("readings");
        term.is = entry.need_expression("is", TypeKind::dyn);
        term.says = entry.said("says");
        term.source = entry.source();
        term.place = entry.place();
        entry.text("note");
        entry.finish();
        if (!term.is)
            return;
        for (auto const& other : book_.terms) {
            if (other.id == term.id && meet(other.readings, term.readings))
                entry.problem(fmt::format("the term '{}' is given twice in one reading", term.id));
        }
        auto const& type = rules::type_of(*term.is);
        bool const of_problems = term.id == "problem"
            || std::ranges::any_of(world_.terms, [&](auto const& one) { return one.per_problem && one.id == term.id; });
        if (of_problems) {
            entry.problem(fmt::format("'{}' is already the name of something else", term.id));
            return;
        }
        if (int const slot = schema.slot(term.id); slot < 0) {
            term.slot = schema.declare(term.id, type);
        } else {
            term.slot = static_cast<std::uint32_t>(slot);
            bool const own = std::ranges::any_of(book_.terms, [&](auto const& one) { return one.id == term.id; });
            if (!own)
                entry.problem(fmt::format("'{}' is already the name of something else", term.id));
            else if (!(schema.type(term.slot) == type))
                entry.problem(fmt::format("the term '{}' is {} here and {} in another reading", term.id,
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
        Entry entry(*file, *node, "[programme]", schema_, with_);
        book_.id = entry.need_text("id");
        book_.edition = entry.need_text("edition");
        named_as_folder(entry);
        book_.name = entry.need_said("name");
        book_.from = entry.date("from");
        book_.seen_on = entry.date("seen_on");
        book_.until = entry.date("until");
        if (!book_.from && !book_.seen_on)
            entry.problem("neither 'from' nor 'seen_on' is given", "seen_on = the day the text was seen in force");
        if (book_.until && book_.from && *book_.until <= *book_.from)
            entry.problem_at("until", "'until' is not after 'from'");
        static constexpr std::array<std::string_view, 3> routes { "platform-claim", "payment-service-claim",
            "card-chargeback" };
        if (auto const route = entry.word("route", routes))
            book_.route = *route;
        book_.platform = entry.text("platform").value_or("");
        book_.binds = entry.expression("binds", TypeKind::date);
        book_.listed = entry.expression("listed");
        book_.listed_when_unknown = entry.boolean("listed_when_unknown").value_or(false);
        auto const code = entry.need_text("currency");
        if (auto const currency = Currency::from_code(code))
            book_.currency = *currency;
        else if (node->find("currency") != nullptr)
            entry.problem_at("currency", fmt::format("'{}' is no currency of ISO 4217", code));
        book_.language = entry.text("language").value_or("en");
        book_.precedence = entry.texts("precedence");
        entry.text("note");
        book_.source = entry.source();
        entry.finish();
    }

    /// "programmes/<id>/<edition>": whoever looks for a book finds it by its folder.
    void named_as_folder(Entry& entry)
    {
        std::string_view const path { book_.folder };
        auto const last = path.rfind('/');
        auto const edition = path.substr(last + 1);
        auto const id = path.substr(path.find('/') + 1, last - path.find('/') - 1);
        if (!book_.id.empty() && book_.id != id)
            entry.problem_at("id", fmt::format("'id' is '{}', the folder is called '{}'", book_.id, id),
                "a book stands in programmes/<id>/<edition>");
        if (!book_.edition.empty() && book_.edition != edition)
            entry.problem_at("edition",
                fmt::format("'edition' is '{}', the folder is called '{}'", book_.edition, edition),
                "a book stands in programmes/<id>/<edition>");
    }

    template <class RuleType, class More>
    void rule(DataFile const& file, Node const& node, std::string_view table, rules::Schema const& schema,
        std::vector<RuleType>& rules, More&& more)
    {
        Entry entry(file, node, fmt::format("[[{}]]", table), schema, with_);
        RuleType result;
        result.id = entry.need_text("id");
        result.when = entry.expression("when");
        result.says = entry.need_said("says");
        result.fails = entry.said("fails");
        result.readings = entry.texts("readings");
        result.discretion = entry.choice("discretion", discretions, cover::Discretion::mandatory);
        result.note = entry.text("note").value_or("");
        result.source = entry.source();
        result.place = entry.place();
        more(result, entry);
        entry.finish();
        rules.push_back(std::move(result));
    }

    void exclusion(DataFile const& file, Node const& node)
    {
        auto const* target = node.find("for");
        bool const per_problem = target != nullptr && target->text == "problem";
        rule<cover::Exclusion>(file, node, "exclusion", per_problem ? problem_ : schema_, book_.exclusions,
            [&](cover::Exclusion& exclusion, Entry& entry) {
                entry.word("for", targets);
                exclusion.per_problem = per_problem;
                exclusion.effect = entry.choice("effect", effects, cover::Effect::void_all);
                exclusion.amount = entry.expression("amount", TypeKind::money);
                exclusion.cures = entry.expression("cures", TypeKind::money);
                if ((exclusion.effect == cover::Effect::reduce) != (node.find("amount") != nullptr))
                    entry.problem("'amount' belongs to effect = \"reduce\", and that needs it");
            });
    }

    void cap(DataFile const& file, Node const& node)
    {
        rule<cover::Cap>(file, node, "cap", schema_, book_.caps, [&](cover::Cap& cap, Entry& entry) {
            auto const amount = entry.expression("amount", TypeKind::money);
            cap.low = amount ? amount : entry.expression("low", TypeKind::money);
            cap.high = amount ? amount : entry.expression("high", TypeKind::money);
            cap.open_ended = !amount && node.find("high") == nullptr;
            if (node.find("amount") == nullptr && node.find("low") == nullptr && node.find("high") == nullptr)
                entry.problem("a cap needs 'amount', or 'low' and 'high'");
        });
    }

    /// A table that nobody reads is a mistake.
    void tables()
    {
        for (auto const* file : files_) {
            TableReader root(file->document, file->document.root, "a rule book", with_.problems);
            for (auto const name : { "programme", "reading", "input", "term", "scope", "cover", "exclusion", "cap",
                     "deadline", "case", "sources" })
                root.allow(name);
            for (auto const table : provision_tables())
                root.allow(table);
            root.finish();
        }
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
