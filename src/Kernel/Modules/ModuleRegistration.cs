using System.Reflection;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossSell.Kernel.Modules;

public static class ModuleRegistration
{
    public static IServiceCollection AddHouse(this IServiceCollection services, IConfiguration configuration, params IModule[] modules)
    {
        services.AddSingleton(p => new BusinessClock(p.GetRequiredService<TimeProvider>(), BusinessClock.ZoneOf(configuration)));
        services.AddSingleton(WorkingDays.Hungary);
        services.AddSingleton<Database>();
        services.AddSingleton<Committer>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<Idempotency>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<Audit.ClientKeys>();
        services.AddSingleton<Audit.AuditTrail>();
        services.AddSingleton<Audit.ChainVerifier>();
        services.AddSingleton<Privacy.IPersonalData, Privacy.KernelPersonalData>();
        services.AddSingleton<Privacy.ClientRows>();
        services.AddSingleton<Privacy.IRetention, Privacy.KernelRetention>();
        services.AddSingleton<Privacy.RetentionRules>();
        services.AddTransient<Privacy.ClientEraser>();
        services.AddScoped<CallContext>();
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddTransient<ServiceFactory>(p => p.GetService!);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient<IDispatcher, Dispatcher>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(PermissionBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddContext<KernelDb>();
        services.AddTransient<ImportRunner>();
        services.AddTransient<ImportRuns>();
        services.AddSingleton<ImportSignal>();
        services.AddHandlers(typeof(ModuleRegistration).Assembly);
        foreach (var module in modules)
        {
            services.AddSingleton(module);
            services.AddHandlers(module.GetType().Assembly);
            module.Register(services, configuration);
        }

        return services;
    }

    /// <summary>What runs in the background of a serving host, and not in a command of the command line.</summary>
    public static IServiceCollection AddHouseWorkers(this IServiceCollection services) =>
        services.AddSingleton<OutboxDispatcher>().AddSingleton<IHostedService>(p => p.GetRequiredService<OutboxDispatcher>()).AddHostedService<ImportWorker>();

    /// <summary>Registers the module's context: pooled for queries, and known to the migrator.</summary>
    public static IServiceCollection AddContext<TContext>(this IServiceCollection services)
        where TContext : ModuleDbContext
    {
        services.AddSingleton(new ContextOf(source => ModuleDbContext.On<TContext>(source)));
        services.AddScoped(p => ModuleDbContext.On<TContext>(p.GetRequiredService<Npgsql.NpgsqlDataSource>()));
        return services;
    }

    private static void AddHandlers(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                var open = contract.GetGenericTypeDefinition();
                if (open == typeof(IRequestHandler<,>) || open == typeof(INotificationHandler<>) || open == typeof(IValidator<>))
                {
                    services.AddTransient(contract, type);
                }
            }
        }
    }
}

internal sealed record ContextOf(Func<Npgsql.NpgsqlDataSource, ModuleDbContext> Make);
