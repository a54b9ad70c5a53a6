using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using Xunit.Abstractions;

namespace CrossSell.Integration.Access.Crossing;

/// <summary>
/// Every role at every page and endpoint with somebody else's client in hand. The doors are found by what the host has mapped, the keys by their kind:
/// a new page is crossed without anybody remembering, and one that forgets whose client it is fails here.
/// </summary>
[Collection("house")]
public sealed class Crossing_every_page_and_endpoint(HouseFixture house, ITestOutputHelper output)
{
    /// <summary>Not tried, and why.</summary>
    private static readonly Dictionary<string, string> Left = new()
    {
        ["POST /SignOut"] = "ends the session that tries the doors",
        ["DELETE /api/v1/account/sessions"] = "ends the session that tries the doors",
    };

    private readonly List<string> _found = [];

    [Fact]
    public async Task Nobody_reads_or_changes_a_client_they_may_not_see()
    {
        var book = new ForeignBook(house);
        await book.Plant();
        var keys = new Keys(book);
        var doors = Known(await Doors.All(house.Services));
        doors.Count(d => !d.IsPage).ShouldBeGreaterThan(80);
        doors.Count(d => d.IsPage).ShouldBeGreaterThan(80);
        var team = "Crossing B " + Guid.CreateVersion7();
        using var nobody = Visitor.Nobody(house);
        using var advisor = await Visitor.Of(house, await house.Person(Role.Advisor, "Other Advisor", team));
        using var manager = await Visitor.Of(house, await house.Person(Role.Manager, "Other Manager", team));
        using var clerk = await Visitor.Of(house, await house.Person(Role.BackOffice, "Any Clerk"));
        await new Given(house).OpenOffer(advisor.Actor!);
        await book.Changed();
        var calls = 0;
        foreach (var door in doors)
        {
            foreach (var visitor in new[] { nobody, advisor, manager })
            {
                foreach (var address in Addresses(door, keys))
                {
                    await Cross(door, address, visitor, keys, book);
                    calls++;
                }
            }

            await DoesWithoutPermission(door, clerk, keys);
        }

        await AreTheRightKeys(doors, keys, book);
        output.WriteLine($"{doors.Count} doors, {calls} calls from outside");
        var planted = _found.Where(f => f.Contains("/planted/", StringComparison.Ordinal)).ToList();
        planted.ShouldContain(f => f.Contains("GET /api/v1/planted/clients", StringComparison.Ordinal) && f.Contains("tells", StringComparison.Ordinal), "the crossing must see an endpoint that tells");
        planted.ShouldContain(f => f.Contains("POST /api/v1/planted/clients", StringComparison.Ordinal) && f.Contains("changes clients.client", StringComparison.Ordinal), "the crossing must see an endpoint that changes");
        planted.ShouldContain(f => f.Contains("/planted/gadgets", StringComparison.Ordinal) && f.Contains("does not know", StringComparison.Ordinal), "the crossing must see what it can't fill");
        _found.Except(planted).ShouldBeEmpty(string.Join(Environment.NewLine, _found.Except(planted)));
    }

    /// <summary>Those whose parameters have a kind; the others are findings.</summary>
    private List<Door> Known(IReadOnlyList<Door> doors)
    {
        var known = new List<Door>();
        foreach (var door in doors.Where(d => !Left.ContainsKey(d.ToString())))
        {
            try
            {
                foreach (var hole in door.Route.Concat(door.Query.Where(h => h.IsId)))
                {
                    Keys.KindOf(hole, door);
                }

                known.Add(door);
            }
            catch (UnknownKeyException unknown)
            {
                _found.Add(unknown.Message);
            }
        }

        return known;
    }

    private static IEnumerable<string> Addresses(Door door, Keys keys) => keys.HasOptions(door) ? [keys.Address(door, false), keys.Address(door, true)] : [keys.Address(door, false)];

    private async Task Cross(Door door, string address, Visitor visitor, Keys keys, ForeignBook book)
    {
        var reply = await visitor.Try(door, address, keys);
        var who = $"{door}: {visitor.Name}";
        if (book.Secrets.FirstOrDefault(s => reply.Text.Contains(s, StringComparison.OrdinalIgnoreCase)) is { } secret)
        {
            _found.Add($"{who} is told {secret} of a client they may not see ({(int)reply.Status}; tells)");
        }

        if (visitor.Actor is null && door.Needs is not null && !reply.IsAskedToSignIn && !(door.IsPage && (int)reply.Status == 400))
        {
            _found.Add($"{who} got {(int)reply.Status} where they are to sign in");
        }
        else if (visitor.Actor is { } actor && door.Needs is { } needs && !actor.May(needs) && !reply.IsForbidden)
        {
            _found.Add($"{who} got {(int)reply.Status} without the permission {needs}");
        }
        else if (visitor.Actor is not null && Keys.NamesTheirs(door) && !reply.IsNotFound && !reply.IsForbidden && !reply.SaysNoSuchClient)
        {
            _found.Add($"{who} got {(int)reply.Status} with somebody else's client in {address}; it has to be as if it were not there: {reply.Text[..Math.Min(reply.Text.Length, door.IsPage ? 0 : 300)]}");
        }

        if ((int)reply.Status >= 500 && door.Name != "/Error/{code:int}")
        {
            _found.Add($"{who} got {(int)reply.Status} from {address}");
        }

        if (!door.Reads && await book.Changed() is { Count: > 0 } changed)
        {
            _found.Add($"{who} changes {string.Join(", ", changed)} of a client they may not see");
        }
    }

    /// <summary>The back office sees every client, so there only the permission is at stake.</summary>
    private async Task DoesWithoutPermission(Door door, Visitor clerk, Keys keys)
    {
        if (door.Needs is { } needs && !clerk.Actor!.May(needs) && !(await clerk.Try(door, keys.Address(door, false), keys)).IsForbidden)
        {
            _found.Add($"{door}: {clerk.Name} passes without the permission {needs}");
        }
    }

    /// <summary>The client's own advisor reads with the same keys: so "not found" above was said of what is there.</summary>
    private async Task AreTheRightKeys(IReadOnlyList<Door> doors, Keys keys, ForeignBook book)
    {
        using var own = await Visitor.Of(house, book.Advisor);
        foreach (var door in doors.Where(d => d.Reads && Keys.NamesTheirs(d) && d.Needs is { } needs && own.Actor!.May(needs)))
        {
            var reply = await own.Try(door, keys.Address(door, false), keys);
            if (!reply.IsFine && reply.Status != System.Net.HttpStatusCode.Redirect)
            {
                _found.Add($"{door}: the client's own advisor got {(int)reply.Status} from {keys.Address(door, false)}; the key does not fit, so the crossing proves nothing");
            }
        }
    }
}
