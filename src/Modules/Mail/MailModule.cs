using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Privacy;
using CrossSell.Mail.Data;
using CrossSell.Mail.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Mail;

/// <summary>Outgoing mail: its texts, its way out, the answers to its links, and what comes back.</summary>
public sealed class MailModule : IModule
{
    public string Name => "Mail";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<MailDb>();
        services.AddSingleton<IPersonalData, MailPersonalData>();
        services.AddSingleton<IRetention, MailRetention>();
        services.AddSingleton<IMailer, Post>();
        services.AddSingleton<AnswerLinks>();
        services.AddSingleton<MailPrograms>();
        services.AddScoped<MailTexts>();
        services.AddScoped<MailTextShelf>();
        services.AddScoped<VisibleMails>();
        services.AddScoped<MailWriter>();
        services.AddScoped<MailTrouble>();
        services.AddSingleton<Mailbox>();
        services.AddTransient<IHandsOver, Introductions>();
        services.AddScoped<IOutboxHandler, SendMail>();
        services.AddSingleton<IOutboxHandler, ShredLetters>();
    }
}
