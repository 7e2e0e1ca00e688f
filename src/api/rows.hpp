#pragma once

#include "api/operation.hpp"

// The parts of the table, each in a file of its own. Only the table names them all: a row more changes this file and
// its own, and nothing else is compiled again.

namespace recourse::api {

void add_orders(std::vector<Operation>&);
void add_claims(std::vector<Operation>&);
void add_dossiers(std::vector<Operation>&);
void add_matters(std::vector<Operation>&);
void add_plans(std::vector<Operation>&);
void add_drafts(std::vector<Operation>&);
void add_matter_statements(std::vector<Operation>&);
void add_clauses(std::vector<Operation>&);
void add_filings(std::vector<Operation>&);
void add_pursuits(std::vector<Operation>&);
void add_accounts(std::vector<Operation>&);
void add_forecasts(std::vector<Operation>&);
void add_weighings(std::vector<Operation>&);
void add_portfolio(std::vector<Operation>&);
void add_uploads(std::vector<Operation>&);
void add_vault(std::vector<Operation>&);
void add_exhibits(std::vector<Operation>&);
void add_bundles(std::vector<Operation>&);
void add_packets(std::vector<Operation>&);
void add_imports(std::vector<Operation>&);
void add_parties(std::vector<Operation>&);
void add_remittances(std::vector<Operation>&);
void add_bank(std::vector<Operation>&);
void add_payouts(std::vector<Operation>&);
void add_rule_books(std::vector<Operation>&);
void add_editions(std::vector<Operation>&);
void add_ledger(std::vector<Operation>&);
void add_statements(std::vector<Operation>&);
void add_inspections(std::vector<Operation>&);
void add_assessments(std::vector<Operation>&);
void add_interviews(std::vector<Operation>&);
void add_intakes(std::vector<Operation>&);
void add_people(std::vector<Operation>&);
void add_feeds(std::vector<Operation>&);
void add_handovers(std::vector<Operation>&);
void add_webhooks(std::vector<Operation>&);
void add_notices(std::vector<Operation>&);
void add_system(std::vector<Operation>&);

} // namespace recourse::api
