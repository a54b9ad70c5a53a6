using CrossSell.Kernel.Time;
using Quartz;

namespace CrossSell.Host.Jobs;

/// <summary>What happens by the clock of the house: at night in its time zone, and in the course of the hours. Each job may run twice, or late after downtime, and does its work once.</summary>
internal static class HouseJobs
{
    public static IServiceCollection AddHouseJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var zone = BusinessClock.ZoneOf(configuration);
        services.AddQuartz(q =>
        {
            q.ConfigureScheduler(o => o.InstanceName = "core");
            q.UsePersistentStore(s =>
            {
                s.UsePostgres(o => o.UseRegisteredDataSource = true);
                s.ProvisionSchema();
                s.UseClustering(c =>
                {
                    c.CheckinInterval = TimeSpan.FromSeconds(2);
                    c.CheckinMisfireThreshold = TimeSpan.FromSeconds(3);
                });
                s.ConfigureStore(o =>
                {
                    o.StoreJobDataAsStrings = true;
                    o.TablePrefix = "qrtz_";
                });
            });
            void At<TJob>(string name, string cron)
                where TJob : IJob => q.ScheduleJob<TJob>(t => t.WithIdentity(name).WithCronSchedule(cron, c => c.InTimeZone(zone)), j => j.WithIdentity(name).RequestRecovery());

            At<NightlyScan>("nightly-scan", "0 30 1 * * ?");
            At<NightlyLearning>("nightly-learning", "0 10 2 * * ?");
            At<NightlyRetention>("retention", "0 30 2 * * ?");
            At<NightlyAuditCheck>("audit-check", "0 15 3 * * ?");
            At<NightlyFigures>("figures", "0 30 4 * * ?");
            At<ProcessDeadlines>("process-deadlines", "0 5 * * * ?");
            At<SlippingWork>("slipping-work", "0 20 * * * ?");
            At<HandoverDays>("handover-days", "0 2 * * * ?");
            At<ReturnedMails>("returned-mail", "30 * * * * ?");
            At<Reports>("reports", "15 0/5 * * * ?");
        });
        services.AddSingleton<DeadlineWatch>();
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddHostedService<MissedNight>();
        services.AddHostedService<MissedDeadlines>();
        return services;
    }
}
