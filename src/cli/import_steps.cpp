#include "cli/import_steps.hpp"

#include "cli/desk_page.hpp"
#include "cli/report.hpp"
#include "cli/vault_page.hpp"
#include "codec/described.hpp"
#include "codec/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

namespace recourse::cli {

namespace {

using handover::Step;

class Importing {
public:
    Importing(std::string_view command, DeskClient& client, std::string matter, Streams streams)
        : command_(command)
        , client_(client)
        , matter_(std::move(matter))
        , streams_(streams)
    {
    }

    /// The ids that exhibits have here, by their digests. False: it has been said why not.
    bool learn_exhibits(handover::MatterFile const& file, std::string const& dossier)
    {
        if (dossier.empty() || file.exhibits.empty())
            return true;
        auto const reply = client_.ask({ .target = "/v1/dossiers/" + dossier });
        if (!reply || reply->status != 200) {
            say_refused(command_, reply, streams_.err);
            return false;
        }
        std::map<std::string, Id<evidence::Exhibit>> here;
        auto const tree = reply->json();
        for (auto const& one : items_at(tree, "exhibits"))
            if (auto const id = parse_id<evidence::Exhibit>(text_at(one, "entry/id")))
                here[text_at(one, "entry/exhibit/digest")] = *id;
        for (auto const& one : file.exhibits)
            if (auto const found = here.find(to_string(one.digest)); found != here.end())
                ids_[one.id] = found->second;
        return true;
    }

    /// How many entries of each list the matter has. False: it has been said why not.
    bool learn_entries()
    {
        auto const reply = client_.ask({ .target = "/v1/matters/" + matter_ });
        if (!reply || reply->status != 200) {
            say_refused(command_, reply, streams_.err);
            return false;
        }
        auto const tree = reply->json();
        for (auto const& [list, none] : handover::counted({}))
            there_[list] = static_cast<std::uint32_t>(items_at(tree, "matter/" + list).size());
        return true;
    }

    /// False: it has been said why the matter cannot be opened.
    bool open(Step const& step)
    {
        auto const reply = command_to(client_, "/v1/matters", body_of(step));
        if (!reply || reply->status >= 300) {
            say_refused(command_, reply, streams_.err);
            return false;
        }
        matter_ = text_at(reply->json(), "id");
        line(fmt::format("took: matter {} opened", matter_));
        return true;
    }

    /// False: the desk does not answer any more.
    bool take(Step& step)
    {
        auto const& action = word_of(step);
        auto const what = step.list.empty() ? action : fmt::format("{} ({} {})", action, step.list, step.number);
        auto const known = there_.find(step.list);
        if (!step.list.empty() && known != there_.end() && step.number <= known->second) {
            ++before_;
            return true;
        }
        if (stopped_.contains(step.list)) {
            left(what, "one before it in its list was left");
            return true;
        }
        for (auto const id : handover::rename_exhibits(step.command, ids_))
            line(fmt::format("left: {} of {}: the exhibit is not in this dossier", to_string(id), what));
        auto const reply = command_to(client_, fmt::format("/v1/matters/{}/{}", matter_, action), body_of(step));
        if (!reply || reply->status >= 500) {
            say_refused(command_, reply, streams_.err);
            return false;
        }
        if (reply->status < 300) {
            ++taken_;
            line("took: " + what);
            return true;
        }
        auto const problem = reply->json();
        left(what, fmt::format("{} ({})", text_at(problem, "title"), text_at(problem, "code")));
        if (!step.list.empty())
            stopped_.insert(step.list);
        return true;
    }

    void tell(handover::MatterFile const& file)
    {
        for (auto const& one : file.steps.left_out)
            left(one.what, one.why);
        if (before_ > 0)
            line(fmt::format("{} there before", cli::counted(before_, "entry")));
        line(fmt::format("{}: {} taken, {} left", matter_, cli::counted(taken_, "step"), left_));
    }

    /// The days of the package against those that the desk counts.
    void compare_days(handover::MatterFile const& file)
    {
        auto const reply = client_.ask({ .target = fmt::format("/v1/matters/{}/deadlines", matter_) });
        if (!reply || reply->status != 200) {
            say_refused(command_, reply, streams_.err);
            return;
        }
        std::vector<handover::Counted> here;
        auto const tree = reply->json();
        for (auto const& one : items_at(tree, "deadlines"))
            if (auto const due = parse_date(text_at(one, "due"));
                due && text_at(one, "stand") == "runs" && text_at(one, "done").empty())
                here.push_back({ text_at(one, "deadline"), number_at(one), *due });
        std::ranges::sort(here);
        if (file.calendar.empty()) { // of a case file: no matter counted any
            line(fmt::format("deadlines: {} run here; those of the case are in deadlines/", here.size()));
            return;
        }
        if (here == file.days) {
            line(fmt::format("deadlines: all {} that run are on the days of the package", here.size()));
            return;
        }
        auto const tell = [&](auto const& all, auto const& others, std::string_view says) {
            for (auto const& one : all)
                if (!std::ranges::binary_search(others, one))
                    line(fmt::format("deadlines: {} {} {}{}", one.deadline,
                        one.about == 0 ? "" : fmt::format("({})", one.about), to_string(one.due), says));
        };
        tell(file.days, here, " by the package, and not here");
        tell(here, file.days, " here, and not by the package");
    }

    std::string const& matter() const { return matter_; }

private:
    static std::string const& word_of(Step const& step)
    {
        return codec::alternative_words<matter::Command>()[step.command.index()];
    }
    static std::string body_of(Step const& step)
    {
        codec::JsonWriter json(codec::JsonStyle::line);
        std::visit([&](auto const& one) { codec::to_json(json, one); }, step.command);
        return json.take();
    }
    static std::uint32_t number_at(codec::Node const& one)
    {
        auto const* node = node_at(one, "about");
        return node != nullptr && node->is(codec::NodeKind::integer) ? static_cast<std::uint32_t>(node->integer) : 0;
    }
    void line(std::string const& text) { Page(streams_.out).item(with_parted_words(text)); }
    void left(std::string const& what, std::string const& why)
    {
        ++left_;
        line(fmt::format("left: {}: {}", what, why));
    }

    std::string_view command_;
    DeskClient& client_;
    std::string matter_;
    Streams streams_;
    handover::ExhibitIds ids_;
    std::map<std::string, std::uint32_t, std::less<>> there_;
    std::set<std::string, std::less<>> stopped_; ///< lists
    std::size_t taken_ = 0, left_ = 0, before_ = 0;
};

} // namespace

int import_steps(std::string_view command, DeskClient& client, handover::MatterFile& file, std::string const& dossier,
    std::string into, Streams streams)
{
    bool const goes_on = !into.empty();
    Importing importing { command, client, std::move(into), streams };
    if (!importing.learn_exhibits(file, dossier))
        return input_wrong;
    auto& steps = file.steps.steps;
    if (goes_on ? !importing.learn_entries() : !importing.open(steps.front()))
        return input_wrong;
    for (auto& step : std::span { steps }.subspan(1))
        if (!importing.take(step))
            return we_failed;
    importing.tell(file);
    importing.compare_days(file);
    streams.out << importing.matter() << '\n';
    return answered;
}

} // namespace recourse::cli
