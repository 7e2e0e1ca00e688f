#include "cli/commands.hpp"
#include "packets/pdf/bind.hpp"
#include "readers/readers.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>

#include <fcntl.h>

namespace {

/// Says what ended the program. What was printed so far stays; nothing that may hold a broken state is cleaned up.
[[noreturn]] void failed(char const* why)
{
    std::cout.flush();
    std::cerr << "recourse: the program failed: " << why << '\n';
    std::_Exit(recourse::cli::we_failed);
}

/// A closed standard stream would give its number to the first file that is opened, and what is meant for the one would
/// go into the other. Opened against its use, it fails as a closed one does.
void keep_numbers_of_streams()
{
    for (int const number : { 0, 1, 2 })
        if (::fcntl(number, F_GETFD) < 0)
            (void)::open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY);
}

} // namespace

int main(int argc, char** argv)
try {
    std::span<char const* const> const all { argv, static_cast<std::size_t>(argc) };
    if (auto const status = recourse::readers::run_as_reader(all, recourse::packets::pdf::cell_readers()))
        return *status;
    keep_numbers_of_streams();
    std::ios::sync_with_stdio(false);
    return recourse::cli::run(all.subspan(argc > 0 ? 1 : 0), { std::cin, std::cout, std::cerr });
} catch (std::bad_alloc const&) {
    failed("it ran out of memory");
} catch (std::exception const& error) {
    failed(error.what());
}
