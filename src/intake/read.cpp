#include "intake/read.hpp"

#include "intake/text_of.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

namespace recourse::intake {

namespace {

using readers::Kind;

/// A file in memory, for the cell to read.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes) : file_(memfd_create("intake", MFD_CLOEXEC))
    {
        while (file_ >= 0 && !bytes.empty()) {
            auto const written = ::write(file_, bytes.data(), bytes.size());
            if (written <= 0) {
                ::close(file_);
                file_ = -1;
                return;
            }
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        if (file_ >= 0)
            ::lseek(file_, 0, SEEK_SET);
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    ~MemoryFile()
    {
        if (file_ >= 0)
            ::close(file_);
    }
    int number() const { return file_; }

private:
    int file_ = -1;
};

/// Why no facts are read from a file of this kind; nothing: they are.
std::optional<Unread> why_not(readers::Reading const& reading)
{
    switch (reading.kind) {
    case Kind::mail:
    case Kind::saved_page:
    case Kind::chat:
    case Kind::web_page:
    case Kind::text:
        return std::nullopt;
    case Kind::pdf:
        if (reading.pdf && reading.pdf->has_text)
            return std::nullopt;
        if (reading.pdf && reading.pdf->encrypted)
            return Unread { "this PDF opens with a password only; hand in a copy that opens as well",
                "该PDF需要密码才能打开；请提供无需密码的副本" };
        return Unread {
            "there is no text in this PDF, only pictures of pages; read it yourself and answer the questions",
            "该PDF没有文字层，只有图像；请自行阅读后回答问题"
        };
    case Kind::outlook_message:
        return Unread { "a message of Outlook (.msg) is not read; save the mail as .eml and hand that in",
            "不读取Outlook的.msg文件；请将邮件另存为.eml后再提交" };
    case Kind::photo:
    case Kind::other_picture:
    case Kind::video:
        return Unread { "pictures are not read; read it yourself and answer the questions",
            "不读取图片和视频中的文字；请自行阅读后回答问题" };
    case Kind::office_file:
        return Unread { "office files are not read; save it as PDF, or a table as CSV, and hand that in",
            "不读取Office文件；请另存为PDF，表格请另存为CSV" };
    case Kind::archive:
    case Kind::web_capture:
    case Kind::web_capture_bundle:
        return Unread { "archives are not opened here; unpack it and hand in one file",
            "不打开压缩包；请解压后提交其中一个文件" };
    case Kind::inspection:
    case Kind::payment:
    case Kind::statement:
        return Unread { "records of banks and inspectors are evidence, but no facts are read from them here",
            "银行记录和检验报告可作证据，但此处不从中读取事实" };
    case Kind::unknown:
        break;
    }
    return Unread {
        "this is of no kind that is read; a mail (.eml), a table (.csv), a chat export or a PDF with text is",
        "不支持此类文件；可读取邮件（.eml）、表格（.csv）、聊天记录导出或带文字的PDF"
    };
}

void note_attachments(readers::Reading const& reading, Intake& intake)
{
    if (!reading.mail)
        return;
    for (auto const& part : reading.mail->parts) {
        if (part.attachment && !part.container)
            intake.remarks.push_back({ "attachment-not-read",
                fmt::format("the attachment {} is not read with the mail: save it and hand it in on its own",
                    part.name.empty() ? "part " + part.path : part.name) });
    }
}

} // namespace

std::expected<Intake, Unread> intake_of(
    readers::Reading const& reading, std::uint64_t bytes, std::string const& name, std::string_view row)
{
    if (auto unread = why_not(reading))
        return std::unexpected(*std::move(unread));
    auto const text = text_of(reading, name);
    Intake intake;
    intake.file = name;
    intake.bytes = bytes;
    intake.kind = reading.kind;
    if (reading.pdf)
        intake.pages = reading.pdf->pages;
    intake.remarks = reading.remarks;
    note_attachments(reading, intake);
    if (!reading.text_complete)
        intake.remarks.push_back({ "too-long", "only the beginning was read: the file is very long" });
    intake.records = records_of(text);
    std::optional<std::size_t> chosen;
    if (!row.empty()) {
        auto const found = std::ranges::find(intake.records, row, &Record::place);
        if (found == intake.records.end())
            return std::unexpected(Unread {
                fmt::format("there is no order in '{}' of this file", row), fmt::format("文件中“{}”没有订单", row) });
        chosen = static_cast<std::size_t>(found - intake.records.begin());
    } else if (intake.records.size() > 1)
        intake.remarks.push_back({ "several-orders",
            fmt::format("there are {} orders in it: choose one by its row", intake.records.size()) });
    intake.proposals = propose(text, chosen);
    return intake;
}

std::expected<Intake, Unread> read_file(
    int file, std::uint64_t bytes, std::string const& name, std::string_view row, char const* program)
{
    readers::Told told;
    told.name = name;
    auto const read = readers::read(file, told, {}, program);
    if (!read)
        return std::unexpected(Unread { read.error().says, "无法读取该文件：" + read.error().says,
            read.error().why != readers::cell::Stopped::not_started });
    return intake_of(read->reading, bytes, name, row);
}

std::expected<Intake, Unread> read(std::string_view bytes, std::string const& name, std::string_view row)
{
    MemoryFile const file(bytes);
    if (file.number() < 0)
        return std::unexpected(Unread { "there was no memory for it; try again", "内存不足；请重试", false });
    return read_file(file.number(), bytes.size(), name, row);
}

} // namespace recourse::intake
