#include "app/desk_test.hpp"

namespace recourse::app {

TEST(Forgetting, takes_what_was_left_alone_the_longest_and_nothing_newer_than_the_views)
{
    Domain domain(books(), beijing);
    for (std::uint64_t number : { 30, 10, 50, 20, 40 })
        domain.restore({ Subject::order, number }, Aggregate<order::State> { {}, 1, number });
    auto const stream = [](std::uint64_t number) { return codec::to_number(Stream { Subject::order, number }); };

    auto gone = domain.forget(100, 3);
    std::ranges::sort(gone);
    EXPECT_EQ(gone, (std::vector { stream(10), stream(20) }));
    EXPECT_EQ(domain.forget(40, 0), (std::vector { stream(30) }));
    EXPECT_EQ(domain.size(), 2u);
    EXPECT_TRUE(domain.forget(100, 2).empty());
}

} // namespace recourse::app
