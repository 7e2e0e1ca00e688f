#include "api/places_said.hpp"

namespace recourse::api {

std::string without_places(std::string_view says, std::string_view folder)
{
    constexpr std::string_view before = " \t\n\"'(=", behind = " \t\n\"'),;:";
    std::string out;
    for (std::size_t at = 0; at < says.size();) {
        auto const rest = says.substr(at);
        bool const begins = at == 0 || before.find(says[at - 1]) != std::string_view::npos;
        if (!folder.empty() && begins && rest.starts_with(folder)
            && (rest.size() == folder.size() || rest[folder.size()] == '/'
                || behind.find(rest[folder.size()]) != std::string_view::npos)) {
            out += "vault";
            at += folder.size();
        } else if (begins && rest.front() == '/' && rest.size() > 1 && behind.find(rest[1]) == std::string_view::npos) {
            out += "a file elsewhere";
            at += std::min(rest.find_first_of(behind), rest.size());
        } else {
            out += rest.front();
            ++at;
        }
    }
    return out;
}

} // namespace recourse::api
