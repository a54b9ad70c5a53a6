using CrossSell.Host.Api;
using CrossSell.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace CrossSell.Unit.Api;

public sealed class Paging_lists
{
    [Theory]
    [InlineData(null, 50)]
    [InlineData(1, 1)]
    [InlineData(200, 200)]
    public void Takes_a_limit_up_to_200(int? asked, int limit) => Paging.Limit(asked).ShouldBe(limit);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(201)]
    public void Refuses_another_limit(int asked) => Should.Throw<InvalidInputException>(() => Paging.Limit(asked)).Faults[0].Field.ShouldBe("limit");

    [Fact]
    public void Walks_a_list_in_memory_without_gap_or_repeat()
    {
        string[] all = ["d", "b", "a", "c", "e"];
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = Paging.Cut(all, i => i, after, 2);
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        seen.ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("*", null)]
    [InlineData("\"7\"", 7)]
    public void Reads_the_version_a_caller_holds(string? header, int? version) => Holding(header).IfVersion().ShouldBe(version);

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("W/\"7\"")]
    [InlineData("\"6\", \"7\"")]
    [InlineData("7")]
    public void Takes_a_tag_that_is_none_of_ours_for_stale(string header) => Should.Throw<StaleException>(() => Holding(header).IfVersion());

    private static DefaultHttpContext Holding(string? header)
    {
        var http = new DefaultHttpContext();
        if (header is not null)
        {
            http.Request.Headers.IfMatch = header;
        }

        return http;
    }
}
