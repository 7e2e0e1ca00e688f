#include "base/printable.hpp"
#include "cli/matter_page.hpp"

#include <ostream>

// The account of a matter of a desk, for people. Its page is made by the desk, so that it is the same for everybody.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "MATTER", "its id, L-17" } };

int run_account(Given const& given, Streams streams)
{
    MatterPage const asked("matter account", "account?format=text", given, streams);
    if (!asked.answered())
        return asked.status;
    for (std::size_t at = 0; at < asked.body().size();) {
        auto const end = std::min(asked.body().find('\n', at), asked.body().size());
        streams.out << printable(asked.body().substr(at, end - at)) << '\n';
        at = end + 1;
    }
    return answered;
}

} // namespace

Subcommand const matter_account_command { "matter account", "what was claimed, came, cost and is open, balanced",
    "recourse matter account L-17 --data desk --role buyer --party P-1", words, matter_options, run_account };

} // namespace recourse::cli
