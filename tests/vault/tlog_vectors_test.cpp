#include "base/base64.hpp"
#include "tests/vault/vectors.hpp"
#include "vault/log/log.hpp"

#include <unistd.h>

namespace recourse::vault::log {

namespace {

struct Sample {
    codec::Node root = json_of(vector_file("tlog/checkpoints.json"));
    codec::Node const& log = at(root, "log");
    std::string origin = at(log, "origin").text;
    Verifier verifier = parse_verifier(at(log, "vkey").text).value();

    Signer signer() const
    {
        auto const bytes = from_base64(at(log, "published_test_seed_base64").text);
        Seed seed {};
        EXPECT_EQ(bytes->size(), seed.size());
        std::ranges::copy(*bytes, reinterpret_cast<char*>(seed.data()));
        return make_signer(origin, seed);
    }
    std::vector<std::string> entries() const
    {
        std::vector<std::string> all;
        for (auto const& one : at(log, "entries").items)
            all.push_back(one.text);
        return all;
    }
    std::vector<std::string> checkpoints() const
    {
        std::vector<std::string> all;
        for (auto const& one : at(log, "checkpoints").items)
            all.push_back(one.text);
        return all;
    }
};

std::filesystem::path sample_folder()
{
    return std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/vectors/tlog/log";
}

} // namespace

TEST(TlogVectors, the_note_of_the_specification)
{
    Sample const sample;
    auto const& example = at(sample.root, "signed_note_spec_example");
    auto const note = parse_note(at(example, "note").text);
    ASSERT_TRUE(note) << note.error();
    auto const verifier = parse_verifier(at(example, "vkey").text);
    ASSERT_TRUE(verifier) << verifier.error();
    EXPECT_EQ(to_string(*verifier), at(example, "vkey").text);
    EXPECT_EQ(verify(*note, { &*verifier, 1 }), std::vector<std::size_t> { 0 });
    EXPECT_EQ(to_string(*note), at(example, "note").text);
    EXPECT_EQ(verify(*note, { &sample.verifier, 1 }), std::unexpected(NoteRefusal::unknown_keys));
}

TEST(TlogVectors, each_checkpoint_of_the_sample_log_comes_out_byte_for_byte)
{
    Sample const sample;
    auto const signer = sample.signer();
    EXPECT_EQ(signer.verifier, sample.verifier);
    auto const entries = sample.entries();
    auto const checkpoints = sample.checkpoints();
    ASSERT_EQ(entries.size(), 15);
    ASSERT_EQ(checkpoints.size(), 16);
    merkle::Edge edge;
    for (std::size_t size = 0; size <= entries.size(); ++size) {
        if (size > 0)
            edge.add(merkle::leaf_hash(entries[size - 1]));
        auto const ours = sign_checkpoint({ sample.origin, { size, edge.root() }, {} }, { &signer, 1 });
        EXPECT_EQ(to_string(ours->note), checkpoints[size]);
        auto const theirs = parse_signed_checkpoint(checkpoints[size]);
        ASSERT_TRUE(theirs) << theirs.error();
        EXPECT_EQ(*theirs, *ours);
        EXPECT_TRUE(verify(theirs->note, { &sample.verifier, 1 }));
    }
}

TEST(TlogVectors, every_pair_of_checkpoints_is_consistent_by_the_sample_logs_tiles)
{
    Sample const sample;
    auto const checkpoints = sample.checkpoints();
    TileReader tiles(system_files(), sample_folder(), 15);
    int pairs = 0;
    for (std::size_t first = 0; first <= 15; ++first) {
        for (std::size_t second = first; second <= 15; ++second) {
            auto const proof = merkle::make_consistency(tiles, first, second);
            ASSERT_TRUE(proof) << proof.error();
            auto const relation = compare(parse_signed_checkpoint(checkpoints[first])->checkpoint,
                parse_signed_checkpoint(checkpoints[second])->checkpoint, *proof);
            EXPECT_EQ(relation, first == second ? Relation::same : Relation::extends) << first << " " << second;
            pairs += first > 0 && first < second;
        }
    }
    EXPECT_EQ(pairs, 105);
}

TEST(TlogVectors, the_sample_log_is_whole)
{
    Sample const sample;
    std::vector<Checkpoint> seen;
    for (auto const& one : sample.checkpoints())
        seen.push_back(parse_signed_checkpoint(one)->checkpoint);
    std::vector<std::string> entries;
    auto const check = check_log(system_files(), sample_folder(), sample.origin, { &sample.verifier, 1 }, seen,
        [&](std::uint64_t, std::string_view entry) { entries.emplace_back(entry); });
    for (auto const& one : check.findings)
        ADD_FAILURE() << one.file << ": " << one.says;
    EXPECT_EQ(entries, sample.entries());
}

TEST(TlogVectors, the_log_written_by_us_is_the_same_files)
{
    Sample const sample;
    auto const folder = std::filesystem::temp_directory_path() / ("recourse-tlog-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder);
    {
        auto log = Log::open(system_files(), folder, { .origin = sample.origin, .signer = sample.signer() });
        ASSERT_TRUE(log) << log.error().detail;
        EXPECT_EQ(to_string((*log)->checkpoint().note), sample.checkpoints()[0]);
        std::size_t size = 0;
        for (auto const& entry : sample.entries()) {
            auto const appended = (*log)->append({ &entry, 1 });
            ASSERT_TRUE(appended) << appended.error().detail;
            EXPECT_EQ(to_string(appended->checkpoint.note), sample.checkpoints()[++size]);
        }
    }
    int files = 0;
    for (auto const& one : std::filesystem::recursive_directory_iterator(sample_folder() / "tile")) {
        if (!one.is_regular_file())
            continue;
        auto const name = std::filesystem::relative(one.path(), sample_folder());
        auto const ours = read_small(system_files(), folder / name, 1 << 20);
        ASSERT_TRUE(ours) << ours.error().detail;
        EXPECT_EQ(*ours, read_small(system_files(), one.path(), 1 << 20).value()) << name;
        ++files;
    }
    EXPECT_EQ(files, 30);
    std::filesystem::remove_all(folder);
}

} // namespace recourse::vault::log
