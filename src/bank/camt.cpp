#include "bank/camt.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recourse::bank {

namespace {

constexpr int first_version = 2, last_version = 8;

/// Reads one message; what differs between versions is asked here and nowhere else.
class Reader {
public:
    Reader(XmlPlace root, MessageName name) : root_(std::move(root)), name_(std::move(name)) { }

    CamtMessage run()
    {
        CamtMessage message;
        message.name = name_;
        bool const statement = name_.family == "camt.053";
        auto const body = root_.need(statement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn");
        auto const header = body.need("GrpHdr");
        header.need("MsgId");
        message.message_id = header.text_of("MsgId", 35);
        message.created = when(header.need("CreDtTm"));
        auto const all = body.all(statement ? "Stmt" : "Ntfctn");
        if (body && all.empty())
            body.wrong(fmt::format("there is no {}", statement ? "Stmt" : "Ntfctn"));
        for (auto const& one : all)
            message.statements.push_back(read_statement(one, statement));
        return message;
    }

private:
    /// Since version 03 an agent has BICFI, before it BIC.
    bool bicfi() const { return name_.version >= 3; }
    /// Since version 07 the status of an entry is a choice (Sts/Cd), before it a code in Sts itself ...
    bool status_is_choice() const { return name_.version >= 7; }
    /// ... and a related party is a person (Pty) or an agent, before it a person.
    bool parties_are_choices() const { return name_.version >= 7; }

    Statement read_statement(XmlPlace const& place, bool has_balances)
    {
        auto const flaws = place.flaws();
        Statement statement;
        statement.line = place.line();
        place.need("Id");
        statement.id = place.text_of("Id", 35);
        statement.electronic_number = count(place.one("ElctrncSeqNb"));
        statement.created = when(place.one("CreDtTm"));
        if (auto const period = place.one("FrToDt")) {
            statement.from = when(period.need("FrDtTm"));
            statement.to = when(period.need("ToDtTm"));
        }
        auto const account = place.need("Acct");
        if (auto id = account_id(account.need("Id")))
            statement.account = *std::move(id);
        statement.account.name = account.one("Ownr").text_of("Nm", 140);
        statement.account.bic = bic_of(account.one("Svcr"), bicfi());
        auto const currency = account.one("Ccy");
        for (auto const& one : place.all("Bal"))
            read_balance(one, statement);
        for (auto const& one : place.all("Ntry"))
            statement.entries.push_back(read_entry(one));
        check_currencies(place, currency, statement);
        // What was not read cannot be added up.
        if (has_balances && place.flaws() == flaws)
            check_balances(place, statement);
        return statement;
    }

    void read_balance(XmlPlace const& place, Statement& statement)
    {
        auto const kind = place.need("Tp").need("CdOrPrtry");
        Balance balance;
        balance.code = kind.text_of(kind.one("Cd") ? "Cd" : "Prtry", 35);
        auto const sum = amount(place.need("Amt"));
        auto const credit = is_credit(place.need("CdtDbtInd"));
        balance.on = day_within(place.need("Dt"));
        if (!sum || !credit)
            return;
        balance.amount = *credit ? *sum : -*sum;
        statement.balances.push_back(std::move(balance));
    }

    EntryStatus status(XmlPlace const& place)
    {
        auto code = place;
        if (status_is_choice()) {
            if (place && !place.one("Cd") && !place.one("Prtry")) {
                place.wrong("in this version of the message the status stands in Sts/Cd");
                return EntryStatus::information;
            }
            code = place.one("Cd");
        } else if (place.one("Cd")) {
            place.wrong("in this version of the message the status stands in Sts itself, not in Sts/Cd");
            return EntryStatus::information;
        }
        if (code.text() == "BOOK")
            return EntryStatus::booked;
        if (code.text() == "PDNG" || code.text() == "FUTR")
            return EntryStatus::pending;
        if (code && code.text() != "INFO")
            code.wrong(fmt::format("'{}' is none of BOOK, PDNG, INFO and FUTR", excerpt(code.text())));
        return EntryStatus::information;
    }

    Entry read_entry(XmlPlace const& place)
    {
        Entry entry;
        entry.line = place.line();
        entry.path = place.path();
        entry.reference = place.text_of("NtryRef", 35);
        entry.servicer_reference = place.text_of("AcctSvcrRef", 35);
        auto const sum = amount(place.need("Amt"));
        auto const credit = is_credit(place.need("CdtDbtInd"));
        entry.reversal = truth(place.one("RvslInd")).value_or(false);
        entry.status = status(place.need("Sts"));
        entry.booked_on = day_within(place.one("BookgDt"));
        entry.value_on = day_within(place.one("ValDt"));
        entry.note = place.text_of("AddtlNtryInf", 500);
        entry.code = bank_code(place.one("BkTxCd"));
        if (!sum || !credit)
            return entry;
        entry.amount = *sum;
        entry.credit = *credit;
        auto const details = place.all("NtryDtls");
        std::uint64_t batch = 0;
        for (auto const& one : details) {
            if (auto const together = one.one("Btch"))
                batch += count(together.one("NbOfTxs")).value_or(0);
        }
        if (batch > 0)
            entry.batch = batch;
        std::vector<XmlPlace> all;
        for (auto const& one : details)
            std::ranges::move(one.all("TxDtls"), std::back_inserter(all));
        for (auto const& one : all)
            entry.transactions.push_back(read_transaction(one, entry, all.size() == 1));
        if (all.empty() && batch > 1)
            entry.undetailed = true;
        else if (all.empty()) {
            Transaction alone;
            alone.line = entry.line;
            alone.path = entry.path;
            alone.amount = entry.amount;
            alone.credit = entry.credit;
            entry.transactions.push_back(std::move(alone));
        } else
            check_batch(place, entry);
        return entry;
    }

    static std::string bank_code(XmlPlace const& place)
    {
        if (auto const domain = place.one("Domn")) {
            auto const family = domain.one("Fmly");
            return fmt::format(
                "{}/{}/{}", domain.text_of("Cd", 4), family.text_of("Cd", 4), family.text_of("SubFmlyCd", 4));
        }
        return place.one("Prtry").text_of("Cd", 35);
    }

    Transaction read_transaction(XmlPlace const& place, Entry const& entry, bool alone)
    {
        Transaction one;
        one.line = place.line();
        one.path = place.path();
        one.credit = entry.credit;
        if (auto const own = is_credit(place.one("CdtDbtInd")); own && !alone)
            one.credit = *own;
        auto const details = place.one("AmtDtls");
        auto const instructed = amount(details.one("InstdAmt").one("Amt"));
        auto const own = place.one("Amt");
        auto const within = details.one("TxAmt").one("Amt");
        auto const sum = own ? amount(own) : amount(within);
        // What an entry of one payment booked is the entry's own sum: charges and exchange are in it.
        if (alone)
            one.amount = entry.amount;
        else if (!sum && !own && !within)
            place.wrong("one payment of several needs its amount, in Amt or AmtDtls/TxAmt/Amt");
        else if (sum && sum->currency != entry.amount.currency)
            (own ? own : within).wrong(fmt::format("the entry is in {}", entry.amount.currency.code()));
        else if (sum)
            one.amount = *sum;
        if (instructed && *instructed != one.amount)
            one.instructed = *instructed;
        auto const references = place.one("Refs");
        auto const reference = [&](std::string_view name) {
            auto text = references.text_of(name, 35);
            return text == "NOTPROVIDED" || text == "NOTAVAIL" ? std::string {} : text;
        };
        one.servicer_reference = reference("AcctSvcrRef");
        one.instruction_id = reference("InstrId");
        one.end_to_end_id = reference("EndToEndId");
        one.transaction_id = reference("TxId");
        read_parties(place, one);
        auto const remittance = place.one("RmtInf");
        for (auto const& text : remittance.all("Ustrd"))
            one.unstructured.emplace_back(text.text());
        for (auto const& structured : remittance.all("Strd")) {
            auto const ref = structured.one("CdtrRefInf").one("Ref");
            if (!ref.text().empty())
                one.creditor_references.emplace_back(head(ref.text(), 35));
        }
        if (auto const returned = place.one("RtrInf")) {
            auto const reason = returned.one("Rsn");
            ReturnReason why { reason.text_of(reason.one("Cd") ? "Cd" : "Prtry", 35), {} };
            for (auto const& text : returned.all("AddtlInf"))
                why.text += (why.text.empty() ? "" : " ") + std::string { text.text() };
            one.returned = std::move(why);
        }
        return one;
    }

    void read_parties(XmlPlace const& place, Transaction& one)
    {
        auto const parties = place.one("RltdPties");
        auto const agents = place.one("RltdAgts");
        auto const side = one.credit ? "Dbtr" : "Cdtr";
        auto const party = parties.one(side);
        one.other = other_account(parties.one(fmt::format("{}Acct", side)).one("Id"));
        if (parties_are_choices()) {
            if (party && !party.one("Pty") && !party.one("Agt"))
                party.wrong("in this version of the message a party stands in Pty or Agt");
            one.other.name = party.one("Pty").text_of("Nm", 140);
        } else {
            if (party.one("Pty"))
                party.wrong("in this version of the message a party stands here itself, not in Pty");
            one.other.name = party.text_of("Nm", 140);
        }
        one.other.bic = bic_of(agents.one(fmt::format("{}Agt", side)), bicfi());
    }

    static void check_batch(XmlPlace const& place, Entry const& entry)
    {
        auto const& all = entry.transactions;
        if (entry.batch && *entry.batch != all.size())
            place.wrong(fmt::format("the bank has put {} payments together, {} are here", *entry.batch, all.size()));
        if (all.size() < 2)
            return;
        std::optional<Money> sum = Money { 0, entry.amount.currency };
        for (auto const& one : all) {
            if (one.amount.currency != entry.amount.currency)
                return; // told before
            sum = sum ? checked_add(*sum, one.credit == entry.credit ? one.amount : -one.amount) : std::nullopt;
        }
        if (sum != entry.amount)
            place.wrong(fmt::format("the payments add up to {}, the entry is {}",
                sum ? display(*sum) : "more than can be counted", display(entry.amount)));
    }

    static void check_currencies(XmlPlace const& place, XmlPlace const& stated, Statement const& statement)
    {
        std::optional<Currency> currency;
        if (stated) {
            currency = Currency::from_code(stated.text());
            if (!currency)
                stated.wrong(fmt::format("'{}' is no currency of ISO 4217", excerpt(stated.text())));
        }
        auto const same = [&](Currency one) {
            if (!currency)
                currency = one;
            return one == Currency::none() || one == *currency;
        };
        bool fits = true;
        for (auto const& one : statement.balances)
            fits = same(one.amount.currency) && fits;
        for (auto const& one : statement.entries)
            fits = (same(one.amount.currency) || one.status == EntryStatus::information) && fits;
        if (!fits)
            place.wrong("balances and entries of an account are in one currency, that of the account");
    }

    void check_balances(XmlPlace const& place, Statement& statement)
    {
        auto const find = [&](std::initializer_list<std::string_view> codes, bool last) -> Balance const* {
            for (auto const code : codes) {
                Balance const* found = nullptr;
                for (auto const& one : statement.balances) {
                    if (one.code == code && (last || found == nullptr))
                        found = &one;
                }
                if (found != nullptr)
                    return found;
            }
            return nullptr;
        };
        // A page of a longer statement begins and ends with interim balances.
        auto const* opening = find({ "OPBD", "PRCD", "ITBD" }, false);
        auto const* closing = find({ "CLBD", "ITBD" }, true);
        if (opening == nullptr)
            place.wrong("there is no opening balance (OPBD, PRCD, or ITBD on a later page)");
        if (closing == nullptr || closing == opening)
            place.wrong("there is no closing balance (CLBD, or ITBD before a later page)");
        if (opening == nullptr || closing == nullptr || closing == opening)
            return;
        std::optional<Money> sum = opening->amount;
        for (auto const& entry : statement.entries) {
            if (entry.status == EntryStatus::booked)
                sum = sum ? checked_add(*sum, entry.credit ? entry.amount : -entry.amount) : std::nullopt;
        }
        statement.opening = opening->amount;
        statement.closing = closing->amount;
        if (sum != closing->amount)
            place.wrong(fmt::format(
                "the opening balance of {} and the booked entries make {}, the closing balance is {}",
                display(opening->amount), sum ? display(*sum) : "no sum of one currency", display(closing->amount)));
    }

    XmlPlace root_;
    MessageName name_;
};

} // namespace

std::expected<CamtMessage, std::vector<XmlFlaw>> read_camt(std::string_view bytes)
{
    auto const document = read_xml(bytes);
    if (!document)
        return std::unexpected(std::vector { document.error() });
    std::vector<XmlFlaw> flaws;
    XmlPlace const root(document->root, flaws);
    auto const name = message_of(document->space);
    bool const known
        = name && document->root.name == "Document" && (name->family == "camt.053" || name->family == "camt.054");
    if (!known)
        root.wrong(fmt::format("this is no camt.053 and no camt.054: its namespace is '{}'", excerpt(document->space)));
    else if (name->version < first_version || name->version > last_version)
        root.wrong(fmt::format("{} is not read: versions 02 to 08 are", to_string(*name)));
    if (!flaws.empty())
        return std::unexpected(std::move(flaws));
    auto message = Reader(root, *name).run();
    if (flaws.empty())
        return message;
    return std::unexpected(in_order(std::move(flaws)));
}

std::string identity(Entry const& entry, Transaction const& transaction, std::size_t ordinal)
{
    // Of a batch the entry has one reference and each payment its own; a bank that gives one of the two gives it in
    // both messages. A reversal may carry the reference of what it undoes: the direction is part of the identity.
    auto const& own
        = transaction.servicer_reference.empty() ? transaction.transaction_id : transaction.servicer_reference;
    bool const batch = entry.transactions.size() > 1;
    auto const sign = transaction.credit ? std::string {} : std::string { "-" };
    auto const again = ordinal == 0 ? std::string {} : fmt::format("#{}", ordinal + 1);
    if (!batch && !entry.servicer_reference.empty())
        return sign + entry.servicer_reference + again;
    if (!own.empty())
        return sign + entry.servicer_reference + (entry.servicer_reference.empty() ? "" : "/") + own + again;
    Digester digest;
    digest.add(std::string_view { entry.servicer_reference }).add(std::uint64_t { 0 });
    digest.add(std::string_view { transaction.end_to_end_id }).add(std::uint64_t { 1 });
    digest.add(std::string_view { to_string(transaction.amount) });
    digest.add(static_cast<std::uint64_t>(entry.booked_on ? entry.booked_on->days() : 0));
    digest.add(std::string_view { key_of(transaction.other) });
    return sign + "=" + to_string(digest.finish()).substr(0, 30) + again;
}

std::vector<Movement> movements(Statement const& statement)
{
    std::vector<Movement> all;
    std::map<std::string, std::size_t> next; // the place among equals that is looked at first
    std::set<std::string> taken;
    for (auto const& entry : statement.entries) {
        if (entry.status != EntryStatus::booked)
            continue;
        for (auto const& one : entry.transactions) {
            auto& ordinal = next[identity(entry, one, 0)];
            while (!taken.insert(identity(entry, one, ordinal)).second)
                ++ordinal;
            all.push_back({ &entry, &one, identity(entry, one, ordinal) });
        }
    }
    std::vector<Movement> ordered;
    for (bool const credit : { false, true })
        std::ranges::copy_if(
            all, std::back_inserter(ordered), [&](auto const& one) { return one.transaction->credit == credit; });
    return ordered;
}

} // namespace recourse::bank
