#include "app/envelope.hpp"

#include "base/packed.hpp"

namespace recourse::app {

namespace {

store::CommandId first_bytes(Digest const& digest)
{
    store::CommandId id;
    std::copy_n(digest.bytes.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

} // namespace

Digest content_of(Envelope const& envelope)
{
    packed::Writer out;
    packed::write(out, envelope.actor);
    packed::write(out, envelope.target);
    if (envelope.about)
        packed::write(out, envelope.about);
    out.number(envelope.command.index());
    std::visit([&](auto const& command) { packed::write(out, command); }, envelope.command);
    return sha256(out.take());
}

store::CommandId command_id(Id<Party> party, std::string_view key)
{
    return first_bytes(sha256(packed::pack(party) + std::string { key }));
}

store::CommandId counted_command_id(std::string_view what, std::string_view key)
{
    // No packed number, with which the ids of clients begin, has eleven such bytes.
    packed::Writer out;
    for (int i = 0; i < 11; ++i)
        out.byte(0xFF);
    out.text(what);
    out.text(key);
    return first_bytes(sha256(out.take()));
}

store::CommandId command_id(store::Sequence cause, std::size_t which)
{
    packed::Writer out;
    out.text("follows");
    out.number(cause);
    out.number(which);
    return first_bytes(sha256(out.take()));
}

} // namespace recourse::app
