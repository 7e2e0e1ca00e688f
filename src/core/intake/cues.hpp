#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The words by which a sentence is taken to say something, in English and Chinese. A sentence that says the opposite,
// or what would be if, is passed over.

namespace recourse::intake {

/// What a sentence was taken to say, with the word that says it.
struct Said {
    std::string value;
    std::string word;
};

/// What went wrong: words of problems.kind. "Not as described" is two of them, with the same word.
std::vector<Said> problems_in(std::string_view sentence);

/// The platform that is named: its host.
std::optional<Said> platform_in(std::string_view sentence);

/// How it was paid: a word of payments.method.
std::optional<Said> method_in(std::string_view text);

/// The sentence tells of a payment that was made: "true" with its word.
std::optional<Said> payment_in(std::string_view sentence);
/// ... of a deposit or a balance: a word of payments.purpose.
std::optional<Said> purpose_in(std::string_view sentence);
/// ... outside the platform, or through it: "false" or "true".
std::optional<Said> way_in(std::string_view sentence);

std::optional<Said> shipped_in(std::string_view sentence);
std::optional<Said> arrived_in(std::string_view sentence);
/// A day that was agreed: "ship_by" or "deliver_by".
std::optional<Said> promised_day_in(std::string_view sentence);

/// A supplier who says so has promised to make good, or has admitted the fault.
std::optional<Said> promise_in(std::string_view sentence);
std::optional<Said> admission_in(std::string_view sentence);

/// Who speaks so: "buyer" or "supplier".
std::optional<Said> side_in(std::string_view sentence);

/// Looks like a company's name: "Co., Ltd", "GmbH", 公司, 厂.
bool is_company(std::string_view name);

/// The same name: letters and digits alone count, without "Co., Ltd" and the like.
bool same_name(std::string_view one, std::string_view other);

} // namespace recourse::intake
