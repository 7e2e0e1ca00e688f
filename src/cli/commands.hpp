#pragma once

#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::cli {

/// What happens to the process: the status of every subcommand.
enum Status : int {
    answered = 0, ///< the question was answered, whatever the answer
    we_failed = 1,
    input_wrong = 2, ///< what was given is wrong; every error was named
};

/// `--name VALUE`, or `--name` alone where `value` is empty.
struct Option {
    std::string_view name;
    std::string_view value; ///< "DATE"; empty: a switch
    std::string_view help; ///< one line
    std::string_view standard = {}; ///< the value when it is not given, for the help text
    bool required = false;
    std::string_view choices = {}; ///< words that a shell offers for the value, "en zh"
};

/// A word that stands by its place, e.g. FILE.
struct Positional {
    std::string_view name;
    std::string_view help;
    bool required = true;
    std::string_view choices = {}; ///< words that a shell offers in its place
    bool many = false; ///< the last one: there may be several, each a line of what was given
};

/// The words of one call, by option name or positional name; what was not given is not in the map.
using Given = std::map<std::string, std::string, std::less<>>;

/// The word given for an option or positional, or the standard one.
std::string value_of(Given const&, std::string_view name, std::string_view standard = {});

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

/// One subcommand: its help, its page in the manual and its completion are all made from this.
struct Subcommand {
    std::string_view path; ///< "deadline", "rules eval"
    std::string_view summary;
    std::string_view example;
    std::span<Positional const> positionals;
    std::span<Option const> options;
    int (*run)(Given const&, Streams);
    std::string_view details = {}; ///< a few sentences under the options in help and manual
};

// Each is defined in a file of its own, named after it.
extern Subcommand const assess_command;
extern Subcommand const backup_command;
extern Subcommand const bank_check_command;
extern Subcommand const case_ask_command;
extern Subcommand const case_handover_command;
extern Subcommand const case_import_command;
extern Subcommand const case_new_command;
extern Subcommand const claim_list_command;
extern Subcommand const claim_show_command;
extern Subcommand const check_command;
extern Subcommand const clause_command;
extern Subcommand const do_command;
extern Subcommand const filing_command;
extern Subcommand const intake_command;
extern Subcommand const interest_command;
extern Subcommand const key_command;
extern Subcommand const matter_account_command;
extern Subcommand const matter_clause_command;
extern Subcommand const matter_filing_command;
extern Subcommand const matter_forecast_command;
extern Subcommand const matter_list_command;
extern Subcommand const matter_pursuit_command;
extern Subcommand const matter_show_command;
extern Subcommand const offer_command;
extern Subcommand const order_list_command;
extern Subcommand const order_show_command;
extern Subcommand const packet_check_command;
extern Subcommand const packet_list_command;
extern Subcommand const packet_make_command;
extern Subcommand const paper_fields_command;
extern Subcommand const paper_list_command;
extern Subcommand const paper_make_command;
extern Subcommand const precheck_command;
extern Subcommand const rebuild_command;
extern Subcommand const restore_command;
extern Subcommand const rules_check_command;
extern Subcommand const rules_diff_command;
extern Subcommand const rules_eval_command;
extern Subcommand const rules_show_command;
extern Subcommand const rules_test_command;
extern Subcommand const schema_command;
extern Subcommand const serve_command;
extern Subcommand const sim_command;
extern Subcommand const statement_command;
extern Subcommand const trace_command;
extern Subcommand const vault_add_command;
extern Subcommand const vault_import_command;
extern Subcommand const vault_link_command;
extern Subcommand const vault_list_command;
extern Subcommand const vault_number_command;
extern Subcommand const vault_seal_command;
extern Subcommand const vault_incident_command;
extern Subcommand const vault_packet_command;
extern Subcommand const vault_search_command;
extern Subcommand const vault_show_command;
extern Subcommand const verify_command;

/// All of them, in the order in which help lists them.
std::span<Subcommand const> subcommands();

/// Parses the words after the program's name and runs what they ask for. Returns the exit status: we_failed also where
/// what was printed could not be written out.
int run(std::span<char const* const> arguments, Streams);

/// `recourse help [COMMAND]`, the manual page in roff, completion for a shell (bash, zsh or fish; empty for another).
std::string help_text(std::string_view path = {});
std::string man_page();
std::string completion(std::string_view shell);

} // namespace recourse::cli
