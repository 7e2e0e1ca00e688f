// Reads the TOML files of the data folders when the program is built, so that it need not when it starts:
//   read_ahead FOLDER OUT FILE...
// writes FOLDER/FILE as OUT/0.tree, OUT/1.tree, ... in the packed form of its tree. A file that does not read gives an
// empty one; the program then reads the text itself and says what is wrong with it.

#include "codec/toml_reader.hpp"
#include "codec/tree_packed.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

int main(int count, char** words)
{
    if (count < 4) {
        std::cerr << "usage: read_ahead FOLDER OUT FILE...\n";
        return 2;
    }
    std::filesystem::path const folder { words[1] }, out { words[2] };
    std::filesystem::create_directories(out);
    for (int i = 3; i < count; ++i) {
        std::ifstream file { folder / words[i], std::ios::binary };
        std::string const text { std::istreambuf_iterator<char> { file }, {} };
        auto const document = recourse::codec::read_toml(text, words[i]);
        std::ofstream tree { out / fmt::format("{}.tree", i - 3), std::ios::binary };
        if (document.problems.empty())
            tree << recourse::packed::pack(document.root);
        tree.close();
        if (file.bad() || !tree) {
            std::cerr << "read_ahead: cannot read " << words[i] << " or write its tree\n";
            return 1;
        }
    }
}
