#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "codec/answer_schema.hpp"
#include "codec/case_schema.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional {
    "WHICH", "case (what is read) or answer (what is written)", true, "case answer" } };

int schema(Given const& given, Streams streams)
{
    auto const which = value_of(given, "WHICH");
    if (which == "case")
        streams.out << codec::case_schema();
    else if (which == "answer")
        streams.out << codec::answer_schema();
    else {
        say(fmt::format("recourse schema: there is no schema of '{}'; expected case or answer", which), streams.err);
        return input_wrong;
    }
    return answered;
}

} // namespace

Subcommand const schema_command { "schema", "Print the JSON Schema of a case file or of the answer",
    "recourse schema case", words, {}, &schema };

} // namespace recourse::cli
