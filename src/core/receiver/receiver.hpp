#pragma once

#include "base/place.hpp"
#include "core/case/answer.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who takes evidence, and in which form: what receivers/*.toml says (docs/formats/receiver.md). A value is known, with
// its source, or it is said to be unknown; there is no third.

namespace recourse::receiver {

/// A text in the two languages of every document here.
struct Words {
    std::string en, zh;
    friend bool operator==(Words const&, Words const&) = default;
};

/// Why something is unknown, and what to do about it; empty where it is known.
using Unknown = std::optional<Words>;

enum class Kind : std::uint8_t { platform, card_network, payment_service, arbitration, court, inspector, police };
BOOST_DESCRIBE_ENUM(Kind, platform, card_network, payment_service, arbitration, court, inspector, police)
std::string_view word(Kind);

/// What may be limited. Every receiver says each of them.
enum class Measure : std::uint8_t {
    file_bytes, ///< of one file
    total_bytes, ///< of all files together
    files, ///< how many files
    pages, ///< of all documents together
    file_pages, ///< of one document
    image_pixels, ///< width by height of one picture
};
BOOST_DESCRIBE_ENUM(Measure, file_bytes, total_bytes, files, pages, file_pages, image_pixels)
inline constexpr std::size_t measures = 6;
std::string_view word(Measure);

struct Limit {
    Measure measure = Measure::file_bytes;
    std::uint64_t most = 0;
    bool below = false; ///< `most` itself is too much
    Unknown unknown; ///< then `most` says nothing
    casework::SourceRef source;
};

/// Whether `value` keeps a known limit.
bool keeps(Limit const&, std::uint64_t value);

/// What files it takes.
struct Types {
    std::vector<std::string> takes; ///< media types
    Unknown unknown;
    casework::SourceRef source;
};

/// In what languages papers are handed in.
struct Languages {
    std::vector<std::string> takes; ///< "zh", "en"
    bool translation = false; ///< a paper in another language goes with a translation
    Unknown unknown;
    casework::SourceRef source;
};

/// How many copies of paper are handed in.
struct Copies {
    int base = 0; ///< whoever the parties are
    int per_opponent = 0; ///< for each opponent
    int per_opponent_beyond_first = 0; ///< for each after the first
    int sole_fewer = 0; ///< fewer before a single arbitrator
    Unknown unknown;
    casework::SourceRef source;
};

/// What files may be called.
struct Names {
    std::optional<int> longest; ///< characters, the ending and its point counted
    bool letters_and_digits = false; ///< of English, and nothing else
    Unknown unknown;
    casework::SourceRef source;
};

/// A place of the receiver's form into which files go.
struct Slot {
    std::string id;
    Words name;
    std::vector<std::string> kinds; ///< of evidence that belong there; the first slot that names a kind gets it
    std::optional<int> most; ///< files; nothing: not known or not limited
    bool required = false;
    casework::SourceRef source;
};

/// What stands in a list of exhibits beside the number, which never moves.
enum class Field : std::uint8_t {
    name,
    category,
    source,
    collected,
    proves,
    content,
    date,
    pages,
    original,
    form,
    digest,
};
std::string_view word(Field);
std::optional<Field> field_of(std::string_view);

enum class Order : std::uint8_t {
    number, ///< as the exhibits are numbered
    group, ///< group after group; numbers inside a group ascend
};

/// How the list of exhibits looks. It changes form and order of fields, never the numbers.
struct List {
    Words title;
    std::vector<Field> fields; ///< in this order
    std::vector<Field> required; ///< may not be empty, in neither language
    Order order = Order::number;
    bool signed_ = false; ///< a line for signature or seal and the day
    casework::SourceRef source;
};

struct Receiver {
    std::string id;
    Words name;
    Kind kind = Kind::platform;
    std::string route; ///< of the answer; empty: none
    std::vector<Limit> limits; ///< each measure once, in the order of `Measure`
    Types types;
    Languages languages;
    Copies copies;
    Names names;
    std::vector<Slot> slots;
    List list;
    std::vector<Words> notes; ///< what whoever hands it in should know
    casework::SourceRef source;
    Place place;

    Limit const& limit(Measure) const;
};

/// The copies for that many opponents; nothing where the number is unknown.
std::optional<int> copies_for(Copies const&, int opponents, bool sole_arbitrator);

} // namespace recourse::receiver
