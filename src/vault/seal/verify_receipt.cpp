#include "vault/record/record.hpp"
#include "vault/seal/judged.hpp"
#include "vault/seal/known_keys.hpp"

#include <fmt/format.h>

namespace recourse::vault::seal {

namespace {

Answer answer_file(std::optional<Record> const& record, std::optional<ReceiptFile> const& file)
{
    Answer answer;
    if (!file) {
        answer.says = "no file was given: recourse verify RECEIPT FILE";
    } else if (!record) {
        answer.state = State::undetermined;
        answer.says = "the receipt does not hold the record that says which bytes it is about";
    } else if (record->digest == file->digest && record->size == file->size) {
        answer.state = State::holds;
        answer.says = fmt::format(
            "the file is the one of the record: {} bytes, SHA-256 {}", file->size, to_string(file->digest));
    } else {
        answer.state = State::fails;
        answer.says = fmt::format("the file has {} bytes, SHA-256 {}; the record is about {} bytes, SHA-256 {}",
            file->size, to_string(file->digest), record->size, to_string(record->digest));
    }
    return answer;
}

Answer answer_record(log::TlogProof const& proof, std::optional<Record> const& record)
{
    Answer answer;
    auto const& head = proof.checkpoint.checkpoint.head;
    if (!record) {
        answer.state = State::undetermined;
        answer.says = proof.extra ? "what the receipt holds is no record of that place"
                                  : "the receipt does not hold its record; ask the desk for a new receipt";
        return answer;
    }
    auto const proved
        = merkle::verify_inclusion(merkle::leaf_hash(*proof.extra), proof.index, head.size, head.root, proof.hashes);
    answer.state = proved ? State::holds : State::fails;
    answer.says = proved
        ? fmt::format("record {} ({}, {}, by {}) in a log of {} entries, \"{}\"", proof.index, name(record->act),
              to_string(record->at), record->actor, head.size, proof.checkpoint.checkpoint.origin)
        : fmt::format("the receipt does not prove its record: {}", merkle::name(proved.error()));
    return answer;
}

Answer answer_key(log::TlogProof const& proof, Trust const& trust)
{
    Answer answer;
    auto const signers = signers_of(proof.checkpoint.note, trust.keys);
    if (!signers.empty()) {
        answer.state = State::holds;
        answer.says = fmt::format("a known key, {}", log::to_string(signers.front()));
        return answer;
    }
    auto const& first = proof.checkpoint.note.signatures.front();
    auto const key = fmt::format("{}+{:08x}", first.name, first.id);
    answer.state = trust.keys.empty() ? State::undetermined : State::fails;
    answer.says = trust.keys.empty()
        ? fmt::format("a receipt brings no key along: give the log's own, {}, with --trust", key)
        : fmt::format("{}, none of the keys that are trusted", key);
    return answer;
}

} // namespace

std::expected<Verification, std::string> verify_receipt(
    std::string_view receipt, Trust const& trust, std::optional<ReceiptFile> const& file)
{
    auto const proof = log::parse_tlog_proof(receipt);
    if (!proof)
        return std::unexpected(proof.error());
    std::optional<Record> record;
    if (proof->extra)
        if (auto decoded = decode_record(*proof->extra); decoded && decoded->sequence == proof->index)
            record = *std::move(decoded);
    Verification verification;
    verification.of(Question::complete) = answer_file(record, file);
    verification.of(Question::in_log) = answer_record(*proof, record);
    verification.of(Question::signed_by) = answer_key(*proof, trust);
    for (auto const question : { Question::sealed_by, Question::existed, Question::consistent })
        verification.of(question).says = "not asked of a receipt";
    return verification;
}

} // namespace recourse::vault::seal
