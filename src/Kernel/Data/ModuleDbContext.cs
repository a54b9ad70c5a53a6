using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace CrossSell.Kernel.Data;

/// <summary>A module's tables, in the module's own schema, named in snake case.</summary>
public abstract class ModuleDbContext(DbContextOptions options, string schema) : DbContext(options)
{
    public string Schema { get; } = schema;

    /// <summary>Views that other modules may read in set-based statements (ADR 0004), each named <c>schema.pub_…</c>; made anew at every migration.</summary>
    public virtual IReadOnlyList<PublishedView> PublishedViews => [];

    /// <summary>After every migration: what depends on what this server offers, such as an index by an extension. Doing it twice is doing it once.</summary>
    public virtual Task Tune(NpgsqlConnection connection, CancellationToken ct) => Task.CompletedTask;

    public static TContext On<TContext>(NpgsqlConnection connection)
        where TContext : ModuleDbContext => Make<TContext>(Options<TContext>(b => b.UseNpgsql(connection, Settings<TContext>)));

    public static TContext On<TContext>(NpgsqlDataSource source)
        where TContext : ModuleDbContext => Make<TContext>(Options<TContext>(b => b.UseNpgsql(source, Settings<TContext>)));

    internal static TContext AtDesignTime<TContext>()
        where TContext : ModuleDbContext => Make<TContext>(Options<TContext>(b => b.UseNpgsql(Settings<TContext>)));

    protected abstract void Describe(ModelBuilder model);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDefaultSchema(Schema);
        Describe(modelBuilder);
        SnakeCase.Apply(modelBuilder);
    }

    private static DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder> use)
        where TContext : ModuleDbContext
    {
        var builder = new DbContextOptionsBuilder<TContext>();
        use(builder);
        return builder.Options;
    }

    private static void Settings<TContext>(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql)
        where TContext : ModuleDbContext =>
        npgsql.MigrationsHistoryTable("migration_" + typeof(TContext).Name.ToLowerInvariant(), "public");

    private static TContext Make<TContext>(DbContextOptions<TContext> options)
        where TContext : ModuleDbContext => (TContext)Activator.CreateInstance(
            typeof(TContext),
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic,
            null,
            [options],
            null)!;
}

/// <summary>A view that other modules may read.</summary>
public sealed record PublishedView(string Name, string Select);

/// <summary>Lets the migrations tool make a module's context without a host.</summary>
public abstract class DesignTimeFactory<TContext> : IDesignTimeDbContextFactory<TContext>
    where TContext : ModuleDbContext
{
    public TContext CreateDbContext(string[] args) => ModuleDbContext.AtDesignTime<TContext>();
}

internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
            {
                entity.SetTableName(Of(table));
            }

            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Of(key.GetName()!));
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName(Of(key.GetConstraintName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Of(index.GetDatabaseName()!));
            }
        }
    }

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
