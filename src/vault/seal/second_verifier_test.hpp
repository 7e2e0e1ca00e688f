#pragma once

#include "vault/contents/memory_contents.hpp"
#include "vault/seal/sample_test.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

// tools/verify_bundle.py was written apart from src/vault and shares no line with it. What the two say of the same
// bytes has to be the same.

namespace recourse::vault::seal {

struct Asked {
    std::string what;
    std::string zip;
    std::string other = {}; ///< empty: none
    std::vector<log::Verifier> trust = {};
};

/// What a verifier says.
struct Said {
    std::string states; ///< of the six lines, a blank between
    std::set<std::string> wrong; ///< "question=file"
    std::string existed; ///< by when, and by whose word
};

class SecondVerifier : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/second-verifier-XXXXXX";
        ASSERT_NE(::mkdtemp(name), nullptr);
        folder = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    /// What the second one says of each case.
    std::vector<Said> second(std::vector<Asked> const& cases) const
    {
        std::string list;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            auto const& one = cases[i];
            stamp::write_file(folder / fmt::format("{}.zip", i), one.zip);
            stamp::write_file(folder / fmt::format("{}.other", i), one.other);
            std::string keys;
            for (auto const& key : one.trust)
                keys += log::to_string(key) + "\n";
            stamp::write_file(folder / fmt::format("{}.keys", i), keys);
            list += fmt::format("{0}.zip {1} {2}\n", i, one.other.empty() ? "-" : fmt::format("{}.other", i),
                one.trust.empty() ? "-" : fmt::format("{}.keys", i));
        }
        stamp::write_file(folder / "cases", list);
        auto const command
            = fmt::format("python3 '{0}/tests/vault/agree.py' '{1}' >'{1}/said'", RECOURSE_SOURCE_DIR, folder.string());
        EXPECT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(concurrency-mt-unsafe): one thread
        std::istringstream lines(stamp::bytes_of_file(folder / "said"));
        std::vector<Said> all;
        for (std::string line; std::getline(lines, line);) {
            std::istringstream parts(line);
            Said said;
            std::string wrong;
            std::getline(parts, said.states, '\t');
            std::getline(parts, wrong, '\t');
            std::getline(parts, said.existed);
            std::istringstream places(wrong);
            for (std::string place; std::getline(places, place, ';');)
                said.wrong.insert(place);
            all.push_back(std::move(said));
        }
        EXPECT_EQ(all.size(), cases.size());
        all.resize(cases.size());
        return all;
    }
    static Said first(Asked const& asked)
    {
        auto const bundle = open_zip(memory_range(asked.zip));
        if (!bundle)
            return { "fails absent absent absent absent absent", {}, {} };
        std::optional<OtherView> other;
        if (asked.other.starts_with("PK"))
            other = open_zip(memory_range(asked.other))->contents;
        else if (!asked.other.empty())
            other = asked.other;
        Said said;
        auto const found = verify_bundle(*bundle, { asked.trust, {} }, other, sample_time);
        for (std::size_t i = 0; i < questions; ++i) {
            auto const& answer = found.answers[i];
            said.states += fmt::format("{}{}", i == 0 ? "" : " ", name(answer.state));
            for (auto const& flaw : answer.flaws)
                said.wrong.insert(fmt::format("{}={}", name(static_cast<Question>(i)), flaw.file));
        }
        said.existed = found.of(Question::existed).says;
        return said;
    }

    std::filesystem::path folder;
};

using Texts = std::map<std::string, std::string>;

/// The files of a zip.
inline Texts texts_of(std::string const& zip)
{
    auto const opened = *open_zip(memory_range(zip));
    Texts texts;
    for (std::size_t i = 0; i < opened.contents->entries().size(); ++i)
        texts[opened.contents->entries()[i].name] = *read_whole(*opened.contents, i, 1 << 24);
    return texts;
}

inline std::string packed(Texts files, std::string_view name = "C-17-2026-11-30")
{
    std::string bytes;
    auto const done = pack(std::make_shared<MemoryContents const>(std::move(files)), name,
        [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
            bytes.append(reinterpret_cast<char const*>(piece.data()), piece.size());
            return {};
        });
    EXPECT_TRUE(done.has_value());
    return bytes;
}

} // namespace recourse::vault::seal
