#include "vault/contents/memory_contents.hpp"
#include "vault/seal/sample_test.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <sstream>

// tools/verify_bundle.py was written apart from src/vault and shares no line with it. What the two say of the same
// bytes has to be the same.

namespace recourse::vault::seal {

namespace {

namespace fs = std::filesystem;

struct Asked {
    std::string what;
    std::string zip;
    std::string other; ///< empty: none
};

class Second : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/second-verifier-XXXXXX";
        ASSERT_NE(::mkdtemp(name), nullptr);
        folder = name;
    }
    void TearDown() override { fs::remove_all(folder); }

    /// The states that it says, a line for each case.
    std::vector<std::string> second(std::vector<Asked> const& cases) const
    {
        std::string list;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            stamp::write_file(folder / fmt::format("{}.zip", i), cases[i].zip);
            if (!cases[i].other.empty())
                stamp::write_file(folder / fmt::format("{}.other", i), cases[i].other);
            list += cases[i].other.empty() ? fmt::format("{}.zip\n", i) : fmt::format("{0}.zip {0}.other\n", i);
        }
        stamp::write_file(folder / "cases", list);
        auto const command
            = fmt::format("python3 '{0}/tests/vault/agree.py' '{1}' >'{1}/said'", RECOURSE_SOURCE_DIR, folder.string());
        EXPECT_EQ(std::system(command.c_str()), 0) << command; // NOLINT(concurrency-mt-unsafe): one thread
        std::istringstream said(stamp::bytes_of_file(folder / "said"));
        std::vector<std::string> lines;
        for (std::string line; std::getline(said, line);)
            lines.push_back(line);
        return lines;
    }
    static std::string first(Asked const& asked)
    {
        auto const bundle = open_zip(memory_range(asked.zip));
        if (!bundle)
            return "fails absent absent absent absent";
        std::optional<OtherView> other;
        if (asked.other.starts_with("PK"))
            other = open_zip(memory_range(asked.other))->contents;
        else if (!asked.other.empty())
            other = asked.other;
        std::string states;
        for (auto const& answer : verify_bundle(*bundle, {}, other, sample_time).answers)
            states += fmt::format("{}{}", states.empty() ? "" : " ", name(answer.state));
        return states;
    }

    fs::path folder;
};

std::string line_one(std::string const& states)
{
    return states.substr(0, states.find(' '));
}

} // namespace

TEST_F(Second, says_the_same_of_whole_bundles_and_of_histories)
{
    stamp::LocalAuthority const authority;
    auto const log = sample_log();
    auto const zip = zip_of(sample_bundle(log, 11, &authority));
    auto const text = [](SampleLog const& of, std::uint64_t size) { return log::to_string(of.checkpoint(size).note); };
    SampleLog changed;
    changed.add("rewritten");
    for (int i = 1; i < 3; ++i)
        changed.add(fmt::format("somebody else's {}", i));
    changed.add(contract);
    changed.add(photo);
    changed.add(contract, Act::numbered, "E001");
    for (int i = 0; i < 6; ++i)
        changed.add(fmt::format("later {}", i));
    auto cut = sample_bundle(log, 9);
    cut.sealed_at.micros += 1'000'000;
    auto other_bytes = sample_bundle(log, 11, &authority);
    other_bytes.stamps[0].over = log.other(8, 11);
    std::vector<Asked> const cases {
        { "with a stamp", zip, "" },
        { "without", zip_of(sample_bundle(log, 11)), "" },
        { "size 12", zip_of(sample_bundle(changed, 12)), "" },
        { "the same checkpoint", zip, text(log, 11) },
        { "an earlier one", zip, text(log, 6) },
        { "one without a proof", zip, text(log, 5) },
        { "rewritten", zip, text(changed, 11) },
        { "rewritten before", zip, text(changed, 6) },
        { "a bundle of another history", zip, zip_of(sample_bundle(changed, 12)) },
        { "cut", zip_of(cut), zip },
        { "an earlier view without proof", zip_of(sample_bundle(log, 9)), zip },
        { "stamped other bytes", zip_of(other_bytes), "" },
    };
    auto const said = second(cases);
    ASSERT_EQ(said.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i)
        EXPECT_EQ(said[i], first(cases[i])) << cases[i].what;
}

TEST_F(Second, finds_the_same_flips)
{
    auto const wanted = std::getenv("RECOURSE_FLIPS"); // NOLINT(concurrency-mt-unsafe): one thread
    int const flips = wanted == nullptr ? 200 : std::atoi(wanted);
    auto const zip = zip_of(sample_bundle(sample_log(), 11));
    std::mt19937_64 random(29);
    std::vector<Asked> cases;
    for (int i = 0; i < flips; ++i) {
        auto const bit = random() % (zip.size() * 8);
        cases.push_back({ fmt::format("bit {}", bit), zip, "" });
        cases.back().zip[bit / 8] = static_cast<char>(zip[bit / 8] ^ (1 << bit % 8));
    }
    auto const said = second(cases);
    ASSERT_EQ(said.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(line_one(said[i]), "fails") << cases[i].what << ": " << said[i];
        EXPECT_EQ(line_one(first(cases[i])), "fails") << cases[i].what;
    }
}

TEST_F(Second, finds_the_same_removals_and_additions)
{
    auto const zip = zip_of(sample_bundle(sample_log(), 11));
    auto const opened = *open_zip(memory_range(zip));
    std::map<std::string, std::string> good;
    for (std::size_t i = 0; i < opened.contents->entries().size(); ++i)
        good[opened.contents->entries()[i].name] = *read_whole(*opened.contents, i, 1 << 20);
    auto const packed = [](std::map<std::string, std::string> files) {
        std::string bytes;
        auto const done = pack(std::make_shared<MemoryContents const>(std::move(files)), "C-17-2026-11-30",
            [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
                bytes.append(reinterpret_cast<char const*>(piece.data()), piece.size());
                return {};
            });
        EXPECT_TRUE(done.has_value());
        return bytes;
    };
    std::vector<Asked> cases;
    for (auto const& [name, bytes] : good) {
        auto files = good;
        files.erase(name);
        if (name != seal_file)
            cases.push_back({ "without " + name, packed(files), "" });
        files[name + "x"] = bytes;
        cases.push_back({ "renamed " + name, packed(files), "" });
        files = good;
        files[name] += "x";
        cases.push_back({ "longer " + name, packed(files), "" });
    }
    for (auto const* added : { "data/E003_new.txt", "note.txt", "keys/002.vkey", ".hidden", "fetch.txt" }) {
        auto files = good;
        files[added] = "x";
        cases.push_back({ std::string { "added " } + added, packed(files), "" });
    }
    auto const said = second(cases);
    ASSERT_EQ(said.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(line_one(said[i]), "fails") << cases[i].what << ": " << said[i];
        bool const unsealed = cases[i].what == "renamed seal"; // a bag that nobody sealed, with a stray file
        if (!unsealed)
            EXPECT_EQ(line_one(first(cases[i])), "fails") << cases[i].what;
    }
}

} // namespace recourse::vault::seal
