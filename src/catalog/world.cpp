#include "catalog/world.hpp"

#include "catalog/calendars.hpp"
#include "catalog/data_readers.hpp"
#include "catalog/embedded.hpp"
#include "catalog/forum_book.hpp"
#include "catalog/rates.hpp"
#include "catalog/receivers.hpp"
#include "catalog/schedules.hpp"
#include "core/case/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <future>

namespace recourse::catalog {

namespace {

using casework::World;
using codec::Node;
using rules::Type;
using rules::TypeKind;
using rules::Value;

std::string_view folder_of(std::string_view path)
{
    return path.substr(0, path.rfind('/'));
}

bool is_guide(DataFile const& file)
{
    return file.folder == "forums/any" || file.folder == "forums/any/guide-cases";
}

bool is_law(DataFile const& file)
{
    return file.folder.starts_with("forums/") && file.folder.ends_with("/law");
}

class Loader {
public:
    Loader(std::span<FileText const> files, bool cases, std::span<std::string_view const> calendars)
        : cases_(cases)
        , calendars_(calendars)
    {
        casework::declare_results(taken_);
        casework::declare_route(taken_);
        for (auto const* name : { "input", "problem" })
            taken_.declare(name, {});
        world_ = std::make_shared<World>();
        world_->arena = std::make_shared<rules::Arena>();
        for (auto const& file : files) {
            auto const folder = folder_of(file.path);
            std::string const name { file.path.substr(folder.size() + 1) };
            if (folder.starts_with("calendars") || !name.ends_with(".toml"))
                continue;
            bool const only_cases = name.starts_with("cases") || folder.ends_with("/guide-cases");
            if (only_cases && !cases)
                continue;
            files_.push_back({ read(file), std::string { folder }, name });
        }
    }

    std::expected<Loaded, Problems> load()
    {
        for (auto const& file : files_) {
            problems_.insert(problems_.end(), file.document.problems.begin(), file.document.problems.end());
            if (file.document.root.find("sources") != nullptr)
                sources_.add(file.document, problems_);
        }
        schedules();
        law_tables();
        shared_terms();
        law();
        // Half of the work is the routes, which need no more of the world than there is by now.
        auto routes = std::async(std::launch::async, [this] { return read_routes(); });
        guide();
        books();
        add(routes.get());
        auto receivers = read_receivers();
        auto forum_book = forum_checks();
        std::vector<BookCase> cases;
        for (auto const& file : files_) {
            if (!cases_)
                break;
            auto found = read_cases(file, with());
            std::ranges::move(found, std::back_inserter(cases));
        }
        if (!problems_.empty())
            return std::unexpected(std::move(problems_));
        return Loaded { std::move(world_), std::move(cases), std::move(receivers), std::move(forum_book) };
    }

private:
    Reading with() { return { sources_, problems_, calendars_, &compiled_ }; }

    void schedules()
    {
        for (auto const& file : files_) {
            if (file.name != "fees.toml" || !file.folder.starts_with("forums/"))
                continue;
            // What the reader of fees says of the syntax has been said already.
            auto document = file.document;
            document.problems.clear();
            for (auto& found : read_schedules(document, sources_, problems_)) {
                world_->schedules.push_back(std::move(found.schedule));
                schedule_names_.emplace_back(file.folder, &world_->schedules.back());
            }
        }
        for (auto const& file : files_) {
            if (file.folder == "forums/any" && file.name == "rates.toml") {
                for (auto const* node :
                    TableReader(file.document, file.document.root, "rates", problems_).tables("rate")) {
                    if (auto const* key = node->find("source"); key != nullptr && key->is_string())
                        world_->rate_sources.try_emplace(
                            key->text, sources_.resolve(file.document, *node, true, problems_));
                }
                if (auto rates = read_rates(file.document))
                    world_->rates = std::move(*rates);
                else
                    problems_.insert(problems_.end(), rates.error().begin(), rates.error().end());
            }
        }
    }

    void law_tables()
    {
        auto type = std::make_shared<rules::RecordType>();
        type->name = "table";
        std::vector<Value> values;
        for (auto const& file : files_) {
            if (!is_law(file))
                continue;
            auto const* list = file.document.root.find("table");
            if (list == nullptr || !list->is_array())
                continue;
            for (auto const& node : list->items)
                law_table(file, node, *type, values);
        }
        world_->table_value = Value::record_of(*world_->arena, *type, values);
        auto schema = casework::fact_schema();
        world_->table_slot = schema.declare("table", Type::record(type));
        table_type_ = type;
        schema_ = std::move(schema);
    }

