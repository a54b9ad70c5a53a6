using System.CommandLine;
using CrossSell.Access.Messages;
using CrossSell.Host.Composition;
using CrossSell.Kernel.Access;

namespace CrossSell.Host.CommandLine;

internal static class UserVerb
{
    public static Command Command() => new("user", "People of the house.") { Add(), List() };

    private static Command Add()
    {
        var data = Options.Data();
        var email = new Argument<string>("EMAIL");
        var role = new Option<string>("--role") { Description = "advisor, backoffice, manager or administrator.", Required = true, HelpName = "ROLE" };
        role.AcceptOnlyFromAmong("advisor", "backoffice", "manager", "administrator");
        var name = new Option<string?>("--name") { Description = "Full name.", HelpName = "NAME" };
        var team = new Option<string?>("--team") { Description = "Team; made when there is none of this name.", HelpName = "TEAM" };
        var command = new Command("add", "Adds a user and prints a one-time link to set a password.") { email, role, name, team, data };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var added = await tools.Act(
                new AddUser(parsed.GetValue(email)!, Enum.Parse<Role>(parsed.GetValue(role)!, true), parsed.GetValue(name), parsed.GetValue(team)), ct);
            Console.Out.WriteLine($"{HostSettings.DefaultUrl}/SetPassword?code={Uri.EscapeDataString(added.SetPasswordCode!)}");
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var data = Options.Data();
        var json = Options.Json();
        var command = new Command("list", "Lists the users.") { data, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var users = await tools.Ask(new ListUsers(), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(users);
            }
            else
            {
                foreach (var user in users)
                {
                    Console.Out.WriteLine($"{user.Email} {user.Role.ToString().ToLowerInvariant()} {user.Name}{(user.Team is null ? string.Empty : $" ({user.Team})")}{(user.Active ? string.Empty : " inactive")}");
                }
            }

            return 0;
        });
        return command;
    }
}

internal static class TokenVerb
{
    public static Command Command()
    {
        var data = Options.Data();
        var user = new Option<string>("--user") { Description = "The user the token stands for.", Required = true, HelpName = "EMAIL" };
        var days = new Option<int>("--days") { Description = "How long it is good for.", HelpName = "N", DefaultValueFactory = _ => 90 };
        var create = new Command("create", "Makes an API token and prints it once.") { user, days, data };
        create.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            Console.Out.WriteLine(await tools.Act(new CreateToken(parsed.GetValue(user)!, parsed.GetValue(days)), ct));
            return 0;
        });
        return new Command("token", "API tokens.") { create };
    }
}
