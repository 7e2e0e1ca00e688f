#include "catalog/data_readers.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using codec::Node;

namespace {

std::map<std::string, std::string> words(TableReader& reader, std::string_view key)
{
    std::map<std::string, std::string> found;
    auto const* table = reader.table(key);
    if (table == nullptr)
        return found;
    for (auto const& member : table->members) {
        auto const& value = member.value;
        auto text = value.text;
        if (value.is(codec::NodeKind::date))
            text = to_string(value.date);
        else if (value.is(codec::NodeKind::boolean))
            text = value.boolean ? "true" : "false";
        else if (value.is(codec::NodeKind::integer))
            text = fmt::format("{}", value.integer);
        found.emplace(member.key, std::move(text));
    }
    return found;
}

/// Words by rule: one, or a list of them.
std::map<std::string, std::vector<std::string>> sayings(TableReader& reader, Problems& problems, DataFile const& file)
{
    std::map<std::string, std::vector<std::string>> found;
    auto const* table = reader.table("says");
    if (table == nullptr)
        return found;
    TableReader own(file.document, *table, "says", problems);
    for (auto const& member : table->members) {
        if (member.value.is_array())
            found.emplace(member.key, own.texts(member.key));
        else if (auto text = own.text(member.key))
            found.emplace(member.key, std::vector { *std::move(text) });
    }
    return found;
}

std::map<std::string, bool> truths(TableReader& reader, std::string_view key, Problems& problems, DataFile const& file)
{
    std::map<std::string, bool> found;
    auto const* table = reader.table(key);
    if (table == nullptr)
        return found;
    TableReader own(file.document, *table, std::string { key }, problems);
    for (auto const& member : table->members) {
        if (auto const truth = own.boolean(member.key))
            found.emplace(member.key, *truth);
    }
    return found;
}

BookCase read_one(DataFile const& file, Node const& node, Reading with)
{
    TableReader reader(file.document, node, "[[case]]", with.problems);
    BookCase example;
    example.folder = file.folder;
    example.place = file.document.place(node);
    example.name = reader.need_text("name");
    example.reading = reader.text("reading").value_or("");
    example.as_of = reader.date("as_of");
    reader.text("note");
    if (auto const* given = reader.need_table("given")) {
        codec::Document document { file.document.file, *given, {} };
        if (auto facts = codec::read_case(std::move(document)))
            example.given = std::move(*facts);
        else
            with.problems.insert(with.problems.end(), facts.error().begin(), facts.error().end());
    }
    if (auto const* inputs = reader.table("inputs")) {
        // For one book; the case file names the programme, the example stands in its folder.
        auto const id = file.folder.substr(file.folder.find('/') + 1);
        example.given.inputs.kind = codec::NodeKind::table;
        example.given.inputs.members.push_back({ id.substr(0, id.find('/')), inputs->line, inputs->column, *inputs });
    }
    if (auto const* then = reader.need_table("then")) {
        TableReader wanted(file.document, *then, "then", with.problems);
        example.verdict = wanted.text("verdict");
        example.low = wanted.text("low");
        example.high = wanted.text("high");
        auto const* status = then->find("status");
        if (status != nullptr && status->is_table())
            example.due_status = words(wanted, "status");
        else
            example.status = wanted.text("status");
        example.reasons = wanted.texts("reasons");
        example.not_reasons = wanted.texts("not_reasons");
        example.warnings = wanted.texts("warnings");
        example.not_warnings = wanted.texts("not_warnings");
        example.tasks = wanted.texts("tasks");
        example.evidence = wanted.texts("evidence");
        example.terms = words(wanted, "terms");
        example.due = words(wanted, "due");
        example.cost = words(wanted, "cost");
        example.says = sayings(wanted, with.problems, file);
        example.transitions = truths(wanted, "transitions", with.problems, file);
        wanted.finish();
    }
    reader.finish();
    return example;
}

} // namespace

std::vector<BookCase> read_cases(DataFile const& file, Reading with)
{
    std::vector<BookCase> cases;
    auto const* list = file.document.root.find("case");
    if (list == nullptr || !list->is_array())
        return cases;
    for (auto const& node : list->items) {
        if (node.is_table())
            cases.push_back(read_one(file, node, with));
    }
    return cases;
}

} // namespace recourse::catalog