    void law_table(DataFile const& file, Node const& node, rules::RecordType& type, std::vector<Value>& values)
    {
        TableReader reader(file.document, node, "[[table]]", problems_);
        casework::Table table;
        table.id = reader.need_text("id");
        table.columns = reader.texts("columns");
        auto const list = reader.text("list");
        reader.allow("rows");
        reader.allow("note");
        reader.text("says");
        reader.text("says_zh");
        table.source = sources_.resolve(file.document, node, true, problems_);
        reader.allow("source");
        reader.allow("marks");
        reader.finish();
        if (auto const* rows = node.find("rows"); rows != nullptr && rows->is_array()) {
            for (auto const& row : rows->items) {
                auto& cells = table.rows.emplace_back();
                for (auto const& cell : row.items)
                    cells.push_back(cell.text);
                if (cells.size() != table.columns.size())
                    reader.problem(row,
                        fmt::format("the row has {} cells, the table {} columns", cells.size(), table.columns.size()));
            }
        }
        // A short row has been named; its cells are empty.
        for (auto& cells : table.rows)
            cells.resize(std::max(cells.size(), table.columns.size()));
        if (list) {
            auto const column = std::ranges::find(table.columns, *list);
            if (column == table.columns.end())
                reader.problem(fmt::format("'{}' is no column of the table", *list));
            else {
                auto const at = static_cast<std::size_t>(column - table.columns.begin());
                std::vector<Value> items;
                items.reserve(table.rows.size());
                for (auto const& row : table.rows)
                    items.push_back(Value::string(world_->arena->copy(row[at])));
                type.fields.push_back({ table.id, Type::list(TypeKind::string) });
                values.push_back(Value::list_of(*world_->arena, items));
            }
        }
        world_->tables.push_back(std::move(table));
    }

    void shared_terms()
    {
        for (bool const per_problem : { false, true }) {
            if (per_problem) {
                problem_schema_ = schema_;
                world_->problem_slot = problem_schema_.declare("problem", casework::fact_type("problems"));
            }
            for (auto const& file : files_) {
                if (file.folder != "forums/any" || file.name != "terms.toml")
                    continue;
                TableReader root(file.document, file.document.root, "the shared terms", problems_);
                root.allow("sources");
                for (auto const* node : root.tables("term"))
                    shared_term(file, *node, per_problem);
                root.finish();
            }
        }
        auto guide = schema_;
        casework::declare_results(guide);
        world_->schema = std::make_shared<rules::Schema const>(std::move(schema_));
        world_->problem_schema = std::make_shared<rules::Schema const>(std::move(problem_schema_));
        auto route = guide;
        casework::declare_route(route);
        world_->guide_schema = std::make_shared<rules::Schema const>(std::move(guide));
        world_->route_schema = std::make_shared<rules::Schema const>(std::move(route));
    }

    void shared_term(DataFile const& file, Node const& node, bool per_problem)
    {
        auto const* target = node.find("for");
        if ((target != nullptr && target->text == "problem") != per_problem)
            return;
        auto& schema = per_problem ? problem_schema_ : schema_;
        Entry entry(file, node, "[[term]]", schema, with());
        casework::SharedTerm term;
        term.id = entry.need_text("id");
        term.per_problem = per_problem;
        entry.text("for");
        term.is = entry.need_expression("is", TypeKind::dyn);
        term.says = entry.said("says");
        term.source = entry.source();
        entry.finish();
        if (!term.is)
            return;
        // What routes, books and problems add to the names later is taken too.
        if (schema.slot(term.id) >= 0 || taken_.slot(term.id) >= 0) {
            entry.problem(fmt::format("'{}' is already the name of something else", term.id));
            return;
        }
        term.slot = schema.declare(term.id, rules::type_of(*term.is));
        world_->terms.push_back(std::move(term));
    }

    void law()
    {
        for (auto const& file : files_) {
            if (!is_law(file))
                continue;
            TableReader root(file.document, file.document.root, "a file of law", problems_);
            for (auto const name : { "table", "case", "sources" })
                root.allow(name);
            for (auto const* node : root.tables("deadline"))
                world_->law.push_back(read_deadline(file, *node, *world_->schema, with()));
            root.finish();
        }
    }

    void guide()
    {
        for (auto const& file : files_) {
            if (is_guide(file) && file.name != "terms.toml" && file.name != "rates.toml" && file.name != "sources.toml")
                read_guide(file, *world_, with());
        }
    }

