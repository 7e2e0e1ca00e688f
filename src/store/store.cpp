#include "store/store.hpp"

namespace recourse::store {

std::string_view name(AppendError error)
{
    switch (error) {
    case AppendError::conflict:
        return "conflict";
    case AppendError::fenced:
        return "fenced";
    case AppendError::unknown:
        return "unknown";
    case AppendError::transient:
        return "transient";
    case AppendError::full:
        return "full";
    case AppendError::corrupt:
        return "corrupt";
    }
    return "";
}

std::string_view name(ProjectError error)
{
    switch (error) {
    case ProjectError::stale:
        return "stale";
    case ProjectError::unknown:
        return "unknown";
    case ProjectError::transient:
        return "transient";
    case ProjectError::full:
        return "full";
    case ProjectError::corrupt:
        return "corrupt";
    }
    return "";
}

std::string_view name(ReadError error)
{
    switch (error) {
    case ReadError::transient:
        return "transient";
    case ReadError::failed:
        return "failed";
    case ReadError::corrupt:
        return "corrupt";
    }
    return "";
}

} // namespace recourse::store
