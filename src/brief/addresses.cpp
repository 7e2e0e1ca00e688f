#include "brief/addresses.hpp"

namespace recourse::brief {

Addresses addresses_of(codec::Document const& register_of_sources)
{
    Addresses all;
    auto const* sources = register_of_sources.root.find("sources");
    if (sources == nullptr)
        return all;
    for (auto const& member : sources->members)
        if (auto const* url = member.value.find("url"); url != nullptr && url->is_string())
            all.emplace(member.key, url->text);
    return all;
}

void put_addresses(quantum::Statement& stated, Addresses const& all)
{
    auto const put = [&](casework::SourceRef& source) {
        auto const found = all.find(source.document);
        if (source.url.empty() && found != all.end())
            source.url = found->second;
    };
    put(stated.terms.source);
    for (auto& line : stated.lines)
        put(line.source);
    for (auto& exclusion : stated.exclusions)
        put(exclusion.source);
    for (auto& warning : stated.warnings)
        put(warning.source);
}

} // namespace recourse::brief
