#include "api/catalogue.hpp"
#include "api/operation.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "codec/answer_schema.hpp"
#include "codec/case_schema.hpp"
#include "codec/event_catalogue.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "WHICH", "case (read), answer (written), openapi, refusals, events", true,
    "case answer openapi refusals events" } };

int schema(Given const& given, Streams streams)
{
    auto const which = value_of(given, "WHICH");
    if (which == "case")
        streams.out << codec::case_schema();
    else if (which == "answer")
        streams.out << codec::answer_schema();
    else if (which == "openapi")
        streams.out << api::openapi(api::operations()) << '\n';
    else if (which == "refusals")
        streams.out << api::refusals_markdown();
    else if (which == "events")
        streams.out << codec::events_markdown();
    else {
        say(fmt::format(
                "recourse schema: there is no schema of '{}'; expected case, answer, openapi, refusals or events",
                which),
            streams.err);
        return input_wrong;
    }
    return answered;
}

} // namespace

Subcommand const schema_command { "schema", "Print what is read and written: schemas, the API, events",
    "recourse schema case", words, {}, &schema };

} // namespace recourse::cli
