#include "catalog/rates.hpp"

#include "catalog/table_reader.hpp"

namespace recourse::catalog {

namespace {

Currency read_currency(TableReader& reader, codec::Node const& table, std::string_view key)
{
    auto const code = reader.need_text(key);
    auto const currency = Currency::from_code(code);
    if (!currency && table.find(key) != nullptr)
        reader.problem(
            *table.find(key), fmt::format("'{}' is no currency of ISO 4217", code), "three capital letters, e.g. USD");
    return currency.value_or(Currency::none());
}

} // namespace

std::expected<time::RateTable, Problems> read_rates(codec::Document const& file)
{
    Problems problems = file.problems;
    SourceRegister sources;
    sources.add(file, problems);
    time::RateTable rates;
    TableReader root(file, file.root, "a file of rates", problems);
    root.allow("sources");
    for (auto const* node : root.tables("rate")) {
        TableReader reader(file, *node, "[[rate]]", problems);
        time::Rate rate;
        rate.from = read_currency(reader, *node, "from");
        rate.to = read_currency(reader, *node, "to");
        auto const ratio = parse_ratio(reader.need_text("rate"));
        auto const date = reader.need_date("date");
        rate.source = sources.resolve(file, *node, true, problems).document;
        reader.allow("source");
        reader.finish();
        if (!ratio) {
            reader.problem(fmt::format("the rate: {}", ratio.error()));
        } else if (date) {
            rate.rate = *ratio;
            rate.date = *date;
            if (auto const added = rates.add(rate); !added)
                reader.problem(added.error());
        }
    }
    root.finish();
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return rates;
}

std::expected<time::RateTable, Problems> rates_of(std::span<FileText const> files)
{
    for (auto const& file : files)
        if (file.path == "forums/any/rates.toml")
            return read_rates(read(file));
    return std::unexpected(Problems { { { "forums/any/rates.toml", 0, 0 }, "the file is missing", "" } });
}

std::expected<time::RateTable, Problems> shipped_rates()
{
    return rates_of(shipped_files());
}

} // namespace recourse::catalog
