#include "codec/stored.hpp"

#include "base/check.hpp"

namespace recourse::codec {

namespace {

enum class Kind : std::uint8_t {
    refused = 1,
    already_so = 2,
    party = 3,
    order = 4,
    claim = 5,
    standing = 6,
    remittance = 7,
    statement = 8,
    movement = 9,
    payout = 10,
    edition = 11,
    evidence = 12,
    matter = 13,
};

constexpr std::uint16_t number(Kind kind, std::size_t alternative)
{
    return static_cast<std::uint16_t>((static_cast<unsigned>(kind) << 8) | alternative);
}

/// Reads the alternative with that index as the variant's value.
template <class Variant>
std::expected<Variant, packed::Fault> read_alternative(packed::Reader& in, std::size_t index)
{
    if (index >= std::variant_size_v<Variant>)
        return std::unexpected(packed::Fault::newer);
    return boost::mp11::mp_with_index<std::variant_size_v<Variant>>(
        index, [&](auto at) -> std::expected<Variant, packed::Fault> {
            std::variant_alternative_t<at, Variant> one {};
            RECOURSE_TRY_DONE(packed::read(in, one));
            return Variant { std::move(one) };
        });
}

std::expected<Happening, packed::Fault> read_happening(packed::Reader& in, std::uint16_t type)
{
    std::size_t const alternative = type & 0xffu;
    switch (static_cast<Kind>(type >> 8)) {
    case Kind::refused: {
        Refused one;
        RECOURSE_TRY_DONE(packed::read(in, one));
        return one;
    }
    case Kind::already_so: {
        AlreadySo one;
        RECOURSE_TRY_DONE(packed::read(in, one));
        return one;
    }
    case Kind::party:
        return RECOURSE_TRY(read_alternative<party::Event>(in, alternative));
    case Kind::order:
        return RECOURSE_TRY(read_alternative<order::Event>(in, alternative));
    case Kind::claim:
        return RECOURSE_TRY(read_alternative<claim::Event>(in, alternative));
    case Kind::standing:
        return RECOURSE_TRY(read_alternative<standing::Event>(in, alternative));
    case Kind::remittance:
        return RECOURSE_TRY(read_alternative<remittance::Event>(in, alternative));
    case Kind::statement:
        return RECOURSE_TRY(read_alternative<statement::Event>(in, alternative));
    case Kind::movement:
        return RECOURSE_TRY(read_alternative<movement::Event>(in, alternative));
    case Kind::payout:
        return RECOURSE_TRY(read_alternative<payout::Event>(in, alternative));
    case Kind::edition:
        return RECOURSE_TRY(read_alternative<edition::Event>(in, alternative));
    case Kind::evidence:
        return RECOURSE_TRY(read_alternative<evidence::Event>(in, alternative));
    case Kind::matter:
        return RECOURSE_TRY(read_alternative<matter::Event>(in, alternative));
    }
    return std::unexpected(packed::Fault::newer);
}

} // namespace

std::uint16_t type_of(Happening const& what)
{
    return std::visit(match {
                          [](Refused const&) { return number(Kind::refused, 0); },
                          [](AlreadySo const&) { return number(Kind::already_so, 0); },
                          [](party::Event const& e) { return number(Kind::party, e.index()); },
                          [](order::Event const& e) { return number(Kind::order, e.index()); },
                          [](claim::Event const& e) { return number(Kind::claim, e.index()); },
                          [](standing::Event const& e) { return number(Kind::standing, e.index()); },
                          [](remittance::Event const& e) { return number(Kind::remittance, e.index()); },
                          [](statement::Event const& e) { return number(Kind::statement, e.index()); },
                          [](movement::Event const& e) { return number(Kind::movement, e.index()); },
                          [](payout::Event const& e) { return number(Kind::payout, e.index()); },
                          [](edition::Event const& e) { return number(Kind::edition, e.index()); },
                          [](evidence::Event const& e) { return number(Kind::evidence, e.index()); },
                          [](matter::Event const& e) { return number(Kind::matter, e.index()); },
                      },
        what);
}

std::string pack(Stored const& stored)
{
    packed::Writer out;
    packed::write(out, stored.caused);
    std::visit(match {
                   [&](Refused const& e) { packed::write(out, e); },
                   [&](AlreadySo const& e) { packed::write(out, e); },
                   [&](auto const& variant) { std::visit([&](auto const& e) { packed::write(out, e); }, variant); },
               },
        stored.what);
    return out.take();
}

std::expected<Stored, packed::Fault> unpack(std::uint16_t type, std::string_view bytes)
{
    packed::Reader in(bytes);
    Stored stored;
    RECOURSE_TRY_DONE(packed::read(in, stored.caused));
    stored.what = RECOURSE_TRY(read_happening(in, type));
    if (!in.done())
        return std::unexpected(packed::Fault::surplus);
    return stored;
}

} // namespace recourse::codec
