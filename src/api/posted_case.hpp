#pragma once

#include "api/operation.hpp"
#include "catalog/book_inputs.hpp"
#include "codec/case_file.hpp"

#include <memory>

namespace recourse::api {

/// A posted case, with the books by which it is decided.
struct Posted {
    std::shared_ptr<casework::World const> world;
    codec::CaseFile file;
    rules::LocalArena arena;
    assess::BookInputs inputs;
};

/// The case that stands at `of_case` in a body whose whole tree is `root`. False: a problem has been answered, with
/// every value that is wrong, its JSON pointer and the remedy.
bool read_posted(Call&, codec::Node const& root, codec::Node const& of_case, Posted&);

/// What a case file in a body is.
void case_schema(codec::JsonWriter&);

} // namespace recourse::api
