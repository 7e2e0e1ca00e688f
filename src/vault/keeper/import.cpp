#include "vault/keeper/import.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "vault/bag/checksum.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/seal/read_bundle.hpp"
#include "vault/seal/write_bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace recourse::vault::keeper {

namespace {

constexpr std::string_view list_head = "recourse imported files 1";
constexpr std::size_t list_size_max = 64U << 20U;
constexpr std::size_t group_max = 256; ///< files that become objects with one flush
constexpr std::string_view how = "recourse import 1";

std::unexpected<std::vector<Flaw>> wrong(std::string file, std::string says)
{
    return std::unexpected(std::vector { Flaw { std::move(file), std::move(says) } });
}

struct ListedFile {
    std::string name;
    Digest digest;
    std::uint64_t size = 0;
};

/// What an imported bundle was made of. Stored: docs/formats/vault.md.
struct List {
    std::string folder; ///< inside the zip
    std::vector<ListedFile> files;
};

std::string to_text(List const& list)
{
    codec::JsonWriter out(codec::JsonStyle::pretty);
    out.begin_object();
    out.key("form");
    out.string(list_head);
    out.key("folder");
    out.string(list.folder);
    out.key("files");
    out.begin_array();
    for (auto const& file : list.files) {
        out.begin_object(true);
        out.key("name");
        out.string(file.name);
        out.key("sha256");
        out.string(to_string(file.digest));
        out.key("size");
        out.integer(static_cast<std::int64_t>(file.size));
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take() + "\n";
}

std::optional<List> parse_list(std::string_view text)
{
    codec::TreeLimits limits;
    limits.bytes_max = list_size_max;
    auto const document = codec::read_json(text, {}, limits);
    auto const* const form = document.root.find("form");
    auto const* const folder = document.root.find("folder");
    auto const* const files = document.root.find("files");
    if (!document.problems.empty() || form == nullptr || form->text != list_head || folder == nullptr
        || files == nullptr || !files->is_array())
        return std::nullopt;
    List list { folder->text, {} };
    for (auto const& item : files->items) {
        auto const* const name = item.is_table() ? item.find("name") : nullptr;
        auto const* const sha256 = item.is_table() ? item.find("sha256") : nullptr;
        auto const* const size = item.is_table() ? item.find("size") : nullptr;
        auto const digest = sha256 == nullptr ? std::nullopt : parse_digest(sha256->text);
        if (name == nullptr || !digest || size == nullptr || !size->is(codec::NodeKind::integer) || size->integer < 0
            || name_flaw(name->text))
            return std::nullopt;
        list.files.push_back({ name->text, *digest, static_cast<std::uint64_t>(size->integer) });
    }
    return list;
}

/// The files of a list, out of the objects.
class KeptContents : public Contents {
public:
    KeptContents(Objects& objects, List const& list) : objects_(objects)
    {
        auto files = list.files;
        std::ranges::sort(files, {}, &ListedFile::name);
        for (auto& file : files) {
            digests_.push_back(file.digest);
            entries_.push_back({ std::move(file.name), file.size });
        }
    }
    std::span<ContentFile const> entries() const override { return entries_; }
    std::expected<void, Flaw> read(std::size_t index, PieceSink const& sink) const override
    {
        auto const got
            = objects_.get(digests_[index], 0, ~std::uint64_t { 0 }, [&](std::span<std::uint8_t const> piece) {
                  sink(piece);
                  return true;
              });
        if (!got)
            return std::unexpected(Flaw { entries_[index].name, got.error().detail });
        return {};
    }

private:
    Objects& objects_;
    std::vector<ContentFile> entries_;
    std::vector<Digest> digests_;
};

/// Makes a source, which is asked, of a file of contents, which is given: the giver runs in a thread of its own and is
/// never more than a piece ahead.
class Turned {
public:
    Turned(Contents const& contents, std::size_t index)
        : giver_([this, &contents, index] {
            auto done = contents.read(index, [this](std::span<std::uint8_t const> piece) {
                std::unique_lock lock(mutex_);
                moved_.wait(lock, [&] { return piece_.empty() || stopped_; });
                if (stopped_)
                    return;
                piece_ = piece;
                moved_.notify_all();
                moved_.wait(lock, [&] { return piece_.empty() || stopped_; });
            });
            std::scoped_lock const lock(mutex_);
            ended_ = true;
            if (!done)
                flaw_ = std::move(done.error());
            moved_.notify_all();
        })
    {
    }
    ~Turned()
    {
        {
            std::scoped_lock const lock(mutex_);
            stopped_ = true;
            moved_.notify_all();
        }
        giver_.join();
    }
    Turned(Turned const&) = delete;
    Turned& operator=(Turned const&) = delete;

    std::expected<std::size_t, std::string> read(std::span<std::uint8_t> into)
    {
        std::unique_lock lock(mutex_);
        moved_.wait(lock, [&] { return !piece_.empty() || ended_; });
        if (piece_.empty()) {
            if (flaw_)
                return std::unexpected(flaw_->says);
            return 0;
        }
        auto const count = std::min(into.size(), piece_.size());
        std::ranges::copy(piece_.first(count), into.begin());
        piece_ = piece_.subspan(count);
        if (piece_.empty())
            moved_.notify_all();
        return count;
    }

private:
    std::mutex mutex_;
    std::condition_variable moved_;
    std::span<std::uint8_t const> piece_;
    bool ended_ = false;
    bool stopped_ = false;
    std::optional<Flaw> flaw_;
    std::thread giver_; // last: it uses the others
};

/// Bytes of an object at any place.
class ObjectRange : public ByteRange {
public:
    ObjectRange(Objects& objects, Digest const& digest, std::uint64_t size)
        : objects_(objects)
        , digest_(digest)
        , size_(size)
    {
    }
    std::uint64_t size() const override { return size_; }
    bool read(std::uint64_t offset, std::span<std::uint8_t> into) const override
    {
        std::size_t done = 0;
        auto const got = objects_.get(digest_, offset, into.size(), [&](std::span<std::uint8_t const> piece) {
            auto const count = std::min(piece.size(), into.size() - done);
            std::ranges::copy(piece.first(count), into.begin() + static_cast<std::ptrdiff_t>(done));
            done += count;
            return true;
        });
        return got.has_value() && done == into.size();
    }

private:
    Objects& objects_;
    Digest digest_;
    std::uint64_t size_;
};

/// All files become objects, group by group.
std::expected<List, std::vector<Flaw>> keep_all(Keeper& keeper, Contents const& contents)
{
    List list;
    auto const files = contents.entries();
    for (std::size_t first = 0; first < files.size(); first += group_max) {
        std::vector<std::unique_ptr<StagedObject>> staged;
        auto const end = std::min(files.size(), first + group_max);
        for (auto i = first; i < end; ++i) {
            Turned turned(contents, i);
            auto one = keeper.objects().stage(
                [&](std::span<std::uint8_t> into) { return turned.read(into); }, files[i].size);
            if (!one)
                return wrong(files[i].name, one.error().detail);
            staged.push_back(std::move(*one));
        }
        auto const kept = keeper.objects().keep(std::move(staged));
        if (!kept)
            return wrong({}, kept.error().detail);
        for (auto i = first; i < end; ++i)
            list.files.push_back({ files[i].name, (*kept)[i - first].digest, (*kept)[i - first].size });
    }
    return list;
}

/// Every file must be what the verification saw; then what is said of an exhibit holds for its object.
std::vector<Flaw> differing(List const& list, std::span<seal::Exhibit const> exhibits)
{
    std::vector<Flaw> flaws;
    for (auto const& exhibit : exhibits) {
        auto const file = "data/" + exhibit.file;
        auto const found = std::ranges::find(list.files, file, &ListedFile::name);
        if (found == list.files.end() || found->digest != exhibit.digest)
            flaws.push_back({ file, "changed while it was read" });
    }
    return flaws;
}

/// A clause of at most so many bytes, without what a record cannot hold.
std::string clause(std::string_view text, std::size_t bytes_max)
{
    auto out = printable(text);
    while (out.size() > bytes_max) {
        while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80U)
            out.pop_back();
        if (!out.empty())
            out.pop_back();
    }
    return out;
}

} // namespace

