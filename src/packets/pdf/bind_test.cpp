#include "packets/pdf/bind.hpp"

#include "base/packed.hpp"

#include "packets/pdf/image.hpp"
#include "packets/pdf/inside.hpp"
#include "packets/pdf/refused.hpp"
#include "render/sheets.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace recourse::packets::pdf {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A PDF of objects 1, 2, ... as given, with its table; object 1 is the catalog.
std::string pdf_of(std::vector<std::string> const& objects)
{
    std::string out = "%PDF-1.7\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    return out
        + fmt::format(
            "{}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", table, objects.size() + 1, out.size());
}

/// One page for each text, all with `more` in their dictionaries.
std::string pages(std::vector<std::string> const& texts, std::string const& more = {}, std::string const& catalog = {})
{
    std::vector<std::string> objects { fmt::format("<< /Type /Catalog /Pages 2 0 R {} >>", catalog), "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>" };
    std::string kids;
    for (auto const& text : texts) {
        auto const content = fmt::format("BT /F1 24 Tf 60 400 Td ({}) Tj ET", text);
        kids += fmt::format("{} 0 R ", objects.size() + 1);
        objects.push_back(fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 "
                                      "3 0 R >> >> /Contents {} 0 R {} >>",
            objects.size() + 2, more));
        objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content));
    }
    objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, texts.size());
    return pdf_of(objects);
}

/// A sheet that says "the index", and the stamps.
std::string ours(std::vector<std::string> const& stamps)
{
    render::Typesetter const type { Language::en };
    render::Band band;
    for (auto const& line : type.set({ { "the index", render::Tone::plain, 0 } }, {}, 200)) {
        band.text.push_back({ line, 0, 0, line->height });
        band.height = line->height;
    }
    std::vector<render::SheetRun> const runs { { { { { band, 0 } } },
        { .title = "x", .day = Date::of(2026, 11, 30) } } };
    auto made = render::write_runs(runs, stamps, {}, type);
    EXPECT_TRUE(made);
    return made.value_or("");
}

/// Binds them behind one page of ours, each page stamped "E001 - 1/2" and so on.
std::expected<Bundle, std::string> bound(std::vector<Input> const& files, std::vector<Link> links = {},
    std::vector<Mark> marks = {}, Walls const& walls = {})
{
    std::vector<std::string> lines;
    int number = 0;
    for (auto const& file : files) {
        ++number;
        for (std::uint32_t page = 1; page <= file.pages; ++page)
            lines.push_back(fmt::format("E{:03} - {}/{}  证据{}", number, page, file.pages, number));
    }
    return bind({ .ours = ours(lines),
                    .front_pages = 1,
                    .stamps = 1,
                    .links = std::move(links),
                    .marks = std::move(marks),
                    .title = "证据清单 · List of exhibits",
                    .day = Date::of(2026, 11, 30) },
        files, walls);
}

