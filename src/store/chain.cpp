#include "store/chain.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

namespace recourse::store {

namespace {

constexpr std::uint8_t format = 1;

/// Writes numbers into a place of known size, least significant byte first.
class Writer {
public:
    explicit Writer(std::uint8_t* place) : place_(place) { }
    Writer& number(auto value)
    {
        auto rest = static_cast<std::make_unsigned_t<decltype(value)>>(value);
        for (std::size_t i = 0; i < sizeof(value); ++i)
            *place_++ = static_cast<std::uint8_t>(static_cast<std::uint64_t>(rest) >> (8 * i));
        return *this;
    }
    Writer& bytes(std::span<std::uint8_t const> from)
    {
        place_ = std::ranges::copy(from, place_).out;
        return *this;
    }

private:
    std::uint8_t* place_;
};

class Reader {
public:
    explicit Reader(std::uint8_t const* place) : place_(place) { }
    template <class Number>
    Number number()
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof(Number); ++i)
            value |= static_cast<std::uint64_t>(*place_++) << (8 * i);
        return static_cast<Number>(value);
    }
    Digest digest()
    {
        Digest digest;
        std::copy_n(place_, digest.bytes.size(), digest.bytes.begin());
        place_ += digest.bytes.size();
        return digest;
    }

private:
    std::uint8_t const* place_;
};

constexpr std::size_t body_size = 1 + 8 + 4 + 8 + 8 + 32 + 32;

void add_event(Digester& digester, Event const& event)
{
    std::array<std::uint8_t, 8 + 8 + 4 + 2 + 8 + 16 + 8> fields;
    Writer(fields.data())
        .number(event.sequence)
        .number(event.stream)
        .number(event.version)
        .number(event.type)
        .number(event.at.micros)
        .bytes(event.command.bytes)
        .number(std::uint64_t { event.body.size() });
    digester.add(fields).add(event.body);
}

Digest finish(Digester& digester, Header const& header)
{
    std::array<std::uint8_t, 1 + 8 + 4 + 8 + 8 + 8> fields;
    Writer(fields.data())
        .number(format)
        .number(header.first)
        .number(header.count)
        .number(header.epoch)
        .number(header.at.micros)
        .number(header.seed);
    return digester.add(fields).finish();
}

} // namespace

Digest hash_of(Header const& header, std::span<Event const> events)
{
    thread_local Digester digester;
    digester.add(header.previous.bytes);
    for (auto const& event : events)
        add_event(digester, event);
    return finish(digester, header);
}

Batch seal(Sealing const& sealing, std::vector<Event> events)
{
    RECOURSE_ASSERT(!events.empty() && events.size() < std::numeric_limits<std::uint32_t>::max());
    Batch batch;
    batch.header = {
        .first = sealing.last + 1,
        .count = static_cast<std::uint32_t>(events.size()),
        .epoch = sealing.epoch,
        .at = sealing.at,
        .seed = sealing.seed,
        .previous = sealing.previous,
        .hash = {},
    };
    auto sequence = sealing.last;
    for (auto& event : events) {
        RECOURSE_ASSERT(event.type != header_type);
        event.sequence = ++sequence;
    }
    batch.events = std::move(events);
    batch.header.hash = hash_of(batch.header, batch.events);
    return batch;
}

bool is_well_formed(Batch const& batch)
{
    auto const& header = batch.header;
    // The last sequence has to fit the signed numbers of databases.
    if (header.first == 0 || header.first > std::numeric_limits<std::int64_t>::max() - header.count
        || batch.events.empty() || batch.events.size() != header.count)
        return false;
    auto sequence = header.first;
    return std::ranges::all_of(
        batch.events, [&](Event const& event) { return event.sequence == sequence++ && event.type != header_type; });
}

Event header_row(Header const& header)
{
    Event row;
    row.sequence = header.first + header.count;
    row.type = header_type;
    row.at = header.at;
    row.body.resize(body_size);
    Writer(row.body.data())
        .number(format)
        .number(header.first)
        .number(header.count)
        .number(header.epoch)
        .number(header.seed)
        .bytes(header.previous.bytes)
        .bytes(header.hash.bytes);
    return row;
}

std::optional<Header> parse_header(Event const& row)
{
    if (row.type != header_type || row.stream != 0 || row.version != 0 || row.command != CommandId {}
        || row.body.size() != body_size)
        return std::nullopt;
    Reader reader(row.body.data());
    if (reader.number<std::uint8_t>() != format)
        return std::nullopt;
    Header header;
    header.first = reader.number<Sequence>();
    header.count = reader.number<std::uint32_t>();
    header.epoch = reader.number<Epoch>();
    header.seed = reader.number<std::uint64_t>();
    header.previous = reader.digest();
    header.hash = reader.digest();
    header.at = row.at;
    if (header.count == 0 || header.first == 0 || row.sequence < header.first
        || row.sequence - header.first != header.count)
        return std::nullopt;
    return header;
}

ChainReader::ChainReader(Sequence last, Digest const& hash) : last_(last), hash_(hash), next_(last + 1)
{
    digester_.add(hash_.bytes);
}

std::expected<std::optional<Header>, ChainBreak> ChainReader::add(Event const& event)
{
    auto const broken = [&](std::string what) { return std::unexpected(ChainBreak { next_, std::move(what) }); };
    if (event.sequence != next_)
        return broken(fmt::format("expected sequence {}, found {}", next_, event.sequence));
    if (event.type != header_type) {
        add_event(digester_, event);
        ++next_;
        return std::nullopt;
    }
    auto const header = parse_header(event);
    if (!header)
        return broken("not a header of a batch");
    if (header->first != last_ + 1)
        return broken(fmt::format("the header's batch begins at {}, the one before ended at {}", header->first, last_));
    if (header->previous != hash_)
        return broken("the header continues another hash than that of the batch before");
    if (finish(digester_, *header) != header->hash)
        return broken(fmt::format("the events {} to {} or their header were changed", header->first, next_ - 1));
    last_ = event.sequence;
    next_ = last_ + 1;
    hash_ = header->hash;
    digester_.add(hash_.bytes);
    return header;
}

} // namespace recourse::store
