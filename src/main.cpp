#include "cli/commands.hpp"

#include <iostream>

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    std::span<char const* const> const arguments { argv, static_cast<std::size_t>(argc) };
    return recourse::cli::run(arguments.subspan(argc > 0 ? 1 : 0), { std::cin, std::cout, std::cerr });
}
