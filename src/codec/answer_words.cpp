#include "codec/answer_words.hpp"

namespace recourse::codec {

using namespace casework;

std::string_view word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::covered:
        return "covered";
    case Verdict::partly:
        return "partly";
    case Verdict::not_covered:
        return "not_covered";
    case Verdict::undecided:
        return "undecided";
    }
    return {};
}

std::string_view word(RouteStatus status)
{
    switch (status) {
    case RouteStatus::open:
        return "open";
    case RouteStatus::conditional:
        return "conditional";
    case RouteStatus::closed:
        return "closed";
    case RouteStatus::unknown:
        return "unknown";
    }
    return {};
}

std::string_view word(Track track)
{
    switch (track) {
    case Track::assurance:
        return "assurance";
    case Track::legal:
        return "legal";
    case Track::other:
        return "other";
    }
    return {};
}

std::string_view word(DeadlineStatus status)
{
    switch (status) {
    case DeadlineStatus::passed:
        return "passed";
    case DeadlineStatus::today:
        return "today";
    case DeadlineStatus::soon:
        return "soon";
    case DeadlineStatus::later:
        return "later";
    case DeadlineStatus::not_started:
        return "not_started";
    case DeadlineStatus::unknown:
        return "unknown";
    }
    return {};
}

std::string_view word(Severity severity)
{
    switch (severity) {
    case Severity::stop:
        return "stop";
    case Severity::warn:
        return "warn";
    case Severity::note:
        return "note";
    }
    return {};
}

} // namespace recourse::codec
