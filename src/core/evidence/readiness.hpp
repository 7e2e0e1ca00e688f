#pragma once

#include "core/evidence/state.hpp"

#include <string>
#include <string_view>
#include <vector>

// What is still missing before a receiver takes an exhibit, and why a court would presume it genuine. The rules are
// those of China: Provisions of the Supreme People's Court on Evidence in Civil Procedure (2019, in force 1 May 2020),
// here "Evidence Provisions", and the arbitration rules of CIETAC. What is not known of an exhibit is asked for, never
// assumed.

namespace recourse::evidence {

/// To whom exhibits are to be handed in.
enum class Receiver : std::uint8_t { prc_court, cietac };
BOOST_DESCRIBE_ENUM(Receiver, prc_court, cietac)
std::string_view word(Receiver);

enum class Missing : std::uint8_t {
    original, ///< nobody has seen it
    authenticity, ///< of a foreign public document: notarised and legalised, or apostilled
    translation, ///< into Chinese
    country, ///< not known, and it decides whether authenticity is asked for
    language, ///< not known, and it decides whether a translation is asked for
    title, ///< in Chinese, for the list
    number,
};
BOOST_DESCRIBE_ENUM(Missing, original, authenticity, translation, country, language, title, number)
std::string_view word(Missing);

struct Lack {
    Missing missing = Missing::original;
    std::string why;
    std::string why_zh;
    std::string source; ///< "Evidence Provisions (2019), art. 17"
    friend bool operator==(Lack const&, Lack const&) = default;
};
BOOST_DESCRIBE_STRUCT(Lack, (), (missing, why, why_zh, source))

/// The original, or what counts as one, is shown or compared. Evidence Provisions, art. 11 (originals), art. 15 (sound
/// and pictures: the original carrier; electronic data: the original, for which a copy by its maker that is the same,
/// or a print or picture that comes straight from the data, counts), art. 23 (of electronic data the original carrier
/// can be asked for). So a copy lacks a look at its original; a thing that is said to be the original does not.
bool lacks_original(ExhibitState const&);

/// A public document made outside the mainland is proved: by a notary there and a consulate, or as a treaty says
/// (Evidence Provisions, art. 16(1); for members of the Apostille Convention, in force for China since 7 November 2023,
/// by an apostille). Papers of Hong Kong, Macao and Taiwan go their own ways (art. 16(3)) and need one of these marks
/// or a notary's, too. Private papers of foreign making need none (art. 16 was so narrowed in 2019). Nothing: the
/// country is not known.
std::optional<bool> lacks_authenticity(ExhibitState const&);

/// A paper or statement in a foreign language comes with a Chinese translation: Evidence Provisions, art. 17. There is
/// one where an exhibit of the dossier that `reads_it` lets through was made of it as a translation into Chinese, or
/// where one is recorded. Nothing: the language is not known. Pictures and films without words have none: say "zxx".
template <class Reads>
std::optional<bool> lacks_translation(State const&, ExhibitState const&, Reads const& reads_it);

/// What is missing before the receiver takes it, for somebody in that role: translations that lie where he does not
/// read do not count. None for what was withdrawn or erased. A list names each exhibit by number and title: Evidence
/// Provisions, art. 19; CIETAC asks for the same and works in Chinese unless the parties agreed otherwise.
std::vector<Lack> lacks(State const&, ExhibitState const&, Receiver, act::Role viewer);

/// How many copies are handed in: one for each opponent (Evidence Provisions, art. 19), and one for each who decides
/// or keeps the file. A court keeps one set, however many judges sit. CIETAC: one for each of the tribunal's members
/// and one for its secretariat, which for one opponent makes the five of its rules, art. 20 (2015, taken over in 2024),
/// and three before a sole arbitrator. `members` is looked at for CIETAC alone. Both from 1 on.
std::uint32_t copies_needed(Receiver, std::uint32_t opponents, std::uint32_t members);

/// Why electronic data are presumed genuine, by Evidence Provisions, art. 94: until rebutted for the first five, by the
/// notary's act for the last.
enum class Ground : std::uint8_t {
    against_its_keeper, ///< 94(1) no. 1: handed in or kept by a party, and against it; its own message is so kept
    neutral_platform, ///< no. 2: from a neutral platform that records and keeps data
    ordinary_business, ///< no. 3
    archived, ///< no. 4
    as_agreed, ///< no. 5
    notarised, ///< 94(2): its content is notarised
};
BOOST_DESCRIBE_ENUM(Ground, against_its_keeper, neutral_platform, ordinary_business, archived, as_agreed, notarised)
std::string_view word(Ground);

struct Presumption {
    Ground ground = Ground::against_its_keeper;
    std::string because;
    std::string because_zh;
    std::string source;
    friend bool operator==(Presumption const&, Presumption const&) = default;
};
BOOST_DESCRIBE_STRUCT(Presumption, (), (ground, because, because_zh, source))

/// Electronic data: messages, mails, registrations, logs and files. Evidence Provisions, art. 14. Of the kinds of
/// exhibits those that come about as data; a paper is none, nor is a scan of it.
bool is_electronic(ExhibitKind);

/// All that hold, in the order of the article; none where it is no electronic data. The platform on which the parties
/// trade is neutral unless it is a side of the case, which nobody here is.
std::vector<Presumption> presumptions(ExhibitState const&);

template <class Reads>
std::optional<bool> lacks_translation(State const& state, ExhibitState const& exhibit, Reads const& reads_it)
{
    auto const& language = exhibit.exhibit.origin.language;
    auto const is_chinese = [](std::string_view tag) { return tag == "zh" || tag.starts_with("zh-"); };
    if (language.empty())
        return std::nullopt;
    if (is_chinese(language) || language == "zxx")
        return false;
    for (auto const& step : exhibit.steps) {
        if (step.step == Step::translated && is_chinese(step.language))
            return false;
    }
    for (auto const& one : state.exhibits) {
        bool const made_of_it = one.derived && one.derived->how == Derivation::translation && is_live(one)
            && is_chinese(one.exhibit.origin.language) && reads_it(one);
        if (!made_of_it)
            continue;
        for (auto const parent : one.derived->from) {
            if (parent == exhibit.id)
                return false;
        }
    }
    return true;
}

} // namespace recourse::evidence
