#include "cli/case_ask.hpp"

#include "base/wrap.hpp"
#include "cli/case_reply.hpp"
#include "cli/case_template.hpp"
#include "cli/files.hpp"
#include "cli/report.hpp"
#include "codec/case_edit.hpp"
#include "core/assess/interview.hpp"
#include "core/case/fact_forms.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <istream>
#include <ostream>
#include <set>

namespace recourse::cli {

namespace {

using casework::FactPath;
using casework::FactWords;

constexpr std::size_t width = 80;
constexpr std::size_t items_max = 50;

class Interview {
public:
    Interview(std::string file, Language language, std::span<FactWords const> words, Streams streams)
        : file_(std::move(file))
        , zh_(language == Language::zh)
        , words_(words)
        , streams_(streams)
    {
    }

    int run(Questions const& questions)
    {
        if (!open())
            return input_wrong;
        streams_.out << wrap(zh_
                ? "每题只需回答知道的内容。按回车键即“不知道”；输入 stop 结束。每次回答后都会保存。"
                : "Answer what you know. Enter alone means don't know; \"stop\" ends. Every reply is saved at once.",
            width);
        while (true) {
            auto const read = codec::read_case(text_, file_, codec::CaseFormat::toml);
            if (!read)
                return wrong(read.error());
            facts_ = &read->facts;
            auto const* next = choose(questions(*read));
            if (next == nullptr)
                return done(
                    zh_ ? "其余的问题不会再改变答复。" : "Nothing else that could be asked would change the answer.");
            if (!ask(*next))
                return failed_ ? input_wrong : done(zh_ ? "已保存。" : "Saved.");
        }
    }

private:
    bool open()
    {
        std::error_code error;
        if (!std::filesystem::exists(file_, error)) {
            text_ = case_template(words_, zh_ ? Language::zh : Language::en);
            return save();
        }
        auto text = read_file(file_, streams_.in);
        if (!text) {
            say(fmt::format("recourse case ask: {}", text.error()), streams_.err);
            return false;
        }
        if (codec::case_format(file_, *text) == codec::CaseFormat::json) {
            say(fmt::format("recourse case ask: {} is JSON; a TOML file is wanted", file_), streams_.err);
            return false;
        }
        text_ = std::move(*text);
        return true;
    }

    bool save()
    {
        auto const written = write_file(file_, text_);
        failed_ = !written;
        if (failed_)
            say(fmt::format("recourse case ask: {}", written.error()), streams_.err);
        return !failed_;
    }

    int wrong(Problems const& problems)
    {
        say(problems, streams_.err);
        return input_wrong;
    }

    int done(std::string_view last)
    {
        streams_.out << '\n' << wrap(last, width);
        say(fmt::format("recourse assess {}", file_), streams_.out);
        return answered;
    }

    /// What every answer begins with: how much was paid and how, what is wrong, where the goods and the supplier are.
    /// No rule may hang on it while much else is open, and yet nothing can be said without.
    std::vector<std::string> basics() const
    {
        std::vector<std::string> paths;
        auto const each = [&](std::string_view list, std::initializer_list<std::string_view> fields) {
            auto const items = facts_->items(static_cast<std::uint16_t>(casework::find_group(list)));
            for (std::size_t i = 0; i < items; ++i)
                for (auto const field : fields)
                    paths.push_back(fmt::format("{}[{}].{}", list, i, field));
        };
        each("payments", { "amount", "through_platform" });
        each("problems", { "kind" });
        paths.emplace_back("delivery.state");
        if (facts_->text("delivery.state") == "delivered")
            paths.emplace_back("delivery.delivered_on");
        paths.emplace_back("supplier.country");
        std::erase_if(paths, [&](auto const& path) {
            return asked_.contains(path) || !facts_->get(*casework::parse_path(path)).is(rules::Kind::absent);
        });
        return paths;
    }

    /// The first question that can be asked and was not asked before; null where there is none. A list that is not
    /// known at all goes first, then the basic facts that are not among the questions.
    casework::Question const* choose(std::vector<casework::Question> questions)
    {
        questions_ = std::move(questions);
        auto place = std::ranges::find_if_not(questions_, [](auto const& one) { return is_list(one.field); });
        for (auto const& path : basics()) {
            auto const basic = *casework::parse_path(path);
            auto const* words = words_of(basic);
            // Of a list the questions name one item of each field at a time, the first where it matters.
            bool const ranked = std::ranges::any_of(questions_, [&](auto const& one) {
                auto const other = casework::parse_path(one.field);
                return other && other->group == basic.group && other->field == basic.field && one.worth > 0
                    && !asked_.contains(one.field);
            });
            if (words != nullptr && !ranked)
                place = questions_.insert(place, { path, zh_ ? words->ask_zh : words->ask, {}, 0 }) + 1;
        }
        for (auto& question : questions_) {
            if (asked_.contains(question.field))
                step_to_next_item(question);
            if (!asked_.contains(question.field) && (casework::parse_path(question.field) || is_list(question.field)))
                return &question;
        }
        return nullptr;
    }

    /// A question names the first item of a list where the fact matters; who did not know it there may know it of the
    /// next. What knowing that would change has not been worked out.
    void step_to_next_item(casework::Question& question) const
    {
        auto path = casework::parse_path(question.field);
        if (!path || !casework::fact_groups()[path->group].list)
            return;
        auto const& group = casework::fact_groups()[path->group];
        for (path->item = 0; path->item < facts_->items(path->group); ++path->item) {
            auto field = fmt::format("{}[{}].{}", group.name, path->item, group.fields[path->field].name);
            if (asked_.contains(field) || !facts_->get(*path).is(rules::Kind::absent))
                continue;
            question.field = std::move(field);
            question.changes.clear();
            return;
        }
    }