std::string out_of(char const* program, std::string const& pdf)
{
    auto const path = std::filesystem::temp_directory_path() / fmt::format("bind-{}.pdf", ::getpid());
    std::ofstream { path, std::ios::binary } << pdf;
    auto* pipe = ::popen(fmt::format(fmt::runtime(program), path.string()).c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::string out;
    std::array<char, 4096> buffer {};
    for (std::size_t got = 0; pipe != nullptr && (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        out.append(buffer.data(), got);
    EXPECT_EQ(pipe == nullptr ? -1 : ::pclose(pipe), 0) << program;
    std::filesystem::remove(path);
    return out;
}

std::string text_of(std::string const& pdf)
{
    return out_of("pdftotext -enc UTF-8 {} -", pdf);
}

void keep(std::string const& name, std::string const& bytes)
{
    if (auto const* folder = std::getenv("RECOURSE_KEEP_PACKETS"))
        std::ofstream { std::filesystem::path { folder } / name, std::ios::binary } << bytes;
}

/// A JPEG's headers as far as they are read: enough for its size and how it is turned.
std::string jpeg_head(int orientation, bool little)
{
    auto const two = [&](int value) {
        std::string bytes { static_cast<char>(value >> 8), static_cast<char>(value & 0xff) };
        return little ? std::string { bytes[1], bytes[0] } : bytes;
    };
    auto const four = [&](int value) { return little ? two(value) + two(0) : two(0) + two(value); };
    auto exif = std::string { "Exif\0\0", 6 } + (little ? "II" : "MM") + two(42) + four(8) + two(1) + two(0x0112)
        + two(3) + four(1) + two(orientation) + two(0) + four(0);
    std::string out = "\xff\xd8\xff\xe1";
    out += static_cast<char>((exif.size() + 2) >> 8);
    out += static_cast<char>((exif.size() + 2) & 0xff);
    out += exif;
    out += std::string { "\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03", 10 };
    return out + std::string(9, '\0');
}

} // namespace

TEST(Bind, the_streams_of_an_exhibit_stay_as_they_are_and_each_page_is_stamped)
{
    auto const file = pages({ "first page of theirs", "second page of theirs" });
    auto const result = bound({ { Form::pdf, file, 2 } });
    ASSERT_TRUE(result) << result.error();
    EXPECT_EQ(result->pages, 3u);
    EXPECT_THAT(result->bytes, HasSubstr("BT /F1 24 Tf 60 400 Td (second page of theirs) Tj ET"));
    auto const text = text_of(result->bytes);
    for (auto const* one : { "the index", "first page of theirs", "E001 - 1/2", "E001 - 2/2", "证据1" })
        EXPECT_THAT(text, HasSubstr(one));
}

TEST(Bind, the_same_input_gives_the_same_bytes)
{
    auto const file = pages({ "one" });
    auto const first = bound({ { Form::pdf, file, 1 } }), second = bound({ { Form::pdf, file, 1 } });
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(first->bytes == second->bytes);
}

TEST(Bind, turned_pages_are_stamped_where_a_reader_sees_the_upper_right_corner)
{
    std::vector<Input> files;
    for (int const turn : { 0, 90, 180, 270 })
        files.push_back(
            { Form::pdf, pages({ fmt::format("turned by {}", turn) }, fmt::format("/Rotate {}", turn)), 1 });
    files.push_back({ Form::pdf, pages({ "cropped" }, "/CropBox [40 300 340 500]"), 1 });
    auto const result = bound(files);
    ASSERT_TRUE(result) << result.error();
    keep("turned.pdf", result->bytes);
    // "xMin yMin xMax yMax word" for each word, as shown.
    auto const words = out_of("pdftotext -cropbox -bbox {} -", result->bytes);
    int found = 0;
    double width = 0;
    std::istringstream lines { words };
    for (std::string line; std::getline(lines, line);) {
        double a = 0, b = 0, c = 0, d = 0;
        if (std::sscanf(line.c_str(), "  <page width=\"%lf\"", &a) == 1)
            width = a;
        if (line.find(">1/1<") != std::string::npos
            && std::sscanf(
                   line.c_str(), "    <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &a, &b, &c, &d)
                == 4) {
            ++found;
            EXPECT_GT(a, width / 2) << line;
            EXPECT_LT(d, 40) << line;
            EXPECT_GT(c - a, d - b) << line << ": it does not stand upright";
        }
    }
    EXPECT_EQ(found, 5);
}

TEST(Bind, nothing_that_acts_comes_along)
{
    auto const file = pages({ "looks harmless" },
        "/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >> /Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 "
        "100 100] "
        "/A << /S /Launch /F (calc.exe) >> >> ]",
        "/OpenAction << /S /JavaScript /JS (this.exportDataObject\\(\\)) >> /Names << /JavaScript << /Names [(a) << /S "
        "/JavaScript /JS (evil\\(\\)) >>] >> >>");
    auto const seen = survey(file, Form::pdf);
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->active);
    EXPECT_EQ(seen->pages, (std::vector<PageSize> { { 595'000, 842'000 } }));
    auto const result = bound({ { Form::pdf, file, 1 } });
    ASSERT_TRUE(result) << result.error();
    EXPECT_THAT(text_of(result->bytes), HasSubstr("looks harmless"));
    EXPECT_THAT(out_of("pdfinfo {}", result->bytes), Not(HasSubstr("JavaScript:      yes")));
    for (auto const* one : { "calc.exe", "evil", "exportDataObject", "app.alert" })
        EXPECT_THAT(result->bytes, Not(HasSubstr(one)));
}

TEST(Bind, what_a_form_shows_stays_when_its_fields_go)
{
    std::string const look = "BT /F1 18 Tf 2 4 Td (signed by Lin) Tj ET";
    auto const file = pdf_of({ "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << >> /Annots [5 0 R] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (signed by Lin) /Rect [20 20 220 50] /F 4 /AP << /N 6 0 "
        "R >> >>",
        fmt::format(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F1 3 0 R >> >> /Length {} "
            ">>\nstream\n{}\nendstream",
            look.size(), look) });
    auto const seen = survey(file, Form::pdf);
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->form);
    auto const result = bound({ { Form::pdf, file, 1 } });
    ASSERT_TRUE(result) << result.error();
    EXPECT_THAT(text_of(result->bytes), HasSubstr("signed by Lin"));
    EXPECT_THAT(result->bytes, Not(HasSubstr("/Widget")));
}

TEST(Bind, a_job_that_promises_more_than_there_is_is_refused)
{
    // Two pages are announced as one of ours, and the stamps run out.
    auto const result = bind({ .ours = ours({ "E001 - 1/2" }), .front_pages = 1, .stamps = 1 },
        { { .form = Form::pdf, .bytes = pages({ "a", "b" }), .pages = 2 } });
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error(), HasSubstr("fewer sheets of ours"));
}