std::expected<seal::Opened, std::vector<Flaw>> open_object(Keeper& keeper, Digest const& digest)
{
    auto const size = keeper.objects().size(digest);
    if (!size)
        return wrong({}, size.error().detail);
    if (!*size)
        return wrong({}, fmt::format("there is no object {}", to_string(digest)));
    return seal::open_zip(std::make_shared<ObjectRange const>(keeper.objects(), digest, **size));
}

std::expected<Imported, std::vector<Flaw>> import(Keeper& keeper, seal::Opened const& opened, seal::Trust const& trust,
    std::string const& actor, ImportLimits const& limits)
{
    auto const& contents = *opened.contents;
    std::uint64_t bytes = 0;
    for (auto const& file : contents.entries()) {
        if (file.size > limits.file_bytes_max || file.size > limits.bytes_max - bytes)
            return wrong(file.name,
                fmt::format("is too large: a file has at most {} bytes, all together {}", limits.file_bytes_max,
                    limits.bytes_max));
        bytes += file.size;
    }
    if (contents.entries().size() > limits.files_max)
        return wrong({}, fmt::format("{} files; at most {} are taken in", contents.entries().size(), limits.files_max));

    Imported imported;
    imported.verification = seal::verify_bundle(opened, trust, {}, keeper.now());
    bool const sealed = find(contents, seal::seal_file).has_value();
    std::vector<Flaw> flaws;
    for (auto const question : { seal::Question::complete, seal::Question::in_log, seal::Question::sealed_by }) {
        auto const& answer = imported.verification.of(question);
        if (answer.state != seal::State::holds && (sealed || question == seal::Question::complete)) {
            flaws.insert(flaws.end(), answer.flaws.begin(), answer.flaws.end());
            if (answer.flaws.empty())
                flaws.push_back({ {}, answer.says });
        }
    }
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));

    auto const bundle = sealed ? seal::read_bundle(opened.contents).bundle : seal::Bundle {};
    auto list = RECOURSE_TRY(keep_all(keeper, contents));
    if (auto changed = differing(list, bundle.exhibits); !changed.empty())
        return std::unexpected(std::move(changed));
    list.folder = sealed ? bundle.name : opened.folder;
    auto const list_object = keeper.objects().put(to_text(list));
    if (!list_object)
        return wrong({}, list_object.error().detail);
    imported.list = *list_object;
    for (auto const& file : list.files) {
        if (!file.name.starts_with("data/"))
            continue;
        ImportedExhibit exhibit;
        exhibit.file = file.name;
        exhibit.object = { file.digest, file.size, false };
        auto const known = std::ranges::find_if(
            bundle.exhibits, [&](seal::Exhibit const& one) { return "data/" + one.file == file.name; });
        if (known != bundle.exhibits.end()) {
            exhibit.number = known->number;
            exhibit.original_name = known->original_name;
            exhibit.media_type = known->media_type;
        } else {
            exhibit.original_name = file.name.substr(file.name.rfind('/') + 1);
        }
        exhibit.imported
            = { file.digest, file.size, Act::imported, {}, actor, {}, std::string { how }, { imported.list.digest },
                  clause(sealed ? fmt::format("{} of bundle {}, sealed {}, log {}", exhibit.number, bundle.name,
                                      to_string(bundle.sealed_at), bundle.checkpoint.checkpoint.origin)
                                : fmt::format("{} of a bag", exhibit.file),
                      4096) };
        imported.exhibits.push_back(std::move(exhibit));
    }
    return imported;
}

std::expected<void, Flaw> write_imported(Keeper& keeper, Digest const& digest, Output const& output)
{
    auto const text = keeper.objects().get_small(digest, list_size_max);
    if (!text)
        return std::unexpected(Flaw { {}, text.error().detail });
    auto const list = parse_list(*text);
    if (!list)
        return std::unexpected(
            Flaw { {}, fmt::format("the object {} is no list of imported files", to_string(digest)) });
    return seal::pack(std::make_shared<KeptContents const>(keeper.objects(), *list),
        list->folder.empty() ? "bag" : list->folder, output);
}

} // namespace recourse::vault::keeper
