#pragma once

#include "base/date.hpp"

#include <boost/describe.hpp>

#include <string>

namespace recourse::act {

/// A step that time takes by itself once a day is over. It was given to the parties with its counting and is never
/// moved.
struct Timer {
    std::string rule; ///< id of the book's rule
    std::string to; ///< the state it leads to
    Date due; ///< the last day before the step is taken
    std::string counting; ///< how the day was counted, in words
    friend bool operator==(Timer const&, Timer const&) = default;
};
BOOST_DESCRIBE_STRUCT(Timer, (), (rule, to, due, counting))

} // namespace recourse::act