TEST(Inside, a_sound_file_is_surveyed_without_walls_too)
{
    auto const file = pages({ "x", "y" });
    auto const seen = packed::unpack<Survey>(survey_inside(file, packed::pack(Piece { Form::pdf, 0, file.size() })));
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->fault, "");
    EXPECT_EQ(seen->pages.size(), 2u);
}

TEST(Bind, layers_are_told)
{
    auto const seen = survey(pages({ "x" }, "", "/OCProperties << /OCGs [] /D << >> >>"), Form::pdf);
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->layers);
}

TEST(Bind, links_and_the_outline_lead_into_the_exhibits)
{
    auto const result = bound({ { Form::pdf, pages({ "a" }), 1 }, { Form::pdf, pages({ "b" }), 1 } },
        { { .page = 0, .x = 54'000, .y = 100'000, .width = 36'000, .height = 14'000, .target = 2 } },
        { { "目录 · Index", 0, 0 }, { "第一组", 0, 1 }, { "E001 合同", 1, 1 }, { "E002 照片", 1, 2 },
            { "第二组", 0, 2 } });
    ASSERT_TRUE(result) << result.error();
    auto const outline = out_of("pdftohtml -xml -stdout -i {}", result->bytes);
    EXPECT_THAT(outline, HasSubstr("<item page=\"2\">第一组</item>"));
    EXPECT_THAT(outline, HasSubstr("<item page=\"3\">E002 照片</item>"));
    auto const nowhere = bound({ { Form::pdf, pages({ "a" }), 1 } }, { { .page = 0, .target = 9 } });
    ASSERT_FALSE(nowhere);
    EXPECT_THAT(nowhere.error(), HasSubstr("a link leads nowhere"));
}

TEST(Bind, what_cannot_be_bound_is_said)
{
    struct Damaged {
        std::string what, bytes, says;
    };
    auto const good = pages({ "x" });
    std::vector<Damaged> const all {
        { "nothing", "", "too broken" },
        { "no PDF", "hello", "too broken" },
        { "no pages", pdf_of({ "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>" }),
            "no pages" },
        { "pages in a ring",
            pdf_of({ "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>" }), "" },
        { "no size",
            pdf_of({ "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] >>" }),
            "no size" },
        { "a page of a mile",
            pdf_of({ "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9999999 9999999] >>" }),
            "no size" },
    };
    for (auto const& one : all) {
        auto const seen = survey(one.bytes, Form::pdf);
        if (!seen) {
            EXPECT_THAT(seen.error(), HasSubstr("could not be read")) << one.what;
            continue;
        }
        EXPECT_FALSE(seen->fault.empty()) << one.what;
        EXPECT_THAT(seen->fault, HasSubstr(one.says)) << one.what;
    }
    EXPECT_EQ(survey(good, Form::pdf)->fault, "");
    auto const wrong_count = bound({ { Form::pdf, good, 1, 0, "E001" }, { Form::pdf, good, 2, 0, "E007" } });
    ASSERT_FALSE(wrong_count);
    EXPECT_EQ(wrong_count.error(), "E007 could not be bound: a file has not as many pages as were counted");
}

