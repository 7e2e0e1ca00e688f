#include "api/stamper.hpp"

#include "notify/transfer.hpp"
#include "vault/stamp/lists_of_chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace recourse::api {

namespace keeper = vault::keeper;

namespace {

constexpr std::chrono::seconds between { 2 };
constexpr std::chrono::seconds answer_within { 20 };
constexpr std::int64_t failures_that_tell = 3;
constexpr std::size_t lists_max = 64; ///< files
constexpr std::size_t lists_bytes_max = std::size_t { 4 } << 20U; ///< of one, and of all that are kept with a stamp
constexpr std::size_t answer_bytes_max = std::size_t { 1 } << 20U;

/// RFC 3161, 3.4: the request is the body, and so is the reply.
keeper::AskAuthority asking(std::string const& url, std::atomic<bool> const& stop)
{
    if (url.empty())
        return {};
    return [url, &stop](std::string_view request) -> std::expected<std::string, std::string> {
        auto answer = notify::call({ .method = "POST",
                                       .url = url,
                                       .bearer = {},
                                       .headers = { { "Content-Type", "application/timestamp-query" },
                                           { "Accept", "application/timestamp-reply" } },
                                       .body = request,
                                       .timeout = answer_within,
                                       .answer_bytes_max = answer_bytes_max,
                                       .plain = true },
            stop);
        if (!answer)
            return std::unexpected(std::move(answer.error()));
        if (answer->status != 200)
            return std::unexpected(fmt::format("it answered with the status {}", answer->status));
        return std::move(answer->body);
    };
}

/// The files of a folder that may be revocation lists; what cannot be read is passed over.
std::vector<std::string> files_in(std::filesystem::path const& folder)
{
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (std::filesystem::directory_iterator at { folder, error }, end; !error && at != end; at.increment(error)) {
        auto const ending = at->path().extension();
        if (at->is_regular_file(error) && (ending == ".crl" || ending == ".pem"))
            paths.push_back(at->path());
    }
    std::ranges::sort(paths);
    paths.resize(std::min(paths.size(), lists_max));
    std::vector<std::string> texts;
    for (auto const& path : paths)
        if (auto text = vault::read_small(vault::system_files(), path, lists_bytes_max))
            texts.push_back(*std::move(text));
    return texts;
}

keeper::StampingOptions stamping(
    StampOptions const& options, std::atomic<bool> const& stop, std::function<std::string()> lists)
{
    keeper::StampingOptions made;
    made.ask = asking(options.url, stop);
    made.authority = options.url;
    made.chain = options.chain;
    made.every_seconds = options.every_seconds;
    if (!options.lists.empty())
        made.revocations = std::move(lists);
    return made;
}

} // namespace

Stamper::Stamper(keeper::Keeper& keeper, keeper::Incidents& incidents, StampOptions options)
    : options_(std::move(options))
    , keeper_(keeper)
    , incidents_(incidents)
    , stamping_(keeper, stamping(options_, closing_, [this] { return lists(); }))
    , thread_([this] { run(); })
{
}

Stamper::~Stamper()
{
    {
        std::scoped_lock const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

std::string Stamper::lists()
{
    auto found = vault::stamp::lists_of_chain(options_.chain, files_in(options_.lists), keeper_.now(), lists_bytes_max);
    lists_say_.clear();
    for (auto const& note : found.notes)
        lists_say_ += (lists_say_.empty() ? "" : "; ") + note;
    return std::move(found.pem);
}

std::string Stamper::says() const
{
    std::scoped_lock const lock(mutex_);
    return says_;
}

void Stamper::run()
{
    for (;;) {
        take(stamping_.turn());
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, between, [&] { return closing_.load(); }))
            return;
    }
}

void Stamper::take(vault::Outcome<keeper::StampingTurn> const& turn)
{
    using Did = keeper::StampingTurn::Did;
    if (turn && turn->did == Did::nothing)
        return;
    bool const failed = !turn || turn->did == Did::failed;
    failures_ = failed ? failures_ + 1 : 0;
    // One that fails once is asked again within a minute, and nobody would know.
    if (failures_ == failures_that_tell)
        incidents_.note({ keeper::IncidentKind::authority_unreachable,
            fmt::format("{} tries to have the log stamped failed one after the other", failures_that_tell), {} });
    std::scoped_lock const lock(mutex_);
    says_ = turn ? turn->says : turn.error().detail;
    if (turn && says_.empty())
        says_ = lists_say_;
}

} // namespace recourse::api
