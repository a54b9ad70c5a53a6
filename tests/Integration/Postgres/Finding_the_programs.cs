using CrossSell.Host.Postgres;

namespace CrossSell.Integration.Postgres;

public sealed class Finding_the_programs
{
    [Fact]
    public async Task Runs_on_the_npm_package_where_none_is_installed()
    {
        using var folder = new TrialFolder();
        folder.Options = folder.Options with { SearchFolders = [] };
        await using var postgres = await folder.Start();

        (await TrialFolder.Ask(postgres, "show server_version")).ShouldStartWith($"{NpmPostgres.Major}.");
        (await TrialFolder.Ask(postgres, "select 'Álmos' < 'Zoltán' collate \"hu-x-icu\"")).ShouldBe("True");
    }

    [Fact]
    public async Task Takes_up_the_npm_package_again_when_another_version_was_installed_since()
    {
        using var folder = new TrialFolder();
        await (await TrialFolder.Start(folder.Options with { SearchFolders = [] })).DisposeAsync();

        await using var postgres = await folder.Start();

        (await TrialFolder.Ask(postgres, "show server_version")).ShouldStartWith($"{NpmPostgres.Major}.");
    }

    [Fact]
    public async Task Says_that_the_data_is_of_another_version()
    {
        using var folder = new TrialFolder();
        Directory.CreateDirectory(folder.Options.Database);
        await File.WriteAllTextAsync(Path.Combine(folder.Options.Database, "PG_VERSION"), "9\n");

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(folder.Start);

        refused.Message.ShouldContain("was made by PostgreSQL 9, but only version");
        Directory.GetFiles(folder.Options.Database).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Says_that_a_configured_folder_holds_no_programs()
    {
        using var folder = new TrialFolder();
        folder.Options = folder.Options with { Binaries = folder.Options.DataFolder };

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(folder.Start);

        refused.Message.ShouldBe($"There is no PostgreSQL in {folder.Options.DataFolder} (setting Postgres:Binaries): it needs the programs postgres and initdb.");
    }

    [Fact]
    public async Task Says_that_the_data_folder_cannot_be_written()
    {
        using var folder = new TrialFolder();
        var file = Path.Combine(folder.Options.DataFolder, "file");
        await File.WriteAllTextAsync(file, string.Empty);

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TrialFolder.Start(folder.Options with { DataFolder = file }));

        refused.Message.ShouldStartWith($"The data folder {file} can't be written");
    }

    [Fact]
    public async Task Shows_the_servers_own_words_when_it_does_not_start()
    {
        using var folder = new TrialFolder();
        await (await folder.Start()).DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(folder.Options.Database, "postgresql.conf"), "no_such_setting = 1\n");

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(folder.Start);

        refused.Message.ShouldContain("unrecognized configuration parameter \"no_such_setting\"");
    }

    [RootFact]
    public async Task Becomes_nobody_where_user_namespaces_are_forbidden_and_root_again_where_they_are_not()
    {
        using var folder = new TrialFolder();
        File.SetUnixFileMode(folder.Options.DataFolder, (UnixFileMode)0b111_101_101);
        await using (var nobody = await TrialFolder.Start(folder.Options with { UserNamespaces = false }))
        {
            await TrialFolder.Execute(nobody, "create table kept (n int)");
        }

        await using var mapped = await folder.Start();

        (await TrialFolder.Ask(mapped, "select count(*) from kept")).ShouldBe("0");
    }

    [RootFact]
    public async Task Says_where_nobody_cannot_go()
    {
        using var folder = new TrialFolder();
        File.SetUnixFileMode(folder.Options.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => TrialFolder.Start(folder.Options with { UserNamespaces = false }));

        refused.Message.ShouldContain($"can't reach {folder.Options.Home}");
    }
}
