using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Data;
using CrossSell.Mail.Domain;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Mail.Features;

internal sealed record WrittenMail(Letter Letter, string Language, int TextVersion);

/// <summary>This mail can't be sent, and trying again as it is would not help.</summary>
internal sealed class MailImpossibleException(string reason, string message) : Exception(message)
{
    public MailImpossibleException(TemplateException faulty)
        : this("faultyText", faulty.Message) => Problems = faulty.Problems;

    public string Reason { get; } = reason;

    /// <summary>What is wrong with the text or the data; nothing where they are not the reason.</summary>
    public IReadOnlyList<TemplateProblem>? Problems { get; }
}

/// <summary>Makes a letter of a requested mail: who gets it, in which language, from which text, filled from what is known now.</summary>
internal sealed class MailWriter(
    Database database, IDispatcher dispatcher, IPeople people, MailTexts texts, IEnumerable<IMailModel> models, IOfferSubjects offers, AnswerLinks links, ISite site, IConfiguration configuration)
{
    /// <summary>Nothing when there is nothing to say.</summary>
    public async Task<WrittenMail?> Write(MailRow mail, CancellationToken ct)
    {
        var to = mail.ToKind == "client" ? await Client(mail.ClientId!.Value, ct) : await User(mail.ToUserId!.Value, ct);
        var text = await texts.InUse(mail.Template, mail.Line, to.Language, ct) ?? throw new MailImpossibleException("noText", $"There is no mail text {mail.Template}.");
        var program = await texts.Program(text, ct);
        var model = await Model(mail, to, text.Language, program, ct);
        if (model is null)
        {
            return null;
        }

        try
        {
            var filled = program.Fill(model, Cultures.Of(text.Language), configuration["Company:name"] ?? "CrossSell");
            return new WrittenMail(
                new Letter(to.Address, to.Name, filled.Subject, filled.Body)
                {
                    Html = filled.Html,
                    Id = mail.Round == 1 ? mail.Id.ToString("N") : $"{mail.Id:N}.{mail.Round}",
                    ReplyTo = await ReplyTo(mail, to, ct),
                    Enclosures = await Enclosures(mail, ct),
                },
                text.Language,
                text.Version);
        }
        catch (TemplateException faulty)
        {
            throw new MailImpossibleException(faulty);
        }
    }

    private async Task<JsonObject?> Model(MailRow mail, Recipient to, string language, MailProgram program, CancellationToken ct)
    {
        var model = new JsonObject();
        if (await Subject(mail, language, ct) is { } subject)
        {
            model = await dispatcher.Ask(new LoadModel(subject, program.Parts), ct);
        }
        else if (program.Parts.Contains("company"))
        {
            model = await dispatcher.Ask(new LoadModel(new DocumentSubject(Guid.Empty, Guid.Empty, Guid.Empty, string.Empty, null, language), ["company"]), ct);
        }

        if (models.FirstOrDefault(m => m.Template == mail.Template) is { } own)
        {
            if (await own.Load(new MailAbout(mail.ToUserId, mail.ClientId, mail.OfferId, mail.ProcessId, language, mail.Data), ct) is not { } more)
            {
                return null;
            }

            foreach (var (name, value) in more)
            {
                model[name] = value?.DeepClone();
            }
        }

        model["recipient"] = new JsonObject { ["name"] = to.Name };
        model["site"] = site.Address;
        model["data"] = new JsonObject(mail.Data.Where(d => !d.Key.Contains('@', StringComparison.Ordinal) || d.Key.EndsWith("@" + language, StringComparison.Ordinal)).Select(d => KeyValuePair.Create(d.Key.Split('@')[0], (JsonNode?)d.Value)));
        model["answers"] = mail.AnswerUntil is { } until ? await links.Model(mail.Id, mail.Choices, until, language, ct) : null;
        return model;
    }

    private async Task<DocumentSubject?> Subject(MailRow mail, string language, CancellationToken ct)
    {
        if (mail.OfferId is { } offer)
        {
            return await offers.Of(offer, ct) is { } found ? found with { Language = language } : null;
        }

        return mail.ClientId is { } client && await database.Single("select advisor_id from clients.pub_client where id = $1", r => (Guid?)r.GetGuid(0), [client], ct) is { } advisor
            ? new DocumentSubject(client, Guid.Empty, advisor, string.Empty, null, language)
            : null;
    }

    private async Task<Recipient> Client(Guid id, CancellationToken ct)
    {
        var client = await database.Single(
            "select name, email, language from clients.pub_client where id = $1", r => (Name: r.GetString(0), Email: r.MaybeText(1), Language: r.GetString(2), Found: true), [id], ct);
        return client.Email is { } email ? new Recipient(email, client.Name, client.Language) : throw new MailImpossibleException("noAddress", "The client has no e-mail address.");
    }

    private async Task<Recipient> User(Guid id, CancellationToken ct)
    {
        var person = (await people.ById([id], ct)).GetValueOrDefault(id) ?? throw new MailImpossibleException("noAddress", "Whom it was for is no longer with the house.");
        var language = await database.Single("select language from access.pub_user where id = $1", r => r.MaybeText(0), [id], ct);
        return new Recipient(person.Email, person.Name, language is "en" ? "en" : "hu");
    }

    /// <summary>A client who answers the mail writes to the advisor.</summary>
    private async Task<(string, string)?> ReplyTo(MailRow mail, Recipient to, CancellationToken ct)
    {
        if (mail.ToKind != "client")
        {
            return null;
        }

        var advisor = await database.Single(
            "select u.email, u.name from clients.pub_client c join access.pub_user u on u.id = c.advisor_id where c.id = $1 and u.active", r => (Email: r.GetString(0), Name: r.GetString(1)), [mail.ClientId], ct);
        return advisor.Email is null || advisor.Email == to.Address ? null : advisor;
    }

    private async Task<IReadOnlyList<Enclosure>> Enclosures(MailRow mail, CancellationToken ct)
    {
        var enclosures = new List<Enclosure>();
        foreach (var id in mail.Documents)
        {
            var document = await dispatcher.Ask(new GetDocument(id), ct);
            var content = document.Status switch
            {
                "requested" => throw new InvalidOperationException($"{document.Number} is still being made."),
                "failed" or "cancelled" => throw new MailImpossibleException("noDocument", $"{document.Number} is {document.Status}."),
                _ => await dispatcher.Ask(new GetDocumentContent(id, Signed: false), ct),
            };
            enclosures.Add(new Enclosure(content.FileName, content.ContentType, content.Content));
        }

        return enclosures;
    }

    private sealed record Recipient(string Address, string Name, string Language);
}
