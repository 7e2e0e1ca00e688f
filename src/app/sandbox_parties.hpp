#pragma once

#include "app/pipeline.hpp"
#include "app/sandbox_script.hpp"

#include <string>
#include <vector>

namespace recourse::app::sandbox {

/// Plays the other side of the orders of a sandbox that ask for it: follows the log, and sends what its scripts say
/// when its time has come, as the party whose part it is, through the same way as every command. What is sent for one
/// event has one id, so that it happens once however often the desk is started. One thread at a time.
class Parties {
public:
    /// All must outlive it.
    Parties(Pipeline&, store::Store&, Clock&, time::Zone, Scripts const&);

    /// Does what is due, the earliest first, and waits for the answers. How many commands were sent that had not been
    /// sent before.
    std::size_t look();

private:
    struct Due {
        Instant at;
        store::Sequence cause = 0; ///< the event
        std::size_t step = 0; ///< of the script
        Step what;
        Id<Order> order;
        Id<Claim> claim; ///< 0: it is about the order itself
        std::string reference; ///< of the payment
    };

    void follow();
    void note(store::Event const&, codec::Stored const&);
    void wait(store::Event const&, Trigger, Id<Order>, Id<Claim> claim = {}, std::string const& reference = {});
    std::vector<Envelope> commands(Due const&);
    std::size_t send(Due const&, bool& again);
    template <class State>
    std::optional<State> state(Stream);

    Pipeline& pipeline_;
    store::Store& store_;
    Clock& clock_;
    time::Zone zone_;
    Scripts const& scripts_;
    store::Sequence seen_ = 0;
    Instant latest_; ///< of what was seen
    std::vector<Due> due_;
};

} // namespace recourse::app::sandbox
