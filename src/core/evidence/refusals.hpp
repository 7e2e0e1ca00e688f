#pragma once

#include "core/act/decision.hpp"

#include <array>

// Every guard of a dossier, one code each, in no order: decide has the order of precedence.

namespace recourse::evidence::refusals {

using act::RefusalKind;

inline constexpr RefusalKind not_found { "dossier.not_found", 404, "There is no such dossier.", "没有该卷宗。" };
inline constexpr RefusalKind no_order { "dossier.no_order", 404, "There is no such order.", "没有该订单。" };
inline constexpr RefusalKind no_exhibit { "dossier.no_exhibit", 404, "The dossier has no exhibit {exhibit}.",
    "该卷宗没有证据{exhibit}。" };
inline constexpr RefusalKind no_group { "dossier.no_group", 404, "The dossier has no group {group}.",
    "该卷宗没有证据组{group}。" };
inline constexpr RefusalKind no_fact { "dossier.no_fact", 404, "The dossier has no fact {fact}.",
    "该卷宗没有事实{fact}。" };
inline constexpr RefusalKind no_issue { "dossier.no_issue", 404, "The dossier has no issue {issue}.",
    "该卷宗没有争点{issue}。" };
inline constexpr RefusalKind no_link { "dossier.no_link", 404, "The dossier has no link {link}.",
    "该卷宗没有关联{link}。" };
inline constexpr RefusalKind no_hold { "dossier.no_hold", 404, "The dossier has no hold {hold}.",
    "该卷宗没有保全令{hold}。" };
inline constexpr RefusalKind no_bytes { "dossier.no_bytes", 404, "No exhibit of the dossier has the digest {digest}.",
    "该卷宗没有摘要为{digest}的证据。" };

inline constexpr RefusalKind wrong_role { "dossier.wrong_role", 403, "This is not for the role {role} to do.",
    "{role}不能这样做。" };
inline constexpr RefusalKind not_a_party { "dossier.not_a_party", 403, "Only the sides of the case may do this.",
    "只有本案当事人可以这样做。" };
inline constexpr RefusalKind not_your_compartment { "dossier.not_your_compartment", 403,
    "The role {role} puts nothing into the compartment {compartment}.", "{role}不能在{compartment}中提交。" };
inline constexpr RefusalKind not_yours { "dossier.not_yours", 403, "Only the side that put it there may do this.",
    "只有提交方可以这样做。" };
inline constexpr RefusalKind not_a_person { "dossier.not_a_person", 403, "This needs an officer in person.",
    "须由官员本人进行。" };
inline constexpr RefusalKind same_person { "dossier.same_person", 403,
    "Whoever proposed the erasure cannot confirm it: a second person has to.",
    "提议删除的人不得自行确认，须由另一人确认。" };

inline constexpr RefusalKind exists { "dossier.exists", 409, "The dossier is open already.", "卷宗已开立。" };
inline constexpr RefusalKind same_bytes { "dossier.same_bytes", 409, "These bytes are the exhibit {exhibit} already.",
    "该文件已是证据{exhibit}。" };
inline constexpr RefusalKind erased_before { "dossier.erased_before", 409,
    "These bytes were erased by order {reference}.", "该文件已依{reference}删除。" };
inline constexpr RefusalKind withdrawn { "dossier.withdrawn", 409, "The exhibit was withdrawn.", "该证据已撤回。" };
inline constexpr RefusalKind erased { "dossier.erased", 409, "The exhibit's bytes were erased.", "该证据已删除。" };
inline constexpr RefusalKind dropped { "dossier.dropped", 409, "It was taken back.", "已撤回。" };
inline constexpr RefusalKind too_many { "dossier.too_many", 409,
    "The compartment has {count} of these, and no more go in.", "该区内数量已达上限{count}。" };
inline constexpr RefusalKind held { "dossier.held", 409, "A hold stands on it: {reference}.",
    "证据处于保全之中：{reference}。" };
inline constexpr RefusalKind order_runs { "dossier.order_runs", 409,
    "The order is not over: its records are kept for three years from then on.",
    "订单尚未完成：交易记录自完成之日起保存不少于三年。" };
inline constexpr RefusalKind retained { "dossier.retained", 409,
    "The records of the order are kept for three years, until {day}.", "交易记录保存至{day}，不少于三年。" };
inline constexpr RefusalKind erasure_waits { "dossier.erasure_waits", 409, "An erasure waits for a second officer.",
    "删除提议正等待另一名官员确认。" };
inline constexpr RefusalKind no_erasure { "dossier.no_erasure", 409, "No erasure of these bytes waits.",
    "没有待确认的删除提议。" };

inline constexpr RefusalKind no_compartment { "dossier.no_compartment", 422,
    "Say in which compartment: shared, buyer-and-counsel, supplier-and-counsel or officer.",
    "请注明区：shared、buyer-and-counsel、supplier-and-counsel或officer。" };
inline constexpr RefusalKind unknown_buyer { "dossier.unknown_buyer", 422, "Say which registered party is the buyer.",
    "请注明已登记的买方。" };
inline constexpr RefusalKind no_text { "dossier.no_text", 422, "There is no {field}.", "缺少{field}。" };
inline constexpr RefusalKind text_too_long { "dossier.text_too_long", 422, "{field} has more than {size} bytes.",
    "{field}超过{size}字节。" };
inline constexpr RefusalKind control_characters { "dossier.control_characters", 422, "{field} has control characters.",
    "{field}含有控制字符。" };
inline constexpr RefusalKind not_kept { "dossier.not_kept", 422,
    "The vault holds nothing with the digest {digest}: upload it first.", "库中没有摘要为{digest}的文件：请先上传。" };
inline constexpr RefusalKind size_differs { "dossier.size_differs", 422, "These bytes are {kept}, not {size}.",
    "该文件大小为{kept}字节，并非{size}字节。" };
inline constexpr RefusalKind no_media_type { "dossier.no_media_type", 422, "A media type is like image/jpeg.",
    "媒体类型须如image/jpeg。" };
inline constexpr RefusalKind no_country { "dossier.no_country", 422,
    "A country is two capital letters of ISO 3166, such as CN, or nothing.", "国家须为ISO 3166两位大写字母，或留空。" };
inline constexpr RefusalKind no_language { "dossier.no_language", 422,
    "A language is a tag such as zh, en or zh-Hant, or nothing.", "语言须为zh、en、zh-Hant等标签，或留空。" };
inline constexpr RefusalKind no_interest { "dossier.no_interest", 422,
    "It speaks against the buyer's or the supplier's interest, or nobody's.", "只能是于买方或供应商不利，或不注明。" };
inline constexpr RefusalKind dates_turned { "dossier.dates_turned", 422, "{earliest} is after {latest}.",
    "{earliest}晚于{latest}。" };
inline constexpr RefusalKind in_the_future { "dossier.in_the_future", 422, "{day} is still to come.",
    "{day}尚未到来。" };
inline constexpr RefusalKind past_day { "dossier.past_day", 422, "{day} is past.", "{day}已过。" };
inline constexpr RefusalKind no_parents { "dossier.no_parents", 422,
    "What was made of others names from 1 to {count} of them.", "衍生证据须注明1至{count}项来源。" };
inline constexpr RefusalKind not_for_all { "dossier.not_for_all", 422,
    "{what} is not for everybody who reads the compartment {compartment}.", "{what}并非{compartment}中所有人可见。" };
inline constexpr RefusalKind other_compartment { "dossier.other_compartment", 422,
    "{what} lies in another compartment.", "{what}在另一区内。" };
inline constexpr RefusalKind named_twice { "dossier.named_twice", 422, "{exhibit} is named twice.", "{exhibit}重复。" };
inline constexpr RefusalKind names_none { "dossier.names_none", 422, "Name from 1 to {count} exhibits.",
    "请注明1至{count}项证据。" };
inline constexpr RefusalKind joins_nothing { "dossier.joins_nothing", 422,
    "A link joins at least two of a fact, an issue and an exhibit.", "关联须至少连接事实、争点、证据中的两项。" };
inline constexpr RefusalKind bad_pages { "dossier.bad_pages", 422,
    "'{pages}' are no pages of the exhibit: write 3, 12-14, in order, up to its last page.",
    "“{pages}”不是该证据的页码：请按顺序写3, 12-14，不超过末页。" };
inline constexpr RefusalKind no_step { "dossier.no_step", 422,
    "That somebody has seen the original is said with view-original.", "查看原件请用view-original。" };
inline constexpr RefusalKind no_bundle { "dossier.no_bundle", 422, "A seal names the digest of the bundle.",
    "封存须注明证据包的摘要。" };

inline constexpr std::array all { &not_found, &no_order, &no_exhibit, &no_group, &no_fact, &no_issue, &no_link,
    &no_hold, &no_bytes, &wrong_role, &not_a_party, &not_your_compartment, &not_yours, &not_a_person, &same_person,
    &exists, &same_bytes, &erased_before, &withdrawn, &erased, &dropped, &too_many, &held, &order_runs, &retained,
    &erasure_waits, &no_erasure, &no_compartment, &unknown_buyer, &no_text, &text_too_long, &control_characters,
    &not_kept, &size_differs, &no_media_type, &no_country, &no_language, &no_interest, &dates_turned, &in_the_future,
    &past_day, &no_parents, &not_for_all, &other_compartment, &named_twice, &names_none, &joins_nothing, &bad_pages,
    &no_step, &no_bundle };

} // namespace recourse::evidence::refusals
