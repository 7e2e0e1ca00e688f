#include "core/intake/propose.hpp"

#include "core/intake/cues.hpp"
#include "core/intake/days.hpp"
#include "core/intake/labels.hpp"
#include "core/intake/payments.hpp"
#include "core/intake/proposals.hpp"
#include "core/intake/readings.hpp"
#include "core/intake/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace recourse::intake {

namespace {

bool is_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_code_sign(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '/'
        || c == '_';
}

/// The first word of letters, digits and hyphens, if it looks like a number of an order: at least four signs, three of
/// them digits.
std::string number_in(std::string_view text)
{
    text = bare(text);
    while (!text.empty() && (text.front() == '#' || text.front() == ':' || text.front() == '.' || text.front() == ' '))
        text.remove_prefix(1);
    std::size_t length = 0;
    while (length < text.size() && is_code_sign(text[length]))
        ++length;
    auto word = text.substr(0, length);
    while (word.ends_with('-') || word.ends_with('/'))
        word.remove_suffix(1);
    auto const digits = std::ranges::count_if(word, [](char c) { return c >= '0' && c <= '9'; });
    if (word.size() < 4 || word.size() > 40 || digits < 3 || !find_days(word).empty())
        return {};
    return std::string { word };
}

class Extraction {
public:
    explicit Extraction(Text const& text) : text_(text), readings_(text) { }

    std::vector<Proposal> run(Record const* record)
    {
        if (record != nullptr)
            of_rows(*record);
        of_lines();
        for (auto const& sentence : sentences_of(prose_))
            of_sentence(sentence);
        who_is_who();
        payments_.write(found_);
        where_the_goods_are();
        return found_.take();
    }

private:
    /// Whence a value is taken.
    struct From {
        std::string place, passage, label;
        Ground ground = Ground::label;
    };

    Candidate candidate(std::string value, From const& from) const
    {
        return { std::move(value), from.place, passage_of(from.passage), from.ground, from.label };
    }

    void state(std::string const& fact, std::string value, From const& from)
    {
        if (!value.empty())
            found_.add(fact, Sure::stated, candidate(std::move(value), from));
    }

    void add(std::string const& fact, Reading reading)
    {
        if (reading.candidates.size() == 1)
            found_.add(fact, reading.sure, std::move(reading.candidates.front()));
        else if (!reading.candidates.empty())
            found_.add(fact, std::move(reading.candidates));
    }

    // ---------------------------------------------------------------------------------------- labels and columns

    void take(Field field, std::string_view value, From const& from, std::optional<Currency> currency, Payment& payment)
    {
        auto const day
            = [&](std::string const& fact) { add(fact, readings_.day(value, candidate({}, from), Sure::stated)); };
        auto const sum = [&] { return readings_.sum(value, candidate({}, from), Sure::stated, currency); };
        switch (field) {
        case Field::order_number:
            return state("order.number", number_in(value), from);
        case Field::order_date:
            return day("order.date");
        case Field::order_value:
            return add("order.value", sum());
        case Field::order_currency:
            return;
        case Field::goods:
            return state("order.goods", passage_of(value), from);
        case Field::incoterm:
            return state("order.incoterm", passage_of(value), from);
        case Field::ship_by:
            return day("order.ship_by");
        case Field::deliver_by:
            return day("order.deliver_by");
        case Field::shipped_on:
            return day("delivery.shipped_on");
        case Field::delivered_on:
            return day("delivery.delivered_on");
        case Field::supplier:
        case Field::supplier_zh:
            return state(is_ascii(value) ? "supplier.name" : "supplier.name_zh", passage_of(value), from);
        case Field::supplier_code: {
            auto const code = number_in(value);
            return state("supplier.uscc", code.size() == 18 ? code : std::string {}, from);
        }
        case Field::buyer:
            return state("buyer.name", passage_of(value), from);
        case Field::platform:
            if (auto const said = platform_in(value))
                state("order.platform", said->value, from);
            return;
        case Field::paid_on:
            payment.date = readings_.day(value, candidate({}, from), Sure::stated);
            return;
        case Field::paid:
            payment.amount = sum();
            return;
        case Field::deposit:
        case Field::balance: {
            Payment own;
            own.amount = sum();
            own.date = readings_.day(value, candidate({}, from), Sure::stated);
            own.purpose
                = Reading { Sure::stated, { candidate(field == Field::deposit ? "deposit" : "balance", from) } };
            return payments_.add(std::move(own));
        }
        case Field::pay_method:
            if (auto const said = method_in(value))
                payment.method = Reading { Sure::stated, { candidate(said->value, from) } };
            if (auto const said = way_in(value); said || value.find("Trade Assurance") != std::string_view::npos)
                payment.through = Reading { Sure::stated, { candidate(said ? said->value : "true", from) } };
            return;
        case Field::payee:
            payment.payee = candidate(std::string { value }, from);
            return;
        case Field::bank_reference:
            payment.reference = Reading { Sure::stated, { candidate(passage_of(value), from) } };
            return;
        case Field::problem:
            return problems(problems_in(value), from, Sure::stated);
        }
    }