TEST(Bind, a_file_that_takes_too_much_costs_its_limits_and_no_more)
{
    // A thousand arrays inside each other for every page, and very many pages.
    std::string deep = "<< /Type /Catalog /Pages 2 0 R /X ";
    deep += std::string(200'000, '[') + std::string(200'000, ']') + " >>";
    auto const file = pdf_of({ deep, "<< /Type /Pages /Kids [] /Count 0 >>" });
    Walls walls;
    walls.limits.cpu_seconds = 5;
    walls.limits.wall_ms = 15'000;
    auto const seen = survey(file, Form::pdf, walls);
    EXPECT_TRUE(!seen || !seen->fault.empty());

    Walls narrow;
    narrow.limits.result_size = 1000;
    auto const result = bound({ { Form::pdf, pages({ "x" }), 1, 0, "E001" } }, {}, {}, narrow);
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error(), AllOf(HasSubstr("limit of"), HasSubstr("the largest of the files is E001")));
}

TEST(Bind, pictures_are_placed_on_sheets)
{
    auto const read = [](char const* name) {
        std::ifstream file { std::string { RECOURSE_SOURCE_DIR } + "/examples/evidence/" + name, std::ios::binary };
        return std::string { std::istreambuf_iterator<char> { file }, {} };
    };
    auto const photo = read("photo-leak.jpg");
    ASSERT_FALSE(photo.empty());
    // One pixel, red, half transparent.
    static constexpr unsigned char png_bytes[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00,
        0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00,
        0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0xcf, 0xc0,
        0xd0, 0x00, 0x00, 0x04, 0x81, 0x01, 0x80, 0xf3, 0x0b, 0xdc, 0xa0, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e,
        0x44, 0xae, 0x42, 0x60, 0x82 };
    std::string const png { reinterpret_cast<char const*>(png_bytes), sizeof png_bytes };
    auto const seen = survey(photo, Form::jpeg);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->fault, "");
    EXPECT_GT(seen->image_pixels, 0u);
    EXPECT_EQ(survey(png, Form::png)->fault, "");
    EXPECT_EQ(survey(png, Form::png)->image_pixels, 1u);
    EXPECT_EQ(survey(png, Form::jpeg)->fault, "it is no JPEG");
    EXPECT_EQ(survey(png.substr(0, 50), Form::png)->fault, "the PNG is broken");
    // Its header alone says that it is too large: nothing is unpacked to find that out.
    auto huge = png;
    huge.replace(16, 8, std::string { "\0\0\x23\x28\0\0\x23\x28", 8 });
    EXPECT_EQ(
        survey(huge, Form::png)->fault, "the PNG has 9000 by 9000 pixels, more than the 64 million that are bound");
    auto const result = bound({ { Form::jpeg, photo, 1 }, { Form::png, png, 1 } });
    ASSERT_TRUE(result) << result.error();
    keep("pictures.pdf", result->bytes);
    // The very bytes of the JPEG.
    EXPECT_THAT(result->bytes, HasSubstr(photo));
    EXPECT_THAT(text_of(result->bytes), HasSubstr("E002 - 1/1"));
}

TEST(Image, a_jpeg_says_its_size_and_how_it_is_turned)
{
    for (bool const little : { false, true })
        for (int orientation = 1; orientation <= 8; ++orientation) {
            auto const jpeg = read_jpeg(jpeg_head(orientation, little));
            EXPECT_EQ(jpeg.width, 64u);
            EXPECT_EQ(jpeg.height, 48u);
            EXPECT_EQ(jpeg.orientation, orientation) << little;
        }
    EXPECT_EQ(read_jpeg(jpeg_head(9, false)).orientation, 1);
    auto const whole = jpeg_head(6, true);
    for (std::size_t cut = 0; cut < whole.size() - 3; ++cut)
        EXPECT_THROW((void)read_jpeg(whole.substr(0, cut)), Refused) << cut;
}

} // namespace recourse::packets::pdf

int main(int argc, char** argv)
{
    if (auto const status = recourse::readers::cell::entry(
            { argv, static_cast<std::size_t>(argc) }, recourse::packets::pdf::cell_readers(), nullptr))
        return *status;
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
