using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Domain;
using CrossSell.Mail.Messages;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Mail.Features;

/// <summary>A mail text filled from a client's offer, or from the examples of the fields; its links lead nowhere.</summary>
internal sealed class PreviewMailTextHandler(MailTexts texts, IDispatcher dispatcher, IOfferSubjects offers, IClientDirectory clients, CallContext call, IConfiguration configuration) : IQueryHandler<PreviewMailText, MailPreview>
{
    public async Task<MailPreview> Handle(PreviewMailText request, CancellationToken ct)
    {
        try
        {
            var sample = await texts.Sample(request.Line, request.Key, ct);
            var program = MailProgram.Compile(new MailText(request.Subject.Trim(), request.Text.ReplaceLineEndings("\n"), string.IsNullOrWhiteSpace(request.Html) ? null : request.Html.ReplaceLineEndings("\n")), sample);
            var filled = program.Fill(await Model(request, sample, program, ct), Cultures.Of(request.Language), configuration["Company:name"] ?? "CrossSell");
            return new MailPreview(filled.Subject, filled.Body, filled.Html, []);
        }
        catch (TemplateException faulty)
        {
            return new MailPreview(null, null, null, faulty.Problems);
        }
    }

    private async Task<JsonObject> Model(PreviewMailText request, JsonObject sample, MailProgram program, CancellationToken ct)
    {
        var model = sample.DeepClone().AsObject();
        model["data"] = Example(program.Fields);
        if (request.OfferId is not { } offer)
        {
            return model;
        }

        var subject = await offers.Of(offer, ct) ?? throw new NotFoundException("offer", offer);
        if (!call.Actor.May(Permission.SeeClients) || await clients.AdvisorOf(subject.ClientId, ct) is not { } advisor || !call.Actor.Scope.Allows(advisor, subject.ClientId))
        {
            throw new NotFoundException("offer", offer);
        }

        foreach (var (name, value) in await dispatcher.Ask(new LoadModel(subject with { Language = request.Language }, program.Parts), ct))
        {
            model[name] = value?.DeepClone();
        }

        model["recipient"] = new JsonObject { ["name"] = (await clients.Names([subject.ClientId], ct)).GetValueOrDefault(subject.ClientId, string.Empty) };
        return model;
    }

    /// <summary>What a process or a command gives to the mail it asks for: a text may use any name below <c>data</c>, so each stands for itself.</summary>
    private static JsonObject Example(IEnumerable<string> fields)
    {
        const string below = "data.";
        return new JsonObject(fields.Where(f => f.StartsWith(below, StringComparison.Ordinal)).Select(f => KeyValuePair.Create<string, JsonNode?>(f[below.Length..], $"[{f[below.Length..]}]")));
    }
}
