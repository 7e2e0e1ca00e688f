#pragma once

#include "base/language.hpp"
#include "codec/described.hpp"
#include "core/case/guide.hpp"
#include "intake/read.hpp"

#include <span>

// What was read out of a file, as the API and the command line show it.

namespace recourse::intake {

struct FileView {
    std::string name;
    std::uint64_t bytes = 0;
    std::string kind; ///< "mail", "chat", "pdf", "text", "web_page", "saved_page"
    std::optional<std::uint64_t> pages;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (name, bytes, kind, pages))

struct RemarkView {
    std::string id, says;
};
BOOST_DESCRIBE_STRUCT(RemarkView, (), (id, says))

struct SourceView {
    std::string file;
    std::string place; ///< "header Subject", "line 12", "page 2, line 4", "row 3", "message 7"
    std::string passage; ///< the words themselves
};
BOOST_DESCRIBE_STRUCT(SourceView, (), (file, place, passage))

struct CandidateView {
    std::string value; ///< as a case file has it
    std::string says; ///< in plain words
    SourceView source;
    std::string because; ///< a sentence
};
BOOST_DESCRIBE_STRUCT(CandidateView, (), (value, says, source, because))

BOOST_DESCRIBE_ENUM(Sure, stated, likely, ambiguous)

struct FactView {
    std::string fact; ///< path of a fact
    std::string label; ///< the question that it answers
    std::optional<std::string> value; ///< nothing: a person chooses of the candidates
    Sure sure = Sure::likely;
    std::vector<CandidateView> candidates;
};
BOOST_DESCRIBE_STRUCT(FactView, (), (fact, label, value, sure, candidates))

struct RecordView {
    std::string row; ///< to ask again with
    std::string number;
    std::string says;
};
BOOST_DESCRIBE_STRUCT(RecordView, (), (row, number, says))

struct IntakeView {
    FileView file;
    std::vector<RemarkView> remarks;
    std::vector<RecordView> orders; ///< of a table
    std::vector<FactView> facts;
};
BOOST_DESCRIBE_STRUCT(IntakeView, (), (file, remarks, orders, facts))

IntakeView view_of(Intake const&, std::span<casework::FactWords const>, Language);

/// The whole as JSON: the view, and `case`, a case file of the facts that are not ambiguous.
void write(codec::JsonWriter&, IntakeView const&);
/// Its schema.
void write_schema(codec::JsonWriter&);

} // namespace recourse::intake
