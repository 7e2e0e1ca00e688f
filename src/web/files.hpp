#pragma once

#include <span>
#include <string_view>

namespace recourse::web {

/// A file of the console as the program carries it. The bytes live as long as the program.
struct File {
    std::string_view path; ///< "assets/index-BFaqw2fZ.js"
    std::string_view type; ///< "text/javascript; charset=utf-8"
    std::string_view digest; ///< of the bytes, in hexadecimal digits
    std::string_view bytes;
    std::string_view gzip, brotli; ///< the same, packed; empty where that saves too little
    bool hashed = false; ///< its name changes with its bytes
};

/// All files, by path; none where the program was built without its console.
std::span<File const> files();

/// Null where there is no such file.
File const* find(std::span<File const>, std::string_view path);

} // namespace recourse::web
