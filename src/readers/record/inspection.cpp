#include "readers/record/inspection.hpp"

#include "base/printable.hpp"
#include "codec/json_reader.hpp"
#include "readers/text/charset.hpp"
#include "readers/text/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace recourse::readers::record {

namespace {

class Taking {
public:
    Taking(Inspection& into, std::vector<Remark>& remarks) : out_(into), remarks_(remarks) { }

    void field(std::string_view name, std::string_view value, std::uint64_t line)
    {
        auto const text = printable(clean(value, 2000));
        if (name == "inspector")
            out_.inspector = text;
        else if (name == "report")
            out_.report = text;
        else if (name == "order")
            out_.order = text;
        else if (name == "product")
            out_.product = text;
        else if (name == "place")
            out_.place = text;
        else if (name == "date") {
            if (auto const date = parse_date(text))
                out_.on = *date;
            else
                wrong(line, fmt::format("'{}' is no day like 2026-03-01", text));
        } else if (name == "lot")
            count(text, line, out_.lot);
        else if (name == "sample")
            count(text, line, out_.sample);
        else
            wrong(line, fmt::format("'{}' is no field of an inspection report", printable(clean(name, 100))));
    }

    void defect(std::string_view severity, std::string_view number, std::string_view what, std::uint64_t line)
    {
        Defect one { Severity::minor, printable(clean(what, 2000)), 0, line };
        if (severity == "critical")
            one.severity = Severity::critical;
        else if (severity == "major")
            one.severity = Severity::major;
        else if (severity != "minor")
            return wrong(
                line, fmt::format("'{}' is none of critical, major and minor", printable(clean(severity, 100))));
        if (!count(std::string { number }, line, one.count))
            return;
        if (out_.defects.size() < defects_max)
            out_.defects.push_back(std::move(one));
    }

    void finish()
    {
        if (out_.sample > out_.lot)
            remarks_.push_back(
                { "sample-above-lot", fmt::format("a sample of {} out of a lot of {}", out_.sample, out_.lot) });
        if (out_.sample == 0)
            remarks_.push_back({ "no-sample", "the size of the sample is not said: no rate follows from the report" });
        for (auto const& one : out_.defects) {
            if (out_.sample > 0 && one.count > out_.sample)
                wrong(one.line, fmt::format("{} units with a defect in a sample of {}", one.count, out_.sample));
        }
    }

    void wrong(std::uint64_t line, std::string says)
    {
        if (remarks_.size() < 200)
            remarks_.push_back({ "report-malformed", fmt::format("line {}: {}", line, says) });
    }

private:
    bool count(std::string const& text, std::uint64_t line, std::uint64_t& into)
    {
        std::uint64_t value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc {} || end != text.data() + text.size() || value > 1'000'000'000) {
            wrong(line, fmt::format("'{}' is no number of units", printable(clean(text, 100))));
            return false;
        }
        into = value;
        return true;
    }

    Inspection& out_;
    std::vector<Remark>& remarks_;
};

std::string value_of(codec::Node const& node)
{
    return node.is_string()                 ? node.text
        : node.is(codec::NodeKind::integer) ? fmt::format("{}", node.integer)
                                            : node.text;
}

void from_json(std::string_view text, Taking& to)
{
    auto const document = codec::read_json(text, "report");
    for (auto const& problem : document.problems)
        to.wrong(static_cast<std::uint64_t>(std::max(problem.place.line, 0)), problem.message);
    for (auto const& member : document.root.members) {
        auto const line = static_cast<std::uint64_t>(std::max(member.line, 0));
        if (member.key != "defects") {
            to.field(member.key, value_of(member.value), line);
            continue;
        }
        for (auto const& one : member.value.items) {
            auto const part = [&](char const* key) {
                auto const* const found = one.find(key);
                return found == nullptr ? std::string {} : value_of(*found);
            };
            to.defect(part("severity"), part("count"), part("what"), static_cast<std::uint64_t>(std::max(one.line, 0)));
        }
    }
}

} // namespace

bool looks_like_inspection(std::string_view text)
{
    auto const head = text.substr(0, 4096);
    auto const has = [&](std::string_view word) { return head.find(word) != std::string_view::npos; };
    if (head.starts_with('{'))
        return has("\"lot\"") && has("\"sample\"");
    return head.starts_with("field,value");
}

Inspection read_inspection(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks)
{
    Inspection report;
    Taking to { report, remarks };
    auto const decoded = decode_text(bytes);
    if (decoded.text.starts_with('{'))
        from_json(decoded.text, to);
    else {
        CsvScan scan { decoded.text, csv_separator(decoded.text) };
        CsvRow row;
        bool first = true;
        while (scan.next(row)) {
            if (std::exchange(first, false))
                continue; // the headings
            if (row.cells.size() >= 4 && row.cells[0] == "defect")
                to.defect(row.cells[1], row.cells[2], row.cells[3], row.line);
            else if (row.cells.size() >= 2)
                to.field(row.cells[0], row.cells[1], row.line);
            else
                to.wrong(row.line, "neither \"field,value\" nor \"defect,severity,count,what\"");
        }
    }
    to.finish();
    text.add("report", fmt::format("{} {} {} {}", report.inspector, report.report, report.order, report.product));
    for (auto const& one : report.defects)
        text.add(fmt::format("line {}", one.line), one.what);
    return report;
}

} // namespace recourse::readers::record
