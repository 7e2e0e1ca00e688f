#include "packets/pdf/bind.hpp"

#include "base/packed.hpp"
#include "packets/pdf/inside.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace recourse::packets::pdf {

namespace {

constexpr readers::cell::NamedReader named[] = { { survey_reader, &survey_inside }, { bind_reader, &bind_inside } };

/// Bytes in memory that a child can be handed.
class Memory {
public:
    Memory() : number_(::memfd_create("packet", MFD_CLOEXEC)) { }
    Memory(Memory const&) = delete;
    ~Memory()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    bool add(std::string_view bytes)
    {
        while (number_ >= 0 && !bytes.empty()) {
            auto const put = ::write(number_, bytes.data(), bytes.size());
            if (put <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        return number_ >= 0;
    }
    int get() const { return number_; }

private:
    int number_;
};

std::expected<std::string, std::string> run(
    char const* reader, Memory const& file, std::string input, Walls const& walls)
{
    auto outcome = readers::cell::run({ reader, {}, file.get(), std::move(input) }, walls.limits, walls.program);
    if (!outcome)
        return std::unexpected(outcome.error().says);
    return std::move(outcome->bytes);
}

} // namespace

std::span<readers::cell::NamedReader const> cell_readers()
{
    return named;
}

std::expected<Survey, std::string> survey(std::string_view bytes, Form form, Walls const& walls)
{
    Memory file;
    if (!file.add(bytes))
        return std::unexpected("could not be read: no memory for it");
    auto const answer = run(survey_reader, file, packed::pack(Piece { form, 0, bytes.size() }), walls);
    if (!answer)
        return std::unexpected(answer.error());
    auto survey = packed::unpack<Survey>(*answer);
    if (!survey || survey->pages.size() > pages_max)
        return std::unexpected("could not be read: the reader answered with something else");
    return *std::move(survey);
}

std::expected<Bundle, std::string> bind(Binding const& binding, std::vector<Input> const& files, Walls const& walls)
{
    Job job { .ours = {},
        .front_pages = binding.front_pages,
        .parts = {},
        .stamps = binding.stamps,
        .links = binding.links,
        .marks = binding.marks,
        .title = binding.title,
        .day
        = fmt::format("D:{:04}{:02}{:02}000000+08'00'", binding.day.year(), binding.day.month(), binding.day.day()),
        .language = binding.language };
    Memory file;
    std::uint64_t offset = 0;
    bool good = true;
    auto const piece = [&](Form form, std::string_view bytes) {
        good = good && file.add(bytes);
        return Piece { form, std::exchange(offset, offset + bytes.size()), bytes.size() };
    };
    job.ours = piece(Form::pdf, binding.ours);
    for (auto const& one : files)
        job.parts.push_back({ piece(one.form, one.bytes), one.first, one.pages });
    if (!good)
        return std::unexpected("could not be bound: no memory for it");
    auto answer = run(bind_reader, file, packed::pack(job), walls);
    if (!answer) {
        // A child that was stopped cannot say where it was.
        auto const largest = std::ranges::max_element(files, {}, [](auto const& one) { return one.bytes.size(); });
        auto const named = largest != files.end() && !largest->label.empty()
            ? fmt::format("; the largest of the files is {}", largest->label)
            : std::string {};
        return std::unexpected(answer.error() + named);
    }
    constexpr std::string_view other = "could not be bound: the reader answered with something else";
    if (answer->size() < 8)
        return std::unexpected(std::string { other });
    std::uint64_t length = 0;
    for (std::size_t i = 8; i-- > 0;)
        length = length << 8 | static_cast<unsigned char>((*answer)[i]);
    if (length > answer->size() - 8)
        return std::unexpected(std::string { other });
    auto const report = packed::unpack<Report>(std::string_view { *answer }.substr(8, length));
    if (!report)
        return std::unexpected(std::string { other });
    if (!report->fault.empty()) {
        auto const* const at = report->part > 0 && report->part <= files.size() ? &files[report->part - 1] : nullptr;
        return std::unexpected(fmt::format(
            "{}could not be bound: {}", at == nullptr || at->label.empty() ? "" : at->label + " ", report->fault));
    }
    return Bundle { answer->substr(8 + length), report->pages };
}

} // namespace recourse::packets::pdf
