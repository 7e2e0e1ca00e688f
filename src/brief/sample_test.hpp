#pragma once

#include "brief/fill.hpp"
#include "brief/shelf.hpp"
#include "catalog/world.hpp"
#include "codec/case_file.hpp"
#include "codec/toml_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

// The example of examples/legal and cases of a few lines, studied with the shipped data.

namespace recourse::brief::samples {

inline std::string file(std::string const& path)
{
    std::ifstream in { std::filesystem::path { RECOURSE_SOURCE_DIR } / path, std::ios::binary };
    EXPECT_TRUE(in) << path;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline std::string told(Problems const& problems)
{
    std::string out;
    for (auto const& one : problems)
        out += to_string(one) + '\n';
    return out;
}

inline catalog::Loaded const& loaded()
{
    static catalog::Loaded const all = [] {
        auto found = catalog::shipped_world();
        EXPECT_TRUE(found) << told(found.error());
        return *std::move(found);
    }();
    return all;
}

inline Shelf const& shelf()
{
    static std::unique_ptr<Shelf> const all = [] {
        auto found = shipped_shelf();
        EXPECT_TRUE(found) << told(found.error());
        return *std::move(found);
    }();
    return *all;
}

inline casework::Facts facts(std::string const& text)
{
    auto read = codec::read_case(text, "case.toml", codec::CaseFormat::toml);
    EXPECT_TRUE(read) << told(read.error());
    return read ? read->facts : casework::Facts {};
}

inline std::expected<Fields, Problems> fields(std::string const& text, casework::Facts const& of)
{
    return read_fields(codec::read_toml(text, "more.toml"), shelf().vocabulary, exhibits_of(of));
}

inline Study study_of(std::string const& text, std::string const& more = {}, Options options = {})
{
    auto read = facts(text);
    auto given = fields(more, read);
    EXPECT_TRUE(given) << told(given.error());
    options.as_of = *read.date("as_of");
    return study({ *loaded().world, loaded().forum_book }, std::move(read), {}, given ? *given : Fields {}, options);
}

inline Study example(bool with_more = true)
{
    return study_of(file("examples/legal/case.toml"), with_more ? file("examples/legal/more.toml") : std::string {});
}

inline papers::Values values(Study const& study, std::string const& document)
{
    return fill(study, *shelf().find(document));
}

} // namespace recourse::brief::samples
