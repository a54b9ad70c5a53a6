using System.Globalization;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Pages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Export;

/// <summary>Writes a case for a person to read, in the reader's language.</summary>
internal sealed class CasePaper(IDispatcher dispatcher, Pages.Texts texts, Dates dates, ProductNames products, Sentences say, HistorySentences history, PeopleNames people, CallContext call, BusinessClock clock)
{
    public async Task<byte[]> Write(CaseRecord known, CancellationToken ct)
    {
        await products.Load(ct);
        await history.Load(known.History, ct);
        var paper = new Paper(texts.Language, texts["case.titleOf", known.Client.Name, products.Of(known.Offer.Product, known.Offer.Variant)]);
        await people.Load([known.Client.AdvisorId], ct);
        paper.Facts(
        [
            (texts["case.client"], known.Client.Name),
            (texts["field.externalId"], known.Client.ExternalId),
            (texts["client.advisor"], people.Of(known.Client.AdvisorId, known.Client.Advisor)),
            (texts["case.taken"], $"{Moment(clock.Now)}, {call.Actor.Name}"),
        ]);
        foreach (var offer in known.Offers)
        {
            await Offer(paper, offer, ct);
        }

        foreach (var process in known.Processes)
        {
            Process(paper, process);
        }

        Documents(paper, known.Documents);
        Mails(paper, known.Mails);
        Consents(paper, known.Consents);
        History(paper, known.History);
        return paper.ToBytes();
    }

    private async Task Offer(Paper paper, OfferView offer, CancellationToken ct)
    {
        paper.Section(texts["case.offer", products.Of(offer.Product, offer.Variant)]).Facts(
        [
            (texts["case.status"], say.Status(offer.Status.ToString())),
            (texts["case.reason"], offer.Reason.In(texts.Language)),
            (texts["case.rule"], offer.Rule),
            (texts["case.purpose"], say.Purpose(offer.Purpose)),
            (texts["case.opened"], Moment(offer.CreatedAt)),
            (texts["case.window"], $"{dates.Day(offer.ContactFrom)} – {dates.Day(offer.ContactUntil)}"),
            (texts["case.closed"], Moment(offer.ClosedAt)),
        ]);
        if (offer.Attempts.Count + offer.Undone.Count > 0)
        {
            paper.Section(texts["case.contacts"]).Table(
                [texts["case.when"], texts["case.who"], texts["case.channel"], texts["case.answer"], texts["field.note"]],
                offer.Attempts.Concat(offer.Undone).OrderBy(a => a.RecordedAt).Select(a => new[] { Moment(a.At), a.By, texts["matrix.channel." + a.Channel], Answer(a), a.Note }));
        }

        if (offer.Terms is { } terms)
        {
            await Terms(paper, offer.Id, terms, ct);
        }
    }

    private string Answer(ContactAttempt attempt) => attempt.UndoneAt is null ? say.Said(attempt) : texts["case.undone", say.Said(attempt), attempt.UndoneBy ?? string.Empty];

    private async Task Terms(Paper paper, Guid offer, OfferTerms terms, CancellationToken ct)
    {
        var form = await dispatcher.Ask(new GetTerms(offer), ct);
        var labels = form.Questions.Concat(form.Fields).ToDictionary(f => f.Name, f => f.Label.In(texts.Language));
        paper.Section(texts["terms.title"])
            .Say(texts["terms.recorded", terms.By, Moment(terms.At)])
            .Facts(terms.Answers.Select(a => (labels.GetValueOrDefault(a.Key, a.Key), (string?)a.Value)));
        if (terms.Quote is { } quote)
        {
            paper.Facts(quote.Lines.Select(l => (l.In(texts.Language), l.Amount is { } amount ? dates.Price(new PriceData(amount, quote.Currency, string.Empty)) : l.Value))
                .Append((texts["terms.price"], dates.Price(new PriceData(quote.Amount, quote.Currency, quote.Period)))));
        }
    }

    private void Process(Paper paper, ProcessView process) => paper.Section(texts["case.process", process.Name]).Table(
        [texts["case.when"], texts["case.who"], texts["case.step"], texts["field.note"]],
        process.History.Select(s => new[] { Moment(s.At), s.By, s.From is { } from ? $"{products.State(from)} → {products.State(s.To)}" : products.State(s.To), s.Note }));

    private void Documents(Paper paper, IReadOnlyList<DocumentView> documents)
    {
        if (documents.Count > 0)
        {
            paper.Section(texts["case.documents"]).Table(
                [texts["case.number"], texts["case.file"], texts["case.status"], texts["case.template"], "SHA-256"],
                documents.Select(d => new[] { d.Number, d.FileName, say.Status(d.Status), d.TemplateVersion is { } version ? string.Create(CultureInfo.InvariantCulture, $"{d.Template}, v{version}") : d.Template, d.Sha256 }));
        }
    }

    private void Mails(Paper paper, IReadOnlyList<MailDetails> mails)
    {
        if (mails.Count == 0)
        {
            return;
        }

        paper.Section(texts["case.mails"]);
        foreach (var (mail, text, _) in mails)
        {
            paper.Facts(
            [
                (texts["case.subject"], mail.Subject),
                (texts["case.to"], mail.To),
                (texts["case.when"], Moment(mail.SentAt ?? mail.RequestedAt)),
                (texts["case.status"], texts["mails.status." + mail.Status.ToString().ToLowerInvariant()]),
                (texts["case.answer"], mail.Answer is { } answer ? $"{MailWords.Chosen(texts, answer, mail.Chosen)}, {Moment(mail.AnsweredAt)}" : null),
            ]).Quote(text);
        }
    }

    private void Consents(Paper paper, IReadOnlyList<ConsentEntry> consents)
    {
        if (consents.Count > 0)
        {
            paper.Section(texts["case.consents"]).Table(
                [texts["case.when"], texts["case.consent"], texts["case.answer"], texts["case.source"]],
                consents.Select(c => new[] { Moment(c.At), $"{texts["channel." + c.Channel]}: {texts["purpose." + c.Purpose]}", texts[c.Granted ? "case.granted" : "case.withdrawn"], texts.Find("source." + c.Source) ?? c.Source }));
        }
    }

    private void History(Paper paper, IReadOnlyList<AuditItem> items) => paper.Section(texts["history.title"]).Table(
        [texts["case.when"], texts["case.who"], texts["case.what"], texts["case.cause"]],
        items.Select(i => new[] { Moment(i.Entry.At), i.Entry.ActorName, What(i.Entry), history.Cause(i.Entry.Cause) }));

    private string What(AuditEntry entry) => string.Join("; ", history.Changes(entry).Select(c => $"{c.Label}: {c.Before} → {c.After}").Prepend(history.Sentence(entry)));

    private string Moment(DateTimeOffset at) => $"{dates.Day(at)} {dates.Time(at)}";

    private string? Moment(DateTimeOffset? at) => at is { } known ? Moment(known) : null;
}