    void of_lines()
    {
        Payment payment;
        auto const& lines = text_.lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto label = label_of(lines[i].text);
            From from { lines[i].place, lines[i].text, {}, Ground::label };
            bool const alone = label && label->value.empty();
            // A label alone announces the next line, unless that is one too.
            if (alone && (text_.medium == Medium::document || lines[i].text.ends_with(':')) && i + 1 < lines.size()
                && !label_of(lines[i + 1].text) && !bare(lines[i + 1].text).empty()) {
                ++i;
                label->value = bare(lines[i].text);
                from.passage += " " + lines[i].text;
            }
            if (label && !label->value.empty()) {
                from.label = label->written;
                take(label->field, label->value, from, readings_.currency_in(label->written), payment);
                prose_.push_back({ lines[i].place, {}, lines[i].speaker, lines[i].quoted });
            } else
                prose_.push_back(lines[i]);
        }
        payments_.add_labelled(std::move(payment));
    }

    void of_rows(Record const& record)
    {
        auto const& table = text_.tables.front();
        for (auto const at : record.rows) {
            auto const& row = table.rows[at];
            std::optional<Currency> currency;
            for (std::size_t column = 0; column < table.heads.size() && column < row.cells.size(); ++column) {
                if (field_of_head(table.heads[column]) == Field::order_currency)
                    currency = readings_.currency_in(row.cells[column]);
            }
            Payment payment;
            for (std::size_t column = 0; column < table.heads.size() && column < row.cells.size(); ++column) {
                auto const field = field_of_head(table.heads[column]);
                auto const value = bare(row.cells[column]);
                if (!field || value.empty())
                    continue;
                From const from { row.place, fmt::format("{}: {}", table.heads[column], value), table.heads[column],
                    Ground::column };
                take(*field, value, from, currency ? currency : readings_.currency_in(table.heads[column]), payment);
            }
            payments_.add_labelled(std::move(payment));
        }
    }

    // ------------------------------------------------------------------------------------------------- sentences

    void of_sentence(Sentence const& sentence)
    {
        From const from { sentence.place, sentence.text, {}, Ground::words };
        auto const by = [&](Said const& said) {
            auto from_words = from;
            from_words.label = said.word;
            return candidate(said.value, from_words);
        };
        if (auto const side = sentence.quoted ? std::nullopt : side_in(sentence.text); side && sentence.speaker >= 0)
            ++sides_[sentence.speaker][side->value];
        problems(problems_in(sentence.text), from, Sure::likely);
        if (auto const said = platform_in(sentence.text))
            found_.add("order.platform", Sure::likely, by(*said));
        number_of_order(sentence, from);
        incoterm(sentence, from);
        bool const paid = payments_of(sentence, by);
        if (!paid)
            days_of_goods(sentence, by);
        if (auto const said = promise_in(sentence.text); said && !sentence.quoted)
            promises_.push_back({ sentence.speaker, "communication.supplier_promise", by(*said) });
        if (auto const said = admission_in(sentence.text); said && !sentence.quoted)
            promises_.push_back({ sentence.speaker, "communication.supplier_admission", by(*said) });
    }

    void problems(std::vector<Said> const& said, From const& from, Sure sure)
    {
        std::vector<Candidate> candidates;
        for (auto const& one : said) {
            auto of = from;
            if (of.ground == Ground::words)
                of.label = one.word;
            candidates.push_back(candidate(one.value, of));
        }
        bool const either = said.size() == 2 && said[0].word == said[1].word;
        if (either) {
            if (std::ranges::none_of(candidates, [&](auto const& one) { return kinds_.contains(one.value); }))
                unclear_ = candidates;
            return;
        }
        for (auto& one : candidates) {
            if (kinds_.contains(one.value) || kinds_.size() == problems_max)
                continue;
            auto const value = one.value;
            kinds_.emplace(value, kinds_.size());
            auto const at = kinds_.at(value);
            found_.add(fmt::format("problems[{}].kind", at), sure, one);
            one.value = passage_of(from.passage);
            found_.add(fmt::format("problems[{}].description", at), Sure::likely, one);
        }
    }

    void number_of_order(Sentence const& sentence, From from)
    {
        auto const text = small(sentence.text);
        for (std::string_view const word :
            { "order no.", "order number", "order no", "order id", "order", "订单编号", "订单号", "订单" }) {
            auto const at = text.find(word);
            if (at == std::string::npos)
                continue;
            std::string_view behind { sentence.text };
            behind.remove_prefix(at + word.size());
            if (behind.starts_with("："))
                behind.remove_prefix(std::string_view { "：" }.size());
            if (auto number = number_in(behind); !number.empty() && behind.size() > number.size() - 1) {
                from.label = std::string { std::string_view { sentence.text }.substr(at, word.size()) };
                found_.add("order.number", Sure::likely, candidate(std::move(number), from));
                return;
            }
        }
    }

