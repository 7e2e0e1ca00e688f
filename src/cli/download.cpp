#include "cli/download.hpp"

#include "cli/report.hpp"
#include "cli/vault_page.hpp"

#include <fmt/format.h>

#include <fstream>

namespace recourse::cli {

int download(std::string_view command, DeskClient& client, std::string_view dossier, DeskRequest request,
    std::filesystem::path const& to, std::ostream& err)
{
    auto fresh = to;
    fresh += ".new";
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    if (!file) {
        say(fmt::format("recourse {}: {} cannot be written", command, fresh.string()), err);
        return input_wrong;
    }
    request.into = [&](std::string_view bytes) {
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return static_cast<bool>(file);
    };
    auto const reply = client.ask(request);
    file.close();
    bool const given = reply && reply->status == 200;
    std::error_code error;
    if (given && file)
        std::filesystem::rename(fresh, to, error);
    if (given && file && !error)
        return answered;
    std::error_code ignored;
    std::filesystem::remove(fresh, ignored);
    if (!given)
        return say_dossier_refused(command, dossier, reply, err);
    say(fmt::format("recourse {}: {} cannot be written", command, to.string()), err);
    return we_failed;
}

} // namespace recourse::cli
