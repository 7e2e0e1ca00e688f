#pragma once

#include <boost/json.hpp>

#include <string>
#include <vector>

// A small checker for the part of JSON Schema that our schema uses, in two strengths.

namespace recourse::codec {

class ShapeCheck {
public:
    /// strict: a key that the schema does not list is an error too, so that what is written and what is published
    /// cannot drift apart.
    ShapeCheck(boost::json::object const& schema, bool strict) : root_(schema), strict_(strict) { }

    std::vector<std::string> operator()(boost::json::value const& value)
    {
        errors_.clear();
        check(root_, value, "");
        return errors_;
    }

private:
    void check(boost::json::object const& rule, boost::json::value const& value, std::string const& at);
    bool has_type(std::string_view type, boost::json::value const& value) const;

    boost::json::object const& root_;
    bool strict_;
    std::vector<std::string> errors_;
};

} // namespace recourse::codec
