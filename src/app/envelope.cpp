#include "app/envelope.hpp"

#include "base/packed.hpp"

namespace recourse::app {

Digest content_of(Envelope const& envelope)
{
    packed::Writer out;
    packed::write(out, envelope.actor);
    packed::write(out, envelope.target);
    out.number(envelope.command.index());
    std::visit([&](auto const& command) { packed::write(out, command); }, envelope.command);
    return sha256(out.take());
}

store::CommandId command_id(Id<Party> party, std::string_view key)
{
    auto const digest = sha256(packed::pack(party) + std::string { key });
    store::CommandId id;
    std::copy_n(digest.bytes.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

} // namespace recourse::app