    void incoterm(Sentence const& sentence, From from)
    {
        for (std::string_view const term : { "EXW", "FCA", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP" }) {
            auto const at = sentence.text.find(std::string { term } + " ");
            if (at == std::string::npos || (at > 0 && is_code_sign(sentence.text[at - 1])))
                continue;
            auto const place = std::string_view { sentence.text }.substr(at + term.size() + 1);
            std::size_t length = 0;
            while (length < place.size() && is_code_sign(place[length]))
                ++length;
            if (length > 0 && place[0] >= 'A' && place[0] <= 'Z') {
                from.label = term;
                found_.add("order.incoterm", Sure::likely,
                    candidate(fmt::format("{} {}", term, place.substr(0, length)), from));
            }
        }
    }

    /// Sums that a sentence says were paid, each with the day that belongs to it. True where there were any.
    template <class By>
    bool payments_of(Sentence const& sentence, By const& by)
    {
        auto const paid = payment_in(sentence.text);
        auto const sums = find_sums(sentence.text);
        if (!paid || sums.empty())
            return false;
        auto const days = find_days(sentence.text);
        std::size_t from = 0;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            Payment payment;
            auto const base = by(*paid);
            payment.amount = readings_.sum(sums[i], base, Sure::likely);
            if (days.size() == sums.size())
                payment.date = readings_.day(days[i], sentence.text, base, Sure::likely);
            else if (days.size() == 1 && sums.size() == 1)
                payment.date = readings_.day(days[0], sentence.text, base, Sure::likely);
            auto const window = std::string_view { sentence.text }.substr(from, sums[i].end - from);
            from = sums[i].end;
            auto purpose = purpose_in(window);
            if (!purpose && sums.size() == 1)
                purpose = purpose_in(sentence.text);
            if (purpose)
                payment.purpose = Reading { Sure::likely, { by(*purpose) } };
            if (auto const method = method_in(sentence.text))
                payment.method = Reading { Sure::likely, { by(*method) } };
            if (auto const way = way_in(sentence.text))
                payment.through = Reading { Sure::likely, { by(*way) } };
            if (auto payee = payee_in(sentence.text); !payee.empty()) {
                payment.payee = base;
                payment.payee->value = std::move(payee);
            }
            payments_.add(std::move(payment));
        }
        return true;
    }

    /// "... to the account of Example Trading Ltd, ..."
    static std::string payee_in(std::string_view sentence)
    {
        auto const text = small(sentence);
        for (std::string_view const word : { "account of ", "beneficiary " }) {
            auto const at = text.find(word);
            if (at == std::string::npos)
                continue;
            auto name = sentence.substr(at + word.size());
            std::size_t end = 0;
            while (end < name.size() && name[end] != ',' && name[end] != ';' && name[end] != '('
                && !name.substr(end).starts_with(" on ") && !name.substr(end).starts_with(" at "))
                ++end;
            name = bare(name.substr(0, end));
            while (name.ends_with('.') && !small(name).ends_with("ltd."))
                name.remove_suffix(1);
            if (name.size() > 2 && name[0] >= 'A' && name[0] <= 'Z')
                return std::string { name };
        }
        return {};
    }

    template <class By>
    void days_of_goods(Sentence const& sentence, By const& by)
    {
        auto const days = find_days(sentence.text);
        auto const at = [&](std::string const& fact, Said const& said) {
            if (days.size() == 1)
                add(fact, readings_.day(days[0], sentence.text, by(said), Sure::likely));
        };
        if (auto const said = promised_day_in(sentence.text))
            return at("order." + said->value, *said);
        if (auto const said = shipped_in(sentence.text)) {
            at("delivery.shipped_on", *said);
            if (!shipped_)
                shipped_ = by(*said);
        }
        if (auto const said = arrived_in(sentence.text)) {
            at("delivery.delivered_on", *said);
            if (!arrived_)
                arrived_ = by(*said);
        }
    }

    // ------------------------------------------------------------------------------------------- what follows

    /// "buyer", "supplier", or "" where the words of a speaker do not say.
    std::string side_of(int speaker) const
    {
        auto const found = sides_.find(speaker);
        if (found == sides_.end())
            return {};
        auto const count = [&](char const* side) {
            auto const at = found->second.find(side);
            return at == found->second.end() ? 0 : at->second;
        };
        auto const buyer = count("buyer"), supplier = count("supplier");
        return buyer == supplier ? "" : buyer > supplier ? "buyer" : "supplier";
    }

