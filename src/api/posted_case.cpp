#include "api/posted_case.hpp"

#include "api/replies.hpp"
#include "core/case/fact_forms.hpp"

namespace recourse::api {

namespace {

/// "payments[0].amount" of "/case/payments/0/amount"; nothing where the pointer leads to no fact.
std::optional<casework::FactPath> fact_at(std::string_view pointer)
{
    if (pointer.starts_with("/case/"))
        pointer.remove_prefix(5);
    std::string path;
    while (pointer.starts_with('/')) {
        pointer.remove_prefix(1);
        auto const step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        bool const position = !step.empty() && step.find_first_not_of("0123456789") == std::string_view::npos;
        path += position ? fmt::format("[{}]", step) : fmt::format("{}{}", path.empty() ? "" : ".", step);
    }
    return casework::parse_path(path);
}

/// What is wrong, with the remedy; in Chinese what is wanted goes before it.
std::string sentence(Problem const& one, std::string_view pointer, Language language)
{
    auto const says = one.remedy.empty() ? one.message : fmt::format("{}; {}", one.message, one.remedy);
    auto const path = language == Language::zh ? fact_at(pointer) : std::nullopt;
    if (!path)
        return says;
    auto const form = casework::form_of(*path, language);
    return fmt::format("应为{}（{}）", form.empty() ? "所列的词语之一" : form, says);
}

} // namespace

bool read_posted(Call& call, codec::Node const& root, codec::Node const& of_case, Posted& posted)
{
    auto const language = http::language_of(call.request);
    auto const refuse = [&](Problems const& problems) {
        auto problem = problem_of({ &form_refusals::case_wrong, {}, {} }, language);
        for (auto const& one : problems) {
            auto pointer = pointer_at(root, one.place.line, one.place.column);
            auto says = sentence(one, pointer, language);
            problem.errors.push_back({ std::move(pointer), std::move(says) });
        }
        call.refuse(problem);
    };
    auto file = codec::read_case(codec::Document { "body", of_case, {} });
    if (!file) {
        refuse(file.error());
        return false;
    }
    posted.world = call.desk.world();
    posted.file = *std::move(file);
    Problems problems;
    posted.inputs = catalog::book_inputs(posted.file, *posted.world, posted.arena, problems);
    if (!problems.empty())
        refuse(problems);
    return problems.empty();
}

void case_schema(codec::JsonWriter& json)
{
    json.begin_object();
    json.key("type");
    json.string("object");
    json.key("description");
    json.string("A case file as docs/formats/case.schema.json describes it");
    json.end_object();
}

} // namespace recourse::api
