#pragma once

#include "base/instant.hpp"
#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Exports of chats: one record for each message, with the bytes of the file from which it was read. No time is guessed:
// a time without a zone has no moment, and a day that could be two days is said to be.

namespace recourse::readers::chat {

enum class Platform : std::uint8_t { unknown, alibaba, whatsapp, wechat };
BOOST_DESCRIBE_ENUM(Platform, unknown, alibaba, whatsapp, wechat)

enum class MessageKind : std::uint8_t {
    text,
    attachment, ///< a file or picture, named in `attachments` as far as the export names it
    system, ///< the program's own words: somebody joined, encryption
    recalled, ///< withdrawn or deleted: it was there, and what it said is not
};
BOOST_DESCRIBE_ENUM(MessageKind, text, attachment, system, recalled)

/// What is known of when a message was sent.
enum class TimeState : std::uint8_t {
    known, ///< `at` is the moment
    no_zone, ///< `local` is what a clock showed; whose clock, nobody said
    ambiguous, ///< day and month could be either: `readings` has both days
    missing, ///< none, or none that can be read
};
BOOST_DESCRIBE_ENUM(TimeState, known, no_zone, ambiguous, missing)

struct Message {
    std::uint64_t number = 0; ///< from 1, in the order of the export: our count, see own_number
    std::string sender_id; ///< the account, where the export has it
    std::string sender; ///< the name shown
    MessageKind kind = MessageKind::text;
    std::string time_as_written;
    TimeState time = TimeState::missing;
    std::string local; ///< "2026-03-01 08:30:15": the same as a civil time
    std::optional<Instant> at;
    std::vector<std::string> readings; ///< the two civil times, where it is ambiguous
    std::string text;
    std::vector<std::string> attachments; ///< names as written
    std::uint64_t begin = 0, end = 0; ///< bytes of the file
    std::string own_number; ///< that the export itself gives it ("7", an id); empty: none
};
BOOST_DESCRIBE_STRUCT(Message, (),
    (number, sender_id, sender, kind, time_as_written, time, local, at, readings, text, attachments, begin, end,
        own_number))

/// How a message is cited: "message No. 7 (row 5)" by the number that the export gives it, with our count where it is
/// another one; "message 5" where the export numbers nothing.
std::string cited(Message const&);

/// Something that is not there, or is not where it should be.
struct Gap {
    std::uint64_t after = 0; ///< the number of the message before it; 0: before the first
    std::string says;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (after, says))

struct Participant {
    std::string id, name;
    std::uint64_t messages = 0;
};
BOOST_DESCRIBE_STRUCT(Participant, (), (id, name, messages))

/// In which order day and month stand where both are numbers.
enum class DayOrder : std::uint8_t { not_needed, day_first, month_first, unknown };
BOOST_DESCRIBE_ENUM(DayOrder, not_needed, day_first, month_first, unknown)

struct Chat {
    Platform platform = Platform::unknown;
    std::string form; ///< "text", "csv", "html"
    std::string zone; ///< the name of the zone in which times were read; "" where nobody named one
    DayOrder order = DayOrder::not_needed;
    std::string order_because; ///< "message 17 is of 25/03/2026", "it was said so"
    std::vector<Participant> participants;
    std::vector<Message> messages;
    std::vector<Gap> gaps;
};
BOOST_DESCRIBE_STRUCT(Chat, (), (platform, form, zone, order, order_because, participants, messages, gaps))

inline constexpr std::size_t messages_max = 100'000, message_bytes_max = 64u << 10, gaps_max = 10'000;

/// What whoever hands in the export says of it. Nothing of it is needed.
struct Told {
    Platform platform = Platform::unknown;
    std::string zone; ///< of the phone or computer that made the export: "Asia/Shanghai"
    DayOrder order = DayOrder::not_needed; ///< day_first or month_first settles ambiguous days
};
BOOST_DESCRIBE_STRUCT(Told, (), (platform, zone, order))

/// True for a file that `read` would find messages in; looks at its beginning.
bool looks_like_chat(std::string_view utf8_beginning);

/// Reads an export: text, a table with headings (CSV), or a page (HTML); docs/evidence-readers.md says which forms.
Chat read(std::string_view bytes, Told const&, Pieces& text, std::vector<Remark>& remarks);

/// The chat as an RSMF 2.0 file (Relativity Short Message Format): a mail that carries `rsmf.zip`, and in that
/// `rsmf_manifest.json`. A message without a moment has no timestamp. The same chat gives the same bytes.
std::string to_rsmf(Chat const&, std::string const& conversation);

} // namespace recourse::readers::chat