    /// Of two who write to each other, one of whom speaks as buyer or supplier.
    void who_is_who()
    {
        std::array<std::string, 2> side;
        auto const& speakers = text_.speakers;
        if (speakers.size() >= 2) {
            side = { side_of(0), side_of(1) };
            auto const other = [](std::string const& of) { return of == "buyer" ? "supplier" : "buyer"; };
            bool const agree = side[0].empty() || side[1].empty() || side[0] != side[1];
            bool const known = agree && (!side[0].empty() || !side[1].empty());
            if (!agree)
                side = {};
            for (std::size_t i = 0; known && i < 2; ++i) {
                auto const of = side[i].empty() ? std::string { other(side[1 - i]) } : side[i];
                name(of, speakers[i], side[i].empty() ? Ground::receiver : Ground::sender);
                side[i] = of;
            }
            if (!known)
                name_either(speakers);
        }
        for (auto& [speaker, fact, candidate] : promises_) {
            auto const of = speaker >= 0 && speaker < 2 ? side[static_cast<std::size_t>(speaker)] : std::string {};
            if (of == "supplier")
                found_.add(fact, Sure::likely, std::move(candidate));
            else if (of.empty())
                found_.add(fact, std::vector { std::move(candidate) });
        }
        // What is unlike its description is one problem, whichever it is.
        if (kinds_.empty() && !unclear_.empty())
            found_.add("problems[0].kind", std::move(unclear_));
    }

    void name(std::string const& side, Speaker const& who, Ground ground)
    {
        if (who.name.empty())
            return;
        auto const fact = side == "buyer" ? "buyer.name" : is_ascii(who.name) ? "supplier.name" : "supplier.name_zh";
        found_.add(fact, Sure::likely, { who.name, who.place, said(who), ground, side });
    }

    void name_either(std::vector<Speaker> const& speakers)
    {
        if (speakers[0].name.empty() || speakers[1].name.empty())
            return;
        std::vector<Candidate> both;
        for (std::size_t i = 0; i < 2; ++i)
            both.push_back({ speakers[i].name, speakers[i].place, said(speakers[i]), Ground::either_side, {} });
        found_.add("supplier.name", both);
        found_.add("buyer.name", both);
    }

    static std::string said(Speaker const& who)
    {
        return who.address.empty() ? who.name : fmt::format("{} <{}>", who.name, who.address);
    }

    void where_the_goods_are()
    {
        auto const state = [&](char const* word, Candidate candidate) {
            candidate.value = word;
            found_.add("delivery.state", Sure::likely, std::move(candidate));
        };
        if (arrived_)
            state("delivered", *arrived_);
        else if (shipped_)
            state("shipped", *shipped_);
    }

    struct Spoken {
        int speaker = -1;
        std::string fact;
        Candidate candidate;
    };

    Text const& text_;
    Readings readings_;
    Proposals found_;
    Payments payments_;
    std::vector<Line> prose_;
    std::map<int, std::map<std::string, int>> sides_;
    std::map<std::string, std::size_t> kinds_; ///< of problems that are proposed, with their position
    std::vector<Candidate> unclear_;
    std::vector<Spoken> promises_;
    std::optional<Candidate> shipped_, arrived_;
};

} // namespace

bool is_head(std::vector<std::string> const& cells)
{
    return std::ranges::count_if(cells, [](auto const& one) { return field_of_head(one).has_value(); }) >= 2;
}

std::vector<Record> records_of(Text const& text)
{
    std::vector<Record> records;
    if (text.tables.empty())
        return records;
    auto const& table = text.tables.front();
    for (std::size_t i = 0; i < table.rows.size() && records.size() < records_max; ++i) {
        auto const& row = table.rows[i];
        std::string number, says;
        for (std::size_t column = 0; column < table.heads.size() && column < row.cells.size(); ++column) {
            auto const field = field_of_head(table.heads[column]);
            auto const value = bare(row.cells[column]);
            if (!field || value.empty())
                continue;
            if (field == Field::order_number)
                number = number_in(value);
            if (field == Field::order_number || field == Field::goods || field == Field::order_value
                || field == Field::supplier || field == Field::order_date)
                says += fmt::format("{}{}", says.empty() ? "" : " · ", value);
        }
        if (says.empty())
            continue;
        auto const same = number.empty() ? records.end() : std::ranges::find(records, number, &Record::number);
        if (same != records.end())
            same->rows.push_back(i);
        else
            records.push_back({ number, row.place, passage_of(says), { i } });
    }
    return records;
}

std::vector<Proposal> propose(Text const& text, std::optional<std::size_t> record)
{
    auto const records = records_of(text);
    if (!record && records.size() == 1)
        record = 0;
    return Extraction { text }.run(record && *record < records.size() ? &records[*record] : nullptr);
}

} // namespace recourse::intake
