#include "packets/pdf/inside.hpp"

#include "base/packed.hpp"
#include "packets/pdf/image.hpp"
#include "packets/pdf/qpdf.hpp"

#include <exception>
#include <new>

namespace recourse::packets::pdf {

namespace {

Survey survey_picture(Form form, std::string_view bytes)
{
    Survey survey;
    std::uint64_t width = 0, height = 0;
    if (form == Form::jpeg) {
        auto const jpeg = read_jpeg(bytes);
        width = jpeg.width, height = jpeg.height;
    } else {
        auto const png = read_png(bytes);
        width = png.width, height = png.height;
    }
    survey.image_pixels = width * height;
    survey.pages.push_back({ 595'280, 841'890 }); // the sheet on which it is placed
    return survey;
}

} // namespace

std::string survey_inside(std::string_view file, std::string_view input)
{
    Survey survey;
    auto const piece = packed::unpack<Piece>(input);
    try {
        if (!piece)
            throw Refused { "nothing was said of the file" };
        survey = piece->form == Form::pdf ? survey_pdf(file) : survey_picture(piece->form, file);
    } catch (Refused const& refused) {
        survey = {};
        survey.fault = refused.says;
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const&) {
        survey = {};
        survey.fault = "it is no PDF, or too broken to be bound";
    }
    return packed::pack(survey);
}

std::string bind_inside(std::string_view file, std::string_view input)
{
    Report report;
    std::string bytes;
    auto const job = packed::unpack<Job>(input);
    try {
        if (!job)
            throw Refused { "nothing was said of the packet" };
        bytes = bind_pieces(file, *job, report);
    } catch (Refused const& refused) {
        report.fault = refused.says;
    } catch (std::bad_alloc const&) {
        report.fault = "it takes more memory than there is for it";
    } catch (std::exception const&) {
        report.fault = report.part > 0 ? "it is too broken to be bound" : "a file is too broken to be bound";
    }
    auto const head = packed::pack(report);
    std::string out;
    for (std::size_t i = 0; i < 8; ++i)
        out += static_cast<char>(head.size() >> (8 * i) & 0xff);
    out += head;
    if (report.fault.empty())
        out += bytes;
    return out;
}

} // namespace recourse::packets::pdf
