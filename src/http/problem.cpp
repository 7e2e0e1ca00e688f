#include "http/problem.hpp"

#include "base/check.hpp"
#include "codec/json_writer.hpp"
#include "http/accept.hpp"

#include <algorithm>
#include <array>

namespace recourse::http {

std::string to_json(Problem const& problem, std::string_view request_id)
{
    codec::JsonWriter json { codec::JsonStyle::line };
    auto const text = [&](std::string_view key, std::string_view value) {
        json.key(key);
        json.string(value);
    };
    json.begin_object();
    text("type", "/docs/problems#" + problem.code);
    text("title", problem.title);
    json.key("status");
    json.integer(problem.status);
    text("code", problem.code);
    if (!problem.detail.empty())
        text("detail", problem.detail);
    if (!request_id.empty())
        text("instance", request_id);
    if (!problem.errors.empty()) {
        json.key("errors");
        json.begin_array();
        for (auto const& error : problem.errors) {
            json.begin_object();
            if (!error.pointer.empty())
                text("pointer", error.pointer);
            text("detail", error.detail);
            if (!error.code.empty())
                text("code", error.code);
            if (!error.file.empty())
                text("file", error.file);
            for (auto const& [name, number] :
                { std::pair { "line", error.line }, std::pair { "column", error.column } }) {
                if (number == 0)
                    continue;
                json.key(name);
                json.integer(number);
            }
            if (!error.remedy.empty())
                text("remedy", error.remedy);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    return json.take();
}

Response to_response(Problem const& problem, std::string_view request_id)
{
    Response response;
    response.status = problem.status;
    response.headers.add("Content-Type", "application/problem+json");
    response.body = to_json(problem, request_id);
    return response;
}

Response to_response(Problem const& problem, Request const& request)
{
    return to_response(problem, request.id);
}

namespace {

constexpr std::array<StandardProblem, 20> standard { {
    { 400, "http.malformed", "The request is malformed", "请求格式错误" },
    { 401, "http.not_authenticated", "The request says not who sends it", "请求未说明发送者身份" },
    { 403, "http.forbidden", "This is not allowed to the sender", "发送者无权进行此操作" },
    { 404, "http.not_found", "There is nothing at this address", "该地址下没有内容" },
    { 405, "http.method_not_allowed", "This address does not take this method", "该地址不接受此方法" },
    { 406, "http.not_acceptable", "No form that the request accepts exists", "没有请求可接受的表示形式" },
    { 408, "http.too_slow", "The request did not arrive in time", "请求未能及时到达" },
    { 412, "http.precondition_failed", "It has changed since it was read", "内容自读取后已被更改" },
    { 413, "http.body_too_large", "The body is too large", "请求内容过大" },
    { 414, "http.target_too_long", "The address is too long", "地址过长" },
    { 415, "http.media_type", "The body is of a type that is not read here", "此处不读取该类型的内容" },
    { 417, "http.expectation", "The request expects what this server does not do", "服务器无法满足请求的期望" },
    { 428, "http.precondition_required", "The request must say which version it changes", "请求必须说明其更改的版本" },
    { 429, "http.too_many_requests", "Too many requests", "请求过多" },
    { 431, "http.head_too_large", "The header of the request is too large", "请求标头过大" },
    { 500, "http.bug", "The server made a mistake", "服务器出错" },
    { 501, "http.not_implemented", "The server does not do this", "服务器不支持此功能" },
    { 503, "http.unavailable", "The server cannot answer at present", "服务器暂时无法应答" },
    { 505, "http.version", "The server does not speak this version of HTTP", "服务器不支持此 HTTP 版本" },
    { 507, "http.storage_full", "The server has no room left", "服务器存储空间不足" },
} };

} // namespace

std::span<StandardProblem const> standard_problems()
{
    return standard;
}

Problem standard_problem(int status, std::string_view detail, Language language)
{
    auto const at = std::ranges::find(standard, status, &StandardProblem::status);
    RECOURSE_ASSERT(at != standard.end());
    return { .status = status,
        .code = std::string { at->code },
        .title = std::string { language == Language::zh ? at->title_zh : at->title_en },
        .detail = std::string { detail } };
}

Language language_of(Request const& request)
{
    return choose_language(request.headers.joined("Accept-Language"), Language::en);
}

namespace {

/// The value of a parameter of Content-Type, without its quotes; "" where it is not there.
std::string_view parameter_of(std::string_view content_type, std::string_view name)
{
    while (true) {
        auto const semicolon = content_type.find(';');
        if (semicolon == std::string_view::npos)
            return {};
        content_type.remove_prefix(semicolon + 1);
        auto const one = trimmed(content_type.substr(0, content_type.find(';')));
        auto const equals = one.find('=');
        if (equals == std::string_view::npos || !same_name(trimmed(one.substr(0, equals)), name))
            continue;
        auto value = trimmed(one.substr(equals + 1));
        if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
            value = value.substr(1, value.size() - 2);
        return value;
    }
}

} // namespace

std::optional<Response> refuse_other_media(Request const& request, std::initializer_list<std::string_view> types)
{
    auto const language = language_of(request);
    auto const refuse = [&](std::string_view field, std::string_view taken) {
        auto problem = standard_problem(415, {}, language);
        problem.errors.push_back({ std::string { field }, std::string { taken } });
        return to_response(problem, request);
    };
    auto const coding = trimmed(request.headers.get("Content-Encoding"));
    if (!coding.empty() && !same_name(coding, "identity"))
        return refuse("Content-Encoding", "identity").with("Accept-Encoding", "identity");
    auto const charset = parameter_of(request.headers.get("Content-Type"), "charset");
    bool const utf8 = charset.empty() || same_name(charset, "utf-8") || same_name(charset, "us-ascii");
    if (!utf8)
        return refuse("Content-Type", "charset=utf-8");
    std::string list;
    for (auto const type : types) {
        if (request.content_type == type)
            return {};
        list.append(list.empty() ? "" : ", ").append(type);
    }
    return refuse("Content-Type", list).with("Accept", list);
}

} // namespace recourse::http
