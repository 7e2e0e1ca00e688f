#include "catalog/sources.hpp"

#include "base/text.hpp"

#include <array>

namespace recourse::catalog {

namespace {

using casework::SourceRef;
using codec::Document;
using codec::Node;

constexpr std::array<std::string_view, 9> kinds { "official", "copy", "news", "analysis", "weak", "statute",
    "interpretation", "own", "treaty" };
constexpr std::array<std::string_view, 6> marks { "primary", "secondary", "unverified", "estimate", "contested",
    "inference" };

/// The folder of a file, and then each folder above it, to the top ("").
std::vector<std::string_view> folders_above(std::string_view file)
{
    std::vector<std::string_view> found;
    for (auto slash = file.rfind('/'); slash != std::string_view::npos;
        slash = slash == 0 ? std::string_view::npos : file.rfind('/', slash - 1))
        found.push_back(file.substr(0, slash));
    found.emplace_back("");
    return found;
}

std::string mark_of_kind(std::string_view kind)
{
    bool const primary = kind == "official" || kind == "statute" || kind == "interpretation" || kind == "treaty";
    return primary ? "primary" : "secondary";
}

} // namespace

void SourceRegister::add(Document const& file, Problems& problems)
{
    TableReader root(file, file.root, "a register of sources", problems);
    auto const* table = root.need_table("sources");
    if (file.file.ends_with("sources.toml"))
        root.finish(); // another file may hold a few sources beside what it is about
    auto& folder = folders_[std::string { folders_above(file.file).front() }];
    if (table == nullptr)
        return;
    for (auto const& member : table->members) {
        TableReader reader(file, member.value, fmt::format("[sources.{}]", member.key), problems);
        SourceRef source;
        source.document = member.key;
        source.title = reader.need_text("title");
        source.url = reader.text("url").value_or("");
        source.kind = reader.word("kind", kinds).value_or("");
        source.read = reader.date("read");
        source.mark = reader.word("mark", marks).value_or(mark_of_kind(source.kind));
        reader.date("published");
        reader.date("seen");
        reader.text("note");
        reader.text("publisher");
        if (!source.url.empty() && !source.url.starts_with("https://") && !source.url.starts_with("http://"))
            reader.problem(
                *member.value.find("url"), fmt::format("'{}' is no address", source.url), "begin with https://");
        reader.finish();
        folder.insert_or_assign(member.key, std::move(source));
    }
}

SourceRef const* SourceRegister::find(std::string_view file, std::string_view key) const
{
    for (auto const folder : folders_above(file)) {
        if (auto const registered = folders_.find(folder); registered != folders_.end())
            if (auto const found = registered->second.find(key); found != registered->second.end())
                return &found->second;
    }
    return nullptr;
}

std::vector<std::string_view> SourceRegister::keys_in_sight(std::string_view file) const
{
    std::vector<std::string_view> keys;
    for (auto const folder : folders_above(file))
        if (auto const registered = folders_.find(folder); registered != folders_.end())
            for (auto const& [key, source] : registered->second)
                keys.push_back(key);
    return keys;
}

SourceRef SourceRegister::resolve(Document const& file, Node const& table, bool required, Problems& problems) const
{
    SourceRef none;
    none.mark = "unverified";
    auto const* given = table.find("source");
    if (given == nullptr) {
        if (required)
            problems.push_back({ file.place(table), "no source is given",
                "source = { mark = \"unverified\", note = ... } where there is none" });
        return none;
    }
    auto const named = [&](std::string const& key, Node const& at) {
        if (auto const* found = find(file.file, key))
            return *found;
        problems.push_back({ file.place(at), fmt::format("no register in sight has the source '{}'", key),
            did_you_mean(key, keys_in_sight(file.file)) });
        return none;
    };
    if (given->is_string())
        return named(given->text, *given);

    TableReader reader(file, *given, "source", problems);
    auto const document = reader.text("document");
    SourceRef source = document ? named(*document, *given->find("document")) : none;
    source.clause = reader.text("clause").value_or("");
    source.mark = reader.word("mark", marks).value_or(source.mark);
    if (auto const read = reader.date("read"))
        source.read = *read;
    if (auto note = reader.text("note"); note && !document)
        source.title = *std::move(note);
    reader.finish();
    return source;
}

} // namespace recourse::catalog
