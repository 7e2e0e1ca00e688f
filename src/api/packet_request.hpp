#pragma once

#include "core/evidence/types.hpp"
#include "packets/check.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

// What is sent to have a packet checked or made, and what a check answers.

namespace recourse::api {

using evidence::Compartment;

/// An exhibit that goes along, with what its dossier does not say of it or says in one language only.
struct PacketExhibit {
    Id<evidence::Exhibit> exhibit;
    std::string slot; ///< of the receiver's form; empty: by its kind
    std::optional<packets::Category> category; ///< nothing: by its kind
    std::string source, source_zh;
    std::string collected_by, collected_by_zh;
    std::string translated_by, translated_by_zh;
    std::string proves, proves_zh; ///< instead of what links and group say
};
BOOST_DESCRIBE_STRUCT(PacketExhibit, (),
    (exhibit, slot, category, source, source_zh, collected_by, collected_by_zh, translated_by, translated_by_zh, proves,
        proves_zh))

struct PacketParty {
    std::string name, name_zh, address, address_zh;
};
BOOST_DESCRIBE_STRUCT(PacketParty, (), (name, name_zh, address, address_zh))

struct PacketQuestion {
    std::string text, text_zh;
};
BOOST_DESCRIBE_STRUCT(PacketQuestion, (), (text, text_zh))

enum class PacketSide : std::uint8_t { buyer, supplier };
BOOST_DESCRIBE_ENUM(PacketSide, buyer, supplier)

/// Papers that go beside a packet.
enum class PacketPaper : std::uint8_t {
    article_93, ///< the statement on the system, for a Chinese court
    rule_902, ///< the draft of a certification, for a court of the United States
};
BOOST_DESCRIBE_ENUM(PacketPaper, article_93, rule_902)

/// What whoever signs states of the system, and the system cannot know. Each stands in the papers as stated, not as
/// recorded.
struct PacketStated {
    std::string machine, machine_zh; ///< where it runs, and whose it is
    std::string business, business_zh; ///< in what dealings the data came about
    std::string keeper, keeper_zh; ///< who keeps it, and how he is tied to the parties
    std::string others, others_zh; ///< incidents and whatever else bears on it; "none" where somebody has looked
};
BOOST_DESCRIBE_STRUCT(
    PacketStated, (), (machine, machine_zh, business, business_zh, keeper, keeper_zh, others, others_zh))

struct PacketAsked {
    std::string receiver; ///< "cietac"
    std::optional<Compartment> compartment; ///< whose readers know that it was made, and whose exhibits may go along
    std::vector<PacketExhibit> exhibits; ///< none: all numbered ones that everybody there reads
    std::optional<PacketSide> side; ///< who hands in; nothing: the caller's, else the buyer
    bool defends = false; ///< it answers a claim of the other side
    std::string reference; ///< of the dispute at the receiver
    std::string title, title_zh; ///< nothing: the dossier's
    std::string asks, asks_zh; ///< what is asked for, in a sentence
    std::optional<PacketParty> own; ///< as the papers name it; nothing: as the programme does
    std::vector<PacketParty> opponents; ///< none: the other side of the dossier
    std::vector<PacketQuestion> questions; ///< for an inspector
    std::string signer, signer_zh; ///< with the capacity
    bool sole_arbitrator = false;
    bool without_chronology = false;
    std::vector<PacketPaper> papers;
    std::optional<PacketStated> stated;
    bool despite_breaches = false; ///< it is made though the receiver will not take it so
    std::string how, note; ///< of the record
};
BOOST_DESCRIBE_STRUCT(PacketAsked, (),
    (receiver, compartment, exhibits, side, defends, reference, title, title_zh, asks, asks_zh, own, opponents,
        questions, signer, signer_zh, sole_arbitrator, without_chronology, papers, stated, despite_breaches, how, note))

struct PacketFinding {
    packets::Weight weight = packets::Weight::breach;
    std::string code;
    std::string place; ///< "E003", "slot RECEIPT", "packet"
    std::string says, says_zh, remedy, remedy_zh;
};
BOOST_DESCRIBE_STRUCT(PacketFinding, (), (weight, code, place, says, says_zh, remedy, remedy_zh))

struct PacketLine {
    Id<evidence::Exhibit> exhibit;
    std::string mark; ///< "E12"
    std::string place; ///< "E012", as findings and papers name it
    std::string file; ///< as the packet calls it
    std::string media_type; ///< by its bytes
    std::string slot; ///< empty: none
    bool enclosed = false; ///< false: it stays out
    std::uint64_t pages = 0; ///< that were counted; 0: it has none that are counted before it is printed
};
BOOST_DESCRIBE_STRUCT(PacketLine, (), (exhibit, mark, place, file, media_type, slot, enclosed, pages))

struct PacketCheck {
    std::string receiver;
    bool as_files = false; ///< the files go in one by one; otherwise bound as one PDF
    std::uint64_t breaches = 0, unknowns = 0, notes = 0;
    std::vector<PacketLine> exhibits;
    std::vector<PacketFinding> findings;
    std::vector<std::uint64_t> open_factors; ///< of article 93: of which nothing, or not enough, is known
};
BOOST_DESCRIBE_STRUCT(
    PacketCheck, (), (receiver, as_files, breaches, unknowns, notes, exhibits, findings, open_factors))

} // namespace recourse::api
