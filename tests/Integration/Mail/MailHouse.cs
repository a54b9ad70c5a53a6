using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;

namespace CrossSell.Integration.Mail;

/// <summary>A house that sends by a real SMTP server.</summary>
public sealed class MailHouse : HouseFixture
{
    private SmtpServer? _server;

    internal SmtpServer Server => _server!;

    private ImapServer? _mailbox;

    /// <summary>Where reports about its mails come back to.</summary>
    internal ImapServer Mailbox => _mailbox!;

    protected override async Task<Dictionary<string, string?>> Settings()
    {
        _server = await SmtpServer.Start();
        _mailbox = await ImapServer.Start();
        return new()
        {
            ["Mail:Smtp:Host"] = "127.0.0.1",
            ["Mail:Smtp:Port"] = _server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Smtp:Tls"] = "false",
            ["Mail:Imap:Host"] = "127.0.0.1",
            ["Mail:Imap:Port"] = _mailbox.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Imap:Tls"] = "false",
            ["Mail:Imap:User"] = ImapServer.User,
            ["Mail:Imap:Password"] = ImapServer.Password,
            ["Mail:From"] = "house@house.example",
            ["Company:name"] = "Ház & Társa",
            ["SignIn:PerMinute"] = "10000",
            ["Mail:ReportsFrom"] = "7",
        };
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server!.DisposeAsync();
        await _mailbox!.DisposeAsync();
    }

    /// <summary>A client with an open offer who may be mailed, at an hour that is not quiet.</summary>
    internal async Task<(ClientView Client, OfferView Offer)> Offered(Actor advisor, string product = "insurance/home", string? email = null)
    {
        ByDay();
        var given = new Given(this);
        var client = await given.Client(advisor, null, null, "email:marketing", "email:service", "phone:marketing");
        client = await Send(new ChangeClient(client.Id, new ClientData(null, null, null, null, null, null, null, email ?? $"c{client.Id:N}@clients.example", null, null, null, null, null, null), null));
        await given.Contract(client, product, Today.AddDays(50));
        await Send(new RunScan(null));
        return (client, (await Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.Single(o => o.Product == product));
    }

    /// <summary>Goes to the next working day at ten.</summary>
    internal void Morning()
    {
        var now = Clock.GetUtcNow();
        var at = new DateTimeOffset(now.Date.AddDays(1).AddHours(8), TimeSpan.Zero);
        while (!IsWorkday(at))
        {
            at = at.AddDays(1);
        }

        Clock.Advance(at - now);
    }

    /// <summary>Tests before may have moved the clock into quiet hours.</summary>
    private void ByDay()
    {
        if (Clock.GetUtcNow() is var now && (now.Hour is < 7 or >= 16 || !IsWorkday(now)))
        {
            Morning();
        }
    }

    private static bool IsWorkday(DateTimeOffset at) => at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && at is not { Month: 10, Day: 23 };

    internal Task<MailView> Settled(Guid mail) => Eventually("the mail to be settled", async () => (await Ask(new GetMail(mail))).Mail, m => m.Status != MailStatus.Requested);

    internal async Task<MailView> OfClient(Guid client, string template, MailStatus status) => (await Eventually(
        $"a mail {template} to be {status}", async () => (await Ask(new ListMails(client, null, null, null, 50))).Items.Where(m => m.Template == template).ToList(), m => m.Any(x => x.Status == status))).First(m => m.Status == status);
}

[CollectionDefinition("mail")]
public sealed class MailCollection : ICollectionFixture<MailHouse>;
