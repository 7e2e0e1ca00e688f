#include "vault/record/record.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::vault {

namespace {

Record sample()
{
    Record record;
    record.sequence = 300;
    record.digest = sha256("bytes");
    record.size = 5;
    record.nonce.fill(0x5a);
    record.act = Act::translated;
    record.subject = "C-17";
    record.actor = "P-4";
    record.at = { 1'700'000'000'000'000 };
    record.how = "upload 1.0";
    record.parents = { sha256("parent") };
    record.note = "译者：王\nby hand";
    return record;
}

std::string hex(std::string_view bytes)
{
    std::string out;
    for (char const byte : bytes)
        out += fmt::format("{:02x}", static_cast<std::uint8_t>(byte));
    return out;
}

} // namespace

TEST(Record, has_the_bytes_that_the_format_says)
{
    // docs/formats/vault.md, field by field. Stored records look like this: the expectation must not change.
    EXPECT_EQ(hex(encode(sample())),
        "01" // version
        "ac02" // sequence 300
            + to_string(sha256("bytes")) + "05" // size
            + hex(std::string(32, 0x5a)) // nonce
            + "05" // act: translated
              "04432d3137" // subject
              "03502d34" // actor
              "8080f28183898506" // at, zigzag
              "0a75706c6f616420312e30" // how
              "01"
            + to_string(sha256("parent")) // parents
            + "14e8af91e88085efbc9ae78e8b0a62792068616e64"); // note
}

TEST(Record, is_read_back_from_its_bytes_and_from_no_others)
{
    auto const bytes = encode(sample());
    EXPECT_EQ(decode_record(bytes), sample());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(decode_record(std::string_view { bytes }.substr(0, size))) << size;
    EXPECT_EQ(decode_record(bytes + "x").error(), "bytes are left over after the note");
    auto other = bytes;
    other[0] = 2;
    EXPECT_EQ(decode_record(other).error(), "version 2 is not known; this program knows 1");
}

RC_GTEST_PROP(Records, with_a_changed_byte_are_refused_or_other_records, ())
{
    auto bytes = encode(sample());
    auto const at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    auto const with = *rc::gen::inRange(1, 256);
    bytes[at] = static_cast<char>(bytes[at] ^ with);
    auto const read = decode_record(bytes);
    if (read) {
        RC_ASSERT(*read != sample());
        RC_ASSERT(encode(*read) == bytes);
    }
}

TEST(Record, says_what_cannot_be_stored)
{
    auto const with = [](auto change) {
        auto record = sample();
        change(record);
        return flaw(record).value_or("");
    };
    EXPECT_EQ(with([](Record&) { }), "");
    EXPECT_EQ(with([](Record& r) { r.how.assign(600, 'x'); }), "how has 600 bytes; at most 512");
    EXPECT_EQ(with([](Record& r) { r.actor = "a\nb"; }), "actor has a control character or is not UTF-8");
    EXPECT_EQ(with([](Record& r) { r.subject = "\xff"; }), "subject has a control character or is not UTF-8");
    EXPECT_EQ(with([](Record& r) { r.note.assign(16 * 1024 + 1, 'x'); }), "note has 16385 bytes; at most 16384");
    EXPECT_EQ(with([](Record& r) { r.parents.resize(257); }), "257 parents; at most 256");
    EXPECT_EQ(with([](Record& r) { r.act = Act {}; }), "act 0 is none");
}

TEST(Record, the_largest_one_fits_an_entry_of_the_log)
{
    auto record = sample();
    record.subject.assign(Record::text_size_max, 's');
    record.actor = record.how = record.subject;
    record.note.assign(Record::note_size_max, 'n');
    record.parents.assign(Record::parents_max, sha256(""));
    EXPECT_LE(encode(record).size(), 0xffff);
    EXPECT_EQ(decode_record(encode(record)), record);
}

TEST(Act, has_a_name_that_is_read_back)
{
    for (std::uint8_t number = 1; number <= act_last; ++number) {
        auto const act = static_cast<Act>(number);
        EXPECT_EQ(parse_act(name(act)), act) << name(act);
    }
    EXPECT_EQ(name(Act::viewed_original), "viewed-original");
    EXPECT_EQ(name(Act::key_rotated), "key-rotated");
    EXPECT_EQ(name(Act::released), "released");
    EXPECT_EQ(name(Act::withdrawn), "withdrawn");
    EXPECT_FALSE(parse_act("viewed_original"));
}

TEST(Nonce, is_another_each_time)
{
    EXPECT_NE(new_nonce(), new_nonce());
}

} // namespace recourse::vault