    /// The files of one folder belong together; books have folders below that of their edition.
    void books()
    {
        std::map<std::string, std::vector<DataFile const*>> folders;
        for (auto const& file : files_) {
            // programmes/<programme>/<edition>/
            if (auto const& folder = file.folder; folder.starts_with("programmes/"))
                folders[folder.substr(0, folder.find('/', folder.find('/', folder.find('/') + 1) + 1))].push_back(
                    &file);
        }
        for (auto const& [folder, files] : folders) {
            auto book = read_book(files, *world_, with());
            auto const twin = std::ranges::find_if(world_->books, [&](cover::Book const& one) {
                return !one.id.empty() && one.id == book.id && one.edition == book.edition;
            });
            if (twin != world_->books.end())
                problems_.push_back({ { folder, 0, 0 },
                    fmt::format("edition {} of '{}' stands in {} too", book.edition, book.id, twin->folder),
                    "give the newer text an edition of its own" });
            world_->books.push_back(std::move(book));
        }
    }

    struct Routes {
        std::vector<route::RouteBook> routes;
        Problems problems;
    };

    /// Of what the loader holds it only reads what no longer changes.
    Routes read_routes() const
    {
        std::map<std::string, std::vector<DataFile const*>> folders;
        for (auto const& file : files_) {
            if (file.folder.starts_with("forums/") && !is_guide(file) && !is_law(file) && !is_forum_check(file)
                && file.name != "fees.toml" && file.name != "sources.toml")
                folders[file.folder].push_back(&file);
        }
        Routes read;
        Compiled compiled;
        for (auto const& [folder, files] : folders)
            read.routes.push_back(
                read_route(files, *world_, schedule_names_, { sources_, read.problems, calendars_, &compiled }));
        std::ranges::stable_sort(read.routes, {}, [](auto const& route) { return route.step; });
        for (auto const& route : read.routes) {
            if (std::ranges::count(read.routes, route.id, &route::RouteBook::id) > 1)
                read.problems.push_back(
                    { { route.folder, 0, 0 }, fmt::format("the route '{}' is described twice", route.id), {} });
        }
        return read;
    }

    void add(Routes read)
    {
        world_->routes = std::move(read.routes);
        std::ranges::move(read.problems, std::back_inserter(problems_));
    }

    std::vector<receiver::Receiver> read_receivers()
    {
        std::vector<receiver::Receiver> found;
        for (auto const& file : files_)
            if (file.folder == "receivers" && file.name != "sources.toml")
                found.push_back(read_receiver(file, with()));
        std::ranges::sort(found, {}, &receiver::Receiver::id);
        return found;
    }

    /// Data of somebody's own may leave the folder out.
    forum::Book forum_checks()
    {
        std::vector<DataFile const*> files;
        for (auto const& file : files_)
            if (is_forum_check(file) || is_law(file))
                files.push_back(&file);
        return std::ranges::any_of(files, [](auto const* file) { return is_forum_check(*file); })
            ? read_forum_book(files, with())
            : forum::Book {};
    }

    bool cases_;
    std::span<std::string_view const> calendars_;
    rules::Schema taken_;
    std::shared_ptr<World> world_;
    std::deque<DataFile> files_;
    Compiled compiled_;
    Problems problems_;
    SourceRegister sources_;
    rules::Schema schema_;
    rules::Schema problem_schema_;
    std::shared_ptr<rules::RecordType const> table_type_;
    std::vector<std::pair<std::string, route::Schedule const*>> schedule_names_;
};

} // namespace

std::expected<Loaded, Problems> load_world(std::span<FileText const> files, bool cases)
{
    bool const own = std::ranges::any_of(files, [](auto const& file) { return file.path.starts_with("calendars/"); });
    auto calendars = own ? calendars_of(files) : shipped_calendars();
    std::vector<std::string_view> names;
    if (calendars) {
        names.emplace_back("none");
        for (auto const& [name, calendar] : *calendars)
            names.push_back(name);
    }
    auto loaded = Loader(files, cases, names).load();
    if (!loaded || !calendars) {
        Problems problems = loaded ? Problems {} : std::move(loaded.error());
        if (!calendars)
            std::ranges::move(calendars.error(), std::back_inserter(problems));
        return std::unexpected(std::move(problems));
    }
    auto world = std::const_pointer_cast<World>(loaded->world);
    world->calendars = std::move(*calendars);
    return loaded;
}

std::expected<Loaded, Problems> shipped_world(bool cases)
{
    return load_world(shipped_files(), cases);
}

} // namespace recourse::catalog