    static bool is_list(std::string const& field)
    {
        int const group = field.empty() ? -1 : casework::find_group(field);
        return group >= 0 && casework::fact_groups()[static_cast<std::size_t>(group)].list;
    }

    FactWords const* words_of(FactPath path) const
    {
        auto const& group = casework::fact_groups()[path.group];
        auto const& field = group.fields[path.field].name;
        auto const name = group.name.empty() ? field : fmt::format("{}.{}", group.name, field);
        for (auto const& words : words_)
            if (words.path == name)
                return &words;
        return nullptr;
    }

    /// Asks until the reply is understood. False where there are to be no more questions.
    bool ask(casework::Question const& question)
    {
        asked_.insert(question.field);
        ++number_;
        streams_.out << '\n'
                     << wrap(fmt::format("{}. {}", number_,
                                 assess::asked(
                                     question.field, question.ask, *facts_, zh_ ? Language::zh : Language::en)),
                            width);
        if (!question.changes.empty())
            streams_.out << wrap(question.changes, width, "   ", "   ");
        return is_list(question.field) ? ask_how_many(question.field) : ask_fact(*casework::parse_path(question.field));
    }

    bool ask_fact(FactPath path)
    {
        auto const* words = words_of(path);
        show_choices(path, words);
        while (auto const line = next_line()) {
            auto const reply = understand(path, *line, words, zh_ ? Language::zh : Language::en);
            if (!reply) {
                streams_.out << wrap(reply.error(), width, "   ", "   ");
                continue;
            }
            if (std::holds_alternative<Enough>(*reply))
                return false;
            if (std::holds_alternative<Unknown>(*reply))
                return true;
            return keep(codec::with_fact(text_, path, std::get<Known>(*reply).toml));
        }
        return false;
    }

    bool ask_how_many(std::string const& list)
    {
        streams_.out << (zh_ ? "   有几项？（0：没有）\n" : "   How many? (0: none)\n");
        while (auto const line = next_line()) {
            // Only what the words for "don't know" and "stop" are is taken from here; the rest is a number.
            auto const group = static_cast<std::uint16_t>(casework::find_group(list));
            auto const reply = understand({ group, 0, 0 }, *line, nullptr);
            if (reply && std::holds_alternative<Enough>(*reply))
                return false;
            if (reply && std::holds_alternative<Unknown>(*reply))
                return true;
            std::size_t count = 0;
            auto const [end, error] = std::from_chars(line->data(), line->data() + line->size(), count);
            if (error == std::errc {} && end == line->data() + line->size() && count <= items_max)
                return keep(codec::with_items(text_, group, count));
            say(fmt::format("   '{}': {}", *line, zh_ ? "请输入 0 至 50 的整数" : "a number from 0 to 50 is wanted"),
                streams_.out);
        }
        return false;
    }

    void show_choices(FactPath path, FactWords const* words)
    {
        auto const& field = casework::fact_groups()[path.group].fields[path.field];
        if (words != nullptr && !(zh_ ? words->help_zh : words->help).empty())
            streams_.out << wrap(zh_ ? words->help_zh : words->help, width, "   ", "   ");
        if (auto const form = casework::form_of(path, zh_ ? Language::zh : Language::en); !form.empty())
            streams_.out << wrap(fmt::format(fmt::runtime(zh_ ? "（{}）" : "({})"), form), width, "   ", "   ");
        for (std::size_t i = 0; i < field.words.size(); ++i) {
            std::string label;
            if (words != nullptr && words->words.contains(field.words[i])) {
                auto const& labels = words->words.at(field.words[i]);
                label = zh_ ? labels.second : labels.first;
            }
            if (zh_)
                streams_.out << fmt::format("   {:>2} {}\n", i + 1,
                    label.empty() ? casework::chinese_name(field.words[i]) : std::string_view { label });
            else
                streams_.out << fmt::format(
                    "   {:>2} {}{}\n", i + 1, field.words[i], label.empty() ? "" : " - " + label);
        }
    }

    std::optional<std::string> next_line()
    {
        streams_.out << "> " << std::flush;
        std::string line;
        if (!std::getline(streams_.in, line)) {
            streams_.out << '\n';
            return std::nullopt;
        }
        if (line.ends_with('\r'))
            line.pop_back();
        return line;
    }

    /// Takes over the file with the new fact in it.
    bool keep(std::expected<std::string, std::string> edited)
    {
        if (!edited) {
            streams_.out << wrap(edited.error(), width, "   ", "   ");
            return true;
        }
        text_ = std::move(*edited);
        return save();
    }

    std::string file_;
    bool zh_;
    std::span<FactWords const> words_;
    Streams streams_;
    std::string text_;
    casework::Facts const* facts_ = nullptr; ///< of the file as it was read last
    std::set<std::string, std::less<>> asked_;
    std::vector<casework::Question> questions_; ///< of the last answer; choose() points into it
    int number_ = 0;
    bool failed_ = false;
};

} // namespace

int run_case_ask(std::string const& file, Language language, Questions const& questions,
    std::span<FactWords const> words, Streams streams)
{
    return Interview { file, language, words, streams }.run(questions);
}

} // namespace recourse::cli
