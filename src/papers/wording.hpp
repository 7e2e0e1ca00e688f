#pragma once

#include "papers/document.hpp"
#include "papers/paper.hpp"

// What the engine itself says in a paper, in both languages.

namespace recourse::papers {

/// "[● name of the claimant]"
std::string open_mark(std::string_view name);

/// "heads of claim, row 2: amount" / "请求项目第2行：金额"
Words cell_name(Words const& list, int row, Words const& column);

/// What the list of open points says of one.
Words says(Open const&);

Words open_points();
Words notes_for_counsel();

/// "Exhibit 3, pp. 12–15" / "证据3第12–15页"
Words exhibit_name(std::string_view mark, int first, int last);

/// A source with the place in it, by the half of its title in this language: "Civil Procedure Law, 2023-09-01, art.
/// 104" / "《民事诉讼法》（2023年9月1日文本）第一百零四条". A title without a Chinese half stays as it is.
std::string cited(Source const&, std::string_view place, Language);

/// "A, B and C" / "A、B和C": what stands between the part before `at` and that of `at`, of so many.
std::string_view between(std::size_t at, std::size_t count, Language);

/// Room for a seal: "(seal)" / "（盖章）".
Words seal();

/// What fills a line to write on.
inline constexpr std::string_view blank_line = "________________";

} // namespace recourse::papers
