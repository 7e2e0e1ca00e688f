#include "vault/seal/second_verifier_test.hpp"

#include <random>

namespace recourse::vault::seal {

namespace {

std::string line_one(Said const& said)
{
    return said.states.substr(0, said.states.find(' '));
}

} // namespace

TEST_F(SecondVerifier, says_the_same_of_whole_bundles_and_of_histories)
{
    stamp::LocalAuthority const authority;
    auto const log = sample_log();
    auto const zip = zip_of(sample_bundle(log, 11, &authority));
    auto const text = [](SampleLog const& of, std::uint64_t size) { return log::to_string(of.checkpoint(size).note); };
    auto const changed = sample_log_of("rewritten", 5);
    auto cut = sample_bundle(log, 9);
    cut.sealed_at.micros = sample_bundle(log, 11, &authority).sealed_at.micros + 1'000'000;
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
    for (std::size_t i = 0; i < cases.size(); ++i)
        EXPECT_EQ(said[i].states, first(cases[i]).states) << cases[i].what;
}

TEST_F(SecondVerifier, reads_bundles_of_the_first_version_too)
{
    std::string const path = RECOURSE_SOURCE_DIR "/tests/vault/bundles/version-1.zip";
    Asked const golden { "version 1", stamp::bytes_of_file(path) };
    constexpr auto states = "holds holds holds holds holds absent";
    EXPECT_EQ(first(golden).states, states);
    EXPECT_EQ(second({ golden }).front().states, states);
    // And it goes through another vault as it is.
    auto const opened = *open_zip(memory_range(golden.zip));
    EXPECT_FALSE(opened.repacked);
    EXPECT_EQ(packed(texts_of(golden.zip), opened.folder), golden.zip);
}

TEST_F(SecondVerifier, finds_the_same_numbers_gone)
{
    auto log = sample_log();
    log.add("draft", Act::numbered, "number: E3");
    log.add("secret", Act::numbered, "number: E4");
    log.add("draft", Act::withdrawn, "number: E3\nreason: a newer one");
    log.add("secret", Act::withdrawn, "number: E4\nreason: personal");
    log.add("draft", Act::withdrawn, "reason: again\nnumber: E4"); // what somebody said is no number
    log.add("secret", Act::erased, "order: 7");
    auto bundle = sample_bundle(log, log.size());
    for (std::uint64_t index = 11; index < log.size(); ++index)
        bundle.entries.push_back(log.entry(index, log.size()));
    auto const zip = zip_of(bundle);
    auto const good = texts_of(zip);
    auto const& list = good.at(std::string { exhibits_file });
    EXPECT_NE(list.find(R"("number": "E003",
      "act": "withdrawn",)"),
        std::string::npos)
        << list;
    EXPECT_NE(list.find(R"("number": "E004",
      "act": "erased",)"),
        std::string::npos)
        << list;
    std::vector<Asked> cases { { "as it is", zip } };
    for (auto const& [from, to] : { std::pair { "\"withdrawn\"", "\"erased\"" }, { "E004", "E005" } }) {
        auto files = good;
        auto& text = files.at(std::string { exhibits_file });
        text.replace(text.find(from), std::string_view { from }.size(), to);
        cases.push_back({ fmt::format("{} as {}", from, to), packed(files) });
    }
    auto const said = second(cases);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(said[i].states, first(cases[i]).states) << cases[i].what;
        EXPECT_EQ(line_one(said[i]), i == 0 ? "holds" : "fails") << cases[i].what;
    }
}

TEST_F(SecondVerifier, finds_the_same_flips)
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
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(line_one(said[i]), "fails") << cases[i].what << ": " << said[i].states;
        EXPECT_EQ(line_one(first(cases[i])), "fails") << cases[i].what;
    }
}

TEST_F(SecondVerifier, finds_the_same_removals_and_additions)
{
    auto const zip = zip_of(sample_bundle(sample_log(), 11));
    auto const good = texts_of(zip);
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
    for (std::size_t i = 0; i < cases.size(); ++i) {
        auto const own = first(cases[i]);
        EXPECT_EQ(said[i].states, own.states) << cases[i].what;
        bool const unsealed = cases[i].what == "renamed seal"; // a bag that nobody sealed, with a stray file
        EXPECT_EQ(line_one(own), unsealed ? "holds" : "fails") << cases[i].what;
    }
}

} // namespace recourse::vault::seal
